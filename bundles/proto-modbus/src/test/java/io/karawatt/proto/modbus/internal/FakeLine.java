package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A line that answers when the test says so. */
class FakeLine implements BusLine {

    private final String name;
    private final String kind;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger submitted = new AtomicInteger();
    private final List<String> watched = new CopyOnWriteArrayList<>();
    private volatile List<DeviceStatus> devices = List.of();
    private volatile Duration cycle = Duration.ZERO;

    FakeLine(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    /** A request with its answer to come. */
    record Asked(BusRequest request, CompletableFuture<BusReply> reply) {

        void answer(BusReply with) {
            reply.complete(with);
        }
    }

    /** Returns the next request; fails the test when none comes. */
    Asked next() {
        try {
            Asked next = asked.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was asked on line " + name);
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int submitted() {
        return submitted.get();
    }

    void devices(List<DeviceStatus> now) {
        devices = now;
    }

    void cycle(Duration now) {
        cycle = now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        submitted.incrementAndGet();
        CompletableFuture<BusReply> reply = new CompletableFuture<>();
        asked.add(new Asked(request, reply));
        return reply;
    }

    @Override
    public void watch(String device) {
        watched.add(device);
    }

    List<String> watched() {
        return watched;
    }

    @Override
    public LineStatus status() {
        return new LineStatus(name, kind, "test", true, "", 0, cycle, LineStatus.Counters.ZERO);
    }

    @Override
    public List<DeviceStatus> devices() {
        return devices;
    }
}
