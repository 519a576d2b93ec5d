package io.karawatt.line;

import io.karawatt.bus.DeviceHabit.Bin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often which duration was seen, in bins an eighth of an octave wide from 65 µs to 137 s. When it is full, what was
 * seen so far counts half, so that old habits fade. Thread-safe.
 */
final class Histogram {

    private static final int LOWEST = 16;
    private static final int HIGHEST = 37;
    private static final int PART_BITS = 3;
    private static final int PARTS = 1 << PART_BITS;

    private final long most;
    private final int[] counts = new int[(HIGHEST - LOWEST) * PARTS];
    private long total;
    private long longest;

    /**
     * Makes an empty one.
     *
     * @param most samples after which older ones count half.
     */
    Histogram(long most) {
        this.most = most;
    }

    private static int bin(long nanos) {
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(nanos, 1));
        if (octave < LOWEST) {
            return 0;
        }
        int part = (int) (nanos >>> (octave - PART_BITS)) & (PARTS - 1);
        return Math.min((octave - LOWEST) * PARTS + part, (HIGHEST - LOWEST) * PARTS - 1);
    }

    private static long from(int bin) {
        return bin == 0 ? 0 : (long) (PARTS + bin % PARTS) << (bin / PARTS + LOWEST - PART_BITS);
    }

    synchronized void add(long nanos) {
        add(bin(nanos), 1);
        longest = Math.max(longest, nanos);
    }

    private void add(int bin, int count) {
        counts[bin] += count;
        total += count;
        if (total >= most) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= 2;
                total += counts[i];
            }
        }
    }

    synchronized long samples() {
        return total;
    }

    /**
     * Returns the duration that a share of the samples keeps.
     *
     * @param share 0..1.
     * @return nanoseconds, at most an eighth too long; 0 when there are no samples.
     */
    synchronized long quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bin = 0; bin < counts.length && total > 0; bin++) {
            seen += counts[bin];
            if (seen >= rank && seen > 0) {
                return longest == 0 ? from(bin + 1) : Math.min(from(bin + 1), longest);
            }
        }
        return 0;
    }

    synchronized List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                bins.add(new Bin(Duration.ofNanos(from(bin)), Duration.ofNanos(from(bin + 1)), counts[bin]));
            }
        }
        return bins;
    }

    /** Adds what was counted elsewhere. */
    synchronized void addAll(List<Bin> bins) {
        for (Bin bin : bins) {
            add(bin(bin.from().toNanos()), (int) Math.min(bin.count(), most / 2));
        }
    }

    synchronized void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
        longest = 0;
    }
}
