package io.karawatt.line;

import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;
import java.util.List;

/** What reading costs on a line, in time; decides which holes are worth reading. */
public interface WireCost {

    /**
     * Returns the part of a read that does not depend on how many registers it brings.
     *
     * @param turnaround time the device needs to answer.
     * @return nanoseconds.
     */
    long transactionNanos(Duration turnaround);

    /**
     * Returns what registers add to a read.
     *
     * @param registers how many, 0 or more.
     * @return nanoseconds.
     */
    long registersNanos(int registers);

    /**
     * Returns what a whole read takes from a device whose turnaround was measured on this line.
     *
     * @param registers how many, 0..125.
     * @param measured measured turnaround, in nanoseconds.
     * @return nanoseconds.
     */
    default long measuredNanos(int registers, long measured) {
        return readNanos(registers, Duration.ofNanos(measured));
    }

    /**
     * Returns what would be measured as the turnaround of a device.
     *
     * @param turnaround time the device needs to answer.
     * @return nanoseconds; more than the turnaround where the line adds to it.
     */
    default long seenNanos(Duration turnaround) {
        return transactionNanos(turnaround) - measuredNanos(0, 0);
    }

    /**
     * Lists what reading would cost if the line were faster.
     *
     * @return the usual higher speeds, slowest first; empty when the line has no speed that could be set.
     */
    default List<Speed> faster() {
        return List.of();
    }

    /**
     * A speed and what reading costs with it.
     *
     * @param baud bit/s.
     * @param cost what reading costs.
     */
    record Speed(int baud, WireCost cost) {}

    /**
     * Returns what a whole read takes.
     *
     * @param registers how many, 1..125.
     * @param turnaround time the device needs to answer.
     * @return nanoseconds.
     */
    default long readNanos(int registers, Duration turnaround) {
        return transactionNanos(turnaround) + registersNanos(registers);
    }

    /**
     * The arithmetic of a serial line: 8 characters asked, 5 + 2 a register answered, a silence of 3.5 characters after
     * each (Modbus over Serial Line V1.02 §2.5.1.1). A measured turnaround has the silence after the request in it.
     *
     * @param settings speed and character format.
     * @return the cost.
     */
    static WireCost serial(SerialSettings settings) {
        long character = settings.characterNanos();
        long measured = 13 * character + settings.frameSilenceNanos();
        long fixed = measured + settings.frameSilenceNanos();
        return new LinearCost(fixed, 2 * character, measured, () -> LinearCost.faster(settings));
    }

    /**
     * The arithmetic of a TCP connection: a round trip for each transaction, next to nothing for each register. What
     * was measured has the round trip in it.
     *
     * @param roundTrip time a packet needs there and back.
     * @return the cost.
     */
    static WireCost tcp(Duration roundTrip) {
        return new LinearCost(roundTrip.toNanos(), 160, 0, List::of);
    }
}
