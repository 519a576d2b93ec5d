package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.RegisterSpec.Coding;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What a register row holds. */
sealed interface Content {

    /** Seconds from 1970 to 2000, where the meters' dates begin. */
    long EPOCH_2000 = 946_684_800L;

    /** Writes it as the row says. */
    void put(Coding coding, short[] target, int offset);

    /** The number it stands for before it is written, in the base unit; empty where there is none. */
    default OptionalDouble measured() {
        return OptionalDouble.empty();
    }

    /** A row that the simulator knows nothing of, or that holds nothing now. */
    record Nothing() implements Content {

        @Override
        public void put(Coding coding, short[] target, int offset) {
            // Registers are 0 when nobody writes into them.
        }
    }

    /** A present value: rounded to the nearest step of the register. */
    record Present(DoubleSupplier value) implements Content {

        @Override
        public OptionalDouble measured() {
            return OptionalDouble.of(value.getAsDouble());
        }

        @Override
        public void put(Coding coding, short[] target, int offset) {
            number(coding, (value.getAsDouble() - coding.offset()) / coding.scale(), target, offset);
        }
    }

    /** An index: never shows what was not counted yet, and begins at 0 again when its register is full. */
    record Index(DoubleSupplier value) implements Content {

        private static final double ROUNDING = 1e-6;

        @Override
        public OptionalDouble measured() {
            return OptionalDouble.of(value.getAsDouble());
        }

        @Override
        public void put(Coding coding, short[] target, int offset) {
            double raw = Math.floor((value.getAsDouble() - coding.offset()) / coding.scale() + ROUNDING);
            int bits = 16 * coding.words();
            double full = Math.pow(2, bits);
            number(coding, bits < 64 && raw >= full ? raw % full : raw, target, offset);
        }
    }

    /** A text. */
    record Text(Supplier<String> value) implements Content {

        @Override
        public void put(Coding coding, short[] target, int offset) {
            if (coding.type().text()) {
                coding.type().encodeText(value.get(), target, offset, coding.words());
            }
        }
    }

    private static void number(Coding coding, double raw, short[] target, int offset) {
        if (coding.width() > 0) {
            int mask = ((1 << coding.width()) - 1) << coding.bit();
            target[offset] = (short) ((target[offset] & ~mask) | (((int) Math.rint(raw) << coding.bit()) & mask));
        } else if (coding.type().numeric()) {
            coding.type().encode(raw, target, offset, coding.order());
        } else if (!coding.type().text()) {
            threeWords(raw, target, offset);
        }
    }

    /** DATETIME_3: year, month * 256 + day, hour * 256 + minute; the raw number is seconds since 2000. */
    private static void threeWords(double raw, short[] target, int offset) {
        var date = java.time.LocalDateTime.ofEpochSecond(EPOCH_2000 + (long) raw, 0, java.time.ZoneOffset.UTC);
        target[offset] = (short) date.getYear();
        target[offset + 1] = (short) (date.getMonthValue() * 256 + date.getDayOfMonth());
        target[offset + 2] = (short) (date.getHour() * 256 + date.getMinute());
    }
}
