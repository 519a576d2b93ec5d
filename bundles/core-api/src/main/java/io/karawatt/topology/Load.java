package io.karawatt.topology;

/**
 * One load of a device: a circuit with its current inputs.
 *
 * @param number 1..n as the device counts them.
 * @param name what the operator calls it, at most 16 characters on the device itself.
 * @param type wiring as the manuals write it, for example {@code 3P+N-3CT} or {@code 1P+N-1CT}; empty when unknown.
 */
public record Load(int number, String name, String type) {

    /** Checks the number. */
    public Load {
        if (number < 1 || number > 999) {
            throw new IllegalArgumentException("load number " + number + " is outside 1..999");
        }
    }
}
