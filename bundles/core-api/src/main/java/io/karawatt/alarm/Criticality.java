package io.karawatt.alarm;

/** How bad an alarm is. The codes are those of the devices; never reuse one. */
public enum Criticality {
    /** Good to know. */
    INFORMATION(0),
    /** To be looked at. */
    NOT_CRITICAL(1),
    /** Somebody must come. */
    CRITICAL(2);

    private final int code;

    Criticality(int code) {
        this.code = code;
    }

    /**
     * Returns the published code.
     *
     * @return 0..2.
     */
    public int code() {
        return code;
    }
}
