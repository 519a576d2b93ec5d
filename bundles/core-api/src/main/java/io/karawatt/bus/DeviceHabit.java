package io.karawatt.bus;

import io.karawatt.model.RegisterTable;
import java.time.Duration;
import java.util.List;

/**
 * What a line has learnt about one of its devices from its answers.
 *
 * @param device key of the device.
 * @param reference product reference it was learnt with; another one under the same key is another device.
 * @param unit unit id on the line.
 * @param samples answers that were weighed.
 * @param typical turnaround that half of the answers keep; zero before the first.
 * @param tail turnaround that 99.9 % of the answers keep; zero before the first.
 * @param timeout time-out in use.
 * @param onTrial whether the time-out was lowered just now and is taken back if errors rise on the line.
 * @param largestRead most registers that one answer brought; 0 before the first.
 * @param readLimit most registers that are asked for at once because longer reads were refused; 0 for no limit but the
 *     profile's.
 * @param unreadable registers that it refused, in rising order.
 * @param histogram how often which turnaround was seen, shortest first, empty bins left out.
 */
public record DeviceHabit(
        String device,
        String reference,
        int unit,
        long samples,
        Duration typical,
        Duration tail,
        Duration timeout,
        boolean onTrial,
        int largestRead,
        int readLimit,
        List<Span> unreadable,
        List<Bin> histogram) {

    /** Copies the lists. */
    public DeviceHabit {
        unreadable = List.copyOf(unreadable);
        histogram = List.copyOf(histogram);
    }

    /**
     * A run of registers.
     *
     * @param table which table it is in.
     * @param address first register, 0..65535.
     * @param count number of registers, 1 or more.
     */
    public record Span(RegisterTable table, int address, int count) {

        /** Checks the range. */
        public Span {
            if (address < 0 || count < 1 || address + count > 0x10000) {
                throw new IllegalArgumentException(
                        "registers " + address + ".." + (address + count - 1) + " are outside 0..65535");
            }
        }

        /**
         * Tells whether a run of registers touches this one.
         *
         * @param other table it is in.
         * @param first its first register.
         * @param end the register behind its last.
         * @return true when they have a register in common.
         */
        public boolean meets(RegisterTable other, int first, int end) {
            return table == other && first < address + count && address < end;
        }
    }

    /**
     * Answers of nearly the same turnaround.
     *
     * @param from shortest turnaround, inclusive.
     * @param below longest, exclusive.
     * @param count how many answers.
     */
    public record Bin(Duration from, Duration below, long count) {}
}
