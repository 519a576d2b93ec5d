package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.snmp.SnmpDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.snmp4j.Snmp;
import org.snmp4j.security.USM;

/** The engine and the parts that have joined it. Thread-safe. */
final class RunningEngine implements Engine, AutoCloseable {

    private final EngineIdentity identity;
    private final Terms terms;
    private final Counters counters;
    private final Notices notices;
    private final Time time;
    private final long started;
    private final SnmpStack stack;
    private final Snmp sender;
    private final List<Subtree> open;
    private final List<Subtree> guarded;
    private final Map<AgentPart, AgentPart.Attached> parts = new LinkedHashMap<>();
    private volatile Trees trees = Trees.EMPTY;
    private boolean opened;
    private boolean closed;

    /**
     * Starts the engine.
     *
     * @param identity who it is.
     * @param settings what the operator wishes.
     * @param counters where it counts.
     * @param notices where it tells what failed.
     * @param time the clocks.
     * @throws IOException when no port for sending is free.
     */
    RunningEngine(EngineIdentity identity, AgentSettings settings, Counters counters, Notices notices, Time time)
            throws IOException {
        this.identity = identity;
        this.terms = settings.terms();
        this.counters = counters;
        this.notices = notices;
        this.time = time;
        this.started = time.nanos();
        this.stack = new SnmpStack(identity, settings.users(), counters);
        this.sender = stack.sender(InetAddress.getByName(settings.bind().isEmpty() ? "0.0.0.0" : settings.bind()));
        EngineObjects objects = new EngineObjects(counters);
        this.open = objects.open(settings.authenticationTraps());
        this.guarded = objects.guarded(stack.incoming(), settings.limits().requestBytes());
        plant();
    }

    /** The message layer. */
    SnmpStack stack() {
        return stack;
    }

    /** Who the engine is. */
    EngineIdentity identity() {
        return identity;
    }

    /** What is served now. */
    Trees trees() {
        return trees;
    }

    /** A part came. */
    synchronized void attach(AgentPart part) {
        if (closed || parts.containsKey(part)) {
            return;
        }
        try {
            AgentPart.Attached attached = part.attach(this);
            parts.put(part, attached);
            plant();
            if (opened) {
                attached.opened();
            }
        } catch (RuntimeException e) {
            detach(part);
            notices.failed("a part of the agent", e);
        }
    }

    /** A part went. */
    synchronized void detach(AgentPart part) {
        AgentPart.Attached attached = parts.remove(part);
        if (attached != null) {
            plant();
            close(attached);
        }
    }

    /** The port is open for the first time. */
    synchronized void opened() {
        opened = true;
        for (AgentPart.Attached part : List.copyOf(parts.values())) {
            try {
                part.opened();
            } catch (RuntimeException e) {
                notices.failed("a part of the agent", e);
            }
        }
    }

    /** Somebody was not recognised. */
    void authenticationFailed(String from) {
        attached().forEach(part -> part.authenticationFailed(from));
    }

    /** Sends test notifications. */
    CompletableFuture<List<SnmpDelivery>> trapTest() {
        CompletableFuture<List<SnmpDelivery>> all = CompletableFuture.completedFuture(List.of());
        for (AgentPart.Attached part : attached()) {
            all = all.thenCombine(part.trapTest(), RunningEngine::joined);
        }
        return all;
    }

    private static List<SnmpDelivery> joined(List<SnmpDelivery> some, List<SnmpDelivery> others) {
        List<SnmpDelivery> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private synchronized List<AgentPart.Attached> attached() {
        return List.copyOf(parts.values());
    }

    private void plant() {
        List<Subtree> everybody = new ArrayList<>(open);
        parts.values().forEach(part -> everybody.addAll(part.subtrees()));
        List<Subtree> all = new ArrayList<>(everybody);
        all.addAll(guarded);
        trees = new Trees(new Tree(everybody), new Tree(all));
    }

    private void close(AgentPart.Attached part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            notices.failed("a part of the agent", e);
        }
    }

    @Override
    public Snmp sender() {
        return sender;
    }

    @Override
    public USM usm() {
        return stack.outgoing();
    }

    @Override
    public byte[] engineId() {
        return identity.octets();
    }

    @Override
    public Duration upTime() {
        return Duration.ofNanos(time.nanos() - started);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public void notificationSent() {
        counters.add(Count.OUT_TRAPS);
        counters.add(Count.OUT_PKTS);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            List.copyOf(parts.keySet()).forEach(this::detach);
        }
        try {
            sender.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the port for sending can't be closed", e);
        }
    }
}
