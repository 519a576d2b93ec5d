package io.karawatt.bench;

import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes when meters answer. Thread-safe. */
final class CycleLog implements BenchSink {

    private static final double P99 = 0.99;

    private final Map<String, Long> last = new HashMap<>();
    private final List<Long> gaps = new ArrayList<>();
    private boolean counting;

    /**
     * Time from one answer to the next of the same meter, in seconds.
     *
     * @param mean of all.
     * @param p99 kept by 99 of 100.
     */
    record Cycle(double mean, double p99) {}

    /** Counts from now on. */
    synchronized void start() {
        counting = true;
    }

    /** A meter answered. */
    synchronized void answered(String device) {
        long now = System.nanoTime();
        Long before = last.put(device, now);
        if (counting && before != null) {
            gaps.add(now - before);
        }
    }

    synchronized int devices() {
        return last.size();
    }

    synchronized Cycle cycle() {
        if (gaps.isEmpty()) {
            return new Cycle(Double.NaN, Double.NaN);
        }
        Collections.sort(gaps);
        double mean = gaps.stream().mapToLong(Long::longValue).average().orElseThrow();
        return new Cycle(mean / 1e9, gaps.get((int) (gaps.size() * P99)) / 1e9);
    }

    @Override
    public void accept(ReadingBatch batch) {
        if (batch.size() > 0 && batch.value(0) instanceof Value.Good) {
            answered(batch.schema().device());
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {}

    @Override
    public void forget(String device) {}
}
