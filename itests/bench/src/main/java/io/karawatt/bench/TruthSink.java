package io.karawatt.bench;

import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;

/** Compares everything that a line hands on with what its meters have; used by the thread of the line. */
final class TruthSink implements BenchSink {

    private static final double SCALE = 0.01;

    private long values;
    private long wrong;

    @Override
    public void accept(ReadingBatch batch) {
        int unit = unit(batch.schema().device());
        for (int i = 0; i < batch.size(); i++) {
            if (batch.value(i) instanceof Value.Good) {
                int address = BenchSite.FAST + 2 * batch.index(i);
                long raw = (long) BenchMeter.content(unit, address) << 16 | BenchMeter.content(unit, address + 1);
                count(batch.number(i) == raw * SCALE);
            }
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        int unit = unit(device);
        for (int i = 0; i < registers.size(); i++) {
            count(registers.get(i) == BenchMeter.content(unit, address + i));
        }
    }

    @Override
    public void forget(String device) {}

    private void count(boolean right) {
        values++;
        wrong += right ? 0 : 1;
    }

    private static int unit(String key) {
        return Integer.parseInt(key, 1, key.length(), 10);
    }

    /** How many values and registers came. */
    long values() {
        return values;
    }

    /** How many of them the meter does not have. */
    long wrong() {
        return wrong;
    }
}
