package io.karawatt.bus;

/**
 * What a scan met at one address.
 *
 * @param unit unit id at which it answers.
 * @param baud speed at which it answers, bit/s; 0 on TCP.
 * @param kind what it is.
 * @param identity how it introduced itself; {@link DeviceIdentity#UNKNOWN} when it did not.
 * @param before unit id it had before the scan gave it another one; the same as {@code unit} when it was left alone.
 * @param note what people should know, for example why a conflict was not resolved; may be empty.
 */
public record Finding(int unit, int baud, Kind kind, DeviceIdentity identity, int before, String note) {

    /** What was met. */
    public enum Kind {
        /** One device. */
        DEVICE,
        /** Two or more devices that answer at once and garble each other. */
        CONFLICT
    }
}
