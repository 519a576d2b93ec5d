package io.karawatt.alarm;

/** Where an alarm comes from. The codes are published; never reuse one. */
public enum AlarmKind {
    /** A measured value crossed a threshold. */
    MEASUREMENT(1),
    /** A digital input became active. */
    LOGICAL(2),
    /** Two other alarms, joined by AND or OR. */
    COMBINATION(3),
    /** A power-quality event: dip, swell, interruption (EN 50160), inrush. */
    POWER_QUALITY(4),
    /** A protection device tripped. */
    PROTECTION(5),
    /** Something about the gateway or a device itself, for example its phase rotation. */
    SYSTEM(6);

    private final int code;

    AlarmKind(int code) {
        this.code = code;
    }

    /**
     * Returns the published code.
     *
     * @return 1..6.
     */
    public int code() {
        return code;
    }
}
