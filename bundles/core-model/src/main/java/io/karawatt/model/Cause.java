package io.karawatt.model;

/** Why a value is missing. The codes are published; never reuse one. */
public enum Cause {
    /** Never read since start. */
    NOT_READ(0),
    /** The device did not answer in time. */
    TIMEOUT(1),
    /** The device answered with its own "not available" code. */
    NOT_AVAILABLE(2),
    /** Older than the configured age limit. */
    STALE(3),
    /** The device refused the registers with a Modbus exception. */
    REFUSED(4),
    /** The answer could not be decoded: wrong length, a value outside its type, BCD digits above nine. */
    UNREADABLE(5),
    /** The line to the device is down: serial port gone, connection refused. */
    LINE_DOWN(6),
    /** The device gave a number that the quantity can't have. */
    IMPLAUSIBLE(7);

    private static final Cause[] BY_CODE = {
        NOT_READ, TIMEOUT, NOT_AVAILABLE, STALE, REFUSED, UNREADABLE, LINE_DOWN, IMPLAUSIBLE
    };

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    /**
     * Returns the published code.
     *
     * @return 0..127.
     */
    public int code() {
        return code;
    }

    /**
     * Finds a cause by its code.
     *
     * @param code a published code.
     * @return the cause.
     * @throws IllegalArgumentException when there is no such code.
     */
    public static Cause of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no cause has code " + code);
        }
        return BY_CODE[code];
    }
}
