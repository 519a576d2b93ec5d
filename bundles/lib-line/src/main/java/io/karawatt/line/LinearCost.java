package io.karawatt.line;

import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A fixed part of each read and a part for each register. */
final class LinearCost implements WireCost {

    /** The usual speeds of RS485, in bit/s. */
    private static final List<Integer> SPEEDS = List.of(9_600, 19_200, 38_400, 57_600, 115_200);

    private final long fixed;
    private final long register;
    private final long measured;
    private final Supplier<List<Speed>> faster;

    /**
     * Makes a cost.
     *
     * @param fixed nanoseconds of each read beside the device's own turnaround.
     * @param register nanoseconds of each register.
     * @param measured nanoseconds of each read beside a turnaround that was measured on the line.
     * @param faster what it would be if the line were faster.
     */
    LinearCost(long fixed, long register, long measured, Supplier<List<Speed>> faster) {
        this.fixed = fixed;
        this.register = register;
        this.measured = measured;
        this.faster = faster;
    }

    static List<Speed> faster(SerialSettings settings) {
        return SPEEDS.stream()
                .filter(baud -> baud > settings.baud())
                .map(baud -> new Speed(
                        baud,
                        WireCost.serial(new SerialSettings(
                                settings.port(), baud, settings.dataBits(), settings.parity(), settings.stopBits()))))
                .toList();
    }

    @Override
    public long transactionNanos(Duration turnaround) {
        return fixed + turnaround.toNanos();
    }

    @Override
    public long registersNanos(int registers) {
        return registers * register;
    }

    @Override
    public long measuredNanos(int registers, long turnaround) {
        return measured + turnaround + registers * register;
    }

    @Override
    public List<Speed> faster() {
        return faster.get();
    }
}
