package io.karawatt.model;

/**
 * Name of one measured point, stable for the life of the installation.
 *
 * @param device key of the device in the topology, for example {@code i35-9}.
 * @param key which value of the device.
 */
public record PointId(String device, PointKey key) {

    /** Checks the device key. */
    public PointId {
        if (device.isBlank() || device.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + device + "' is not a device key");
        }
    }

    /**
     * Reads {@code DEVICE/INSTANCE/QUANTITY[.STAT]}.
     *
     * @param text for example {@code i35-9/1/currentI1}.
     * @return the point.
     * @throws IllegalArgumentException in plain words when the text has another form.
     */
    public static PointId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("'" + text + "' is not a point: write DEVICE/INSTANCE/QUANTITY[.STAT]");
        }
        return new PointId(text.substring(0, slash), PointKey.parse(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return device + "/" + key;
    }
}
