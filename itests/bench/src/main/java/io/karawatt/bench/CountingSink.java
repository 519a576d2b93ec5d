package io.karawatt.bench;

import io.karawatt.live.ReadingOutlet;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a line reads: good batches of each device, reads of the whole line and when the last one ended. */
final class CountingSink implements BenchSink {

    private final Map<String, AtomicLong> good = new ConcurrentHashMap<>();

    private final ReadingSink next;

    private volatile Progress progress = new Progress(0, 0);

    /** Counts only. */
    CountingSink() {
        this(new ReadingOutlet());
    }

    /** Counts, and hands everything on. */
    CountingSink(ReadingSink next) {
        this.next = next;
    }

    /**
     * How far the line is.
     *
     * @param reads good answers so far.
     * @param nanos when the last one ended, on the machine's monotonic clock.
     */
    record Progress(long reads, long nanos) {}

    Progress progress() {
        return progress;
    }

    /** Waits until the line has read on, so that a measurement begins and ends with a read. */
    Progress next() throws InterruptedException {
        long before = progress.reads;
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (progress.reads == before) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the line has read nothing for 20 s");
            }
            Thread.sleep(1);
        }
        return progress;
    }

    long good(String device) {
        AtomicLong count = good.get(device);
        return count == null ? 0 : count.get();
    }

    @Override
    public void accept(ReadingBatch batch) {
        next.accept(batch);
        if (batch.size() > 0 && batch.value(0) instanceof Value.Good) {
            good.computeIfAbsent(batch.schema().device(), none -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        next.acceptRegisters(device, table, address, registers, at);
        progress = new Progress(progress.reads + 1, System.nanoTime());
    }

    @Override
    public void forget(String device) {
        next.forget(device);
        good.remove(device);
    }
}
