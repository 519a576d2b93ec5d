package io.karawatt.model;

import java.util.OptionalDouble;

/** A measured number, or the reason why there is none. */
public sealed interface Value {

    /**
     * Returns the number, if there is one.
     *
     * @return the number in the base unit of the quantity, or empty.
     */
    OptionalDouble number();

    /**
     * A good number.
     *
     * @param raw the number in the base unit of the quantity; finite.
     */
    record Good(double raw) implements Value {

        /** Refuses NaN and infinities: a driver reports {@link Missing} instead. */
        public Good {
            if (!Double.isFinite(raw)) {
                throw new IllegalArgumentException("not a finite number: " + raw);
            }
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(raw);
        }
    }

    /**
     * No number.
     *
     * @param cause why there is none.
     */
    record Missing(Cause cause) implements Value {

        @Override
        public OptionalDouble number() {
            return OptionalDouble.empty();
        }
    }
}
