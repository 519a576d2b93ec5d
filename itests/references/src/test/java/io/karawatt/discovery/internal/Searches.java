package io.karawatt.discovery.internal;

import io.karawatt.access.AccessPolicy;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.line.LineEngine;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The real discovery, as the container would wire it. */
public final class Searches implements AutoCloseable {

    private final Semaphore finished = new Semaphore(0);
    private final SiteDiscovery discovery;

    /**
     * Makes it.
     *
     * @param <T> what is both read and changed.
     * @param topology what is installed.
     * @param profiles which devices are known.
     * @param policy asked before addresses are given out.
     * @param identity who the gateway is.
     * @param clock time of day.
     * @param lines the lines.
     */
    public <T extends Topology & TopologyEditor> Searches(
            T topology,
            Profiles profiles,
            AccessPolicy policy,
            GatewayIdentity identity,
            InstantSource clock,
            Collection<LineEngine> lines) {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            protected void afterExecute(Runnable task, Throwable failure) {
                finished.release();
            }
        };
        discovery = new SiteDiscovery(topology, topology, profiles, policy, identity, thread, clock);
        for (LineEngine line : lines) {
            discovery.addLine(line);
            discovery.addScanner(line);
        }
    }

    /** Searches and waits for the report. */
    public ScanReport run(ScanOrder order, Duration atMost) throws InterruptedException {
        discovery.start(order);
        if (!finished.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no end within " + atMost + ": " + discovery.report());
        }
        return discovery.report().orElseThrow();
    }

    @Override
    public void close() {
        discovery.stop();
    }
}
