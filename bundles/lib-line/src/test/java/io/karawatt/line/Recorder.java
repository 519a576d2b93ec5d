package io.karawatt.line;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what a line delivers and tells. */
final class Recorder implements ReadingSink, EventBus {

    private final List<ReadingBatch> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> registers = Collections.synchronizedList(new ArrayList<>());
    private final List<String> forgotten = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(ReadingBatch batch) {
        batches.add(batch);
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers words, Instant at) {
        registers.add(device + " " + address + "+" + words.size());
    }

    @Override
    public void forget(String device) {
        forgotten.add(device);
    }

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    List<ReadingBatch> of(String device) {
        return batches.stream().filter(b -> b.schema().device().equals(device)).toList();
    }

    /** Batches with at least one number, since a moment. */
    long good(String device, Instant since) {
        return of(device).stream()
                .filter(b -> !b.at().isBefore(since) && b.size() > 0 && b.value(0) instanceof Value.Good)
                .count();
    }

    long missing(String device, Cause cause) {
        return of(device).stream()
                .filter(b -> b.value(0).equals(new Value.Missing(cause)))
                .count();
    }

    List<String> told() {
        return events.stream().map(Event::describe).toList();
    }

    List<Event> events() {
        return events;
    }

    List<String> registers() {
        return registers;
    }

    List<String> forgotten() {
        return forgotten;
    }
}
