package io.karawatt.live.internal;

import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is known of one device: its values and its two register tables. */
final class DeviceImage {

    /** Most pages of one table: 16,384 registers. */
    static final int MOST_PAGES = 128;

    private final AtomicReference<@Nullable ValueImage> values = new AtomicReference<>();
    private final AtomicReference<RegisterImage> holding = new AtomicReference<>(RegisterImage.EMPTY);
    private final AtomicReference<RegisterImage> input = new AtomicReference<>(RegisterImage.EMPTY);

    @Nullable
    ValueImage values() {
        return values.get();
    }

    RegisterImage registers(RegisterTable table) {
        return Objects.requireNonNull(table(table).get());
    }

    /** Returns how many pages both tables hold. */
    int pages() {
        return registers(RegisterTable.HOLDING).size()
                + registers(RegisterTable.INPUT).size();
    }

    /**
     * Takes over values; a new schema replaces everything known under the old one.
     *
     * @return whether something was taken; not when all of it is older than what is there.
     */
    boolean accept(ReadingBatch batch, Instant now) {
        while (true) {
            ValueImage current = values.get();
            if (current != null && current.schema() == batch.schema()) {
                return current.accept(batch, now);
            }
            if (current != null && current.youngerThan(batch.at(), now)) {
                return false;
            }
            ValueImage next = new ValueImage(batch.schema());
            next.accept(batch, now);
            if (values.compareAndSet(current, next)) {
                return true;
            }
        }
    }

    /**
     * Takes over registers, all or nothing.
     *
     * @param spare how many more pages the whole image may grow by.
     * @return whether they were taken; not when one of them is older than what is there or there is no room.
     */
    boolean accept(RegisterTable table, Block block, long now, int spare) {
        AtomicReference<RegisterImage> image = table(table);
        while (true) {
            RegisterImage current = Objects.requireNonNull(image.get());
            if (current.younger(block, now)) {
                return false;
            }
            RegisterImage next = current.with(block, Math.min(MOST_PAGES, current.size() + spare));
            if (next == current) {
                return false;
            }
            if (image.compareAndSet(current, next)) {
                return true;
            }
        }
    }

    private AtomicReference<RegisterImage> table(RegisterTable table) {
        return table == RegisterTable.HOLDING ? holding : input;
    }
}
