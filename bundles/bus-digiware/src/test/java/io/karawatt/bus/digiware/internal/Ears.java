package io.karawatt.bus.digiware.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears what a line tells and keeps nothing of what it reads. */
final class Ears implements ReadingSink, EventBus {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** Waits for the next event. */
    String next() throws InterruptedException {
        String event = told.poll(20, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    @Override
    public void publish(Event event) {
        told.add(event.describe());
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    @Override
    public void accept(ReadingBatch batch) {}

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {}

    @Override
    public void forget(String device) {}
}
