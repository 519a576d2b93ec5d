package io.karawatt.proto.bacnet.internal.object;

/**
 * How far a value can be trusted.
 *
 * @param reliability BACnetReliability.
 * @param event BACnetEventState.
 */
public record Condition(int reliability, int event) {

    /** All is well. */
    public static final Condition GOOD = new Condition(Condition.NO_FAULT, Condition.NORMAL);

    /** The meter does not measure it. */
    public static final Condition NOT_MEASURED = new Condition(Condition.NO_SENSOR, Condition.NORMAL);

    /** The meter is silent. */
    public static final Condition SILENT = new Condition(Condition.COMMUNICATION_FAILURE, Condition.FAULT);

    /** The meter answers, but not with a number. */
    public static final Condition NOT_AVAILABLE = new Condition(Condition.UNRELIABLE_OTHER, Condition.FAULT);

    /** Reliability: no fault. */
    static final int NO_FAULT = 0;

    /** Reliability: nothing is connected. */
    static final int NO_SENSOR = 1;

    /** Reliability: of another kind. */
    static final int UNRELIABLE_OTHER = 7;

    /** Reliability: the meter does not answer. */
    static final int COMMUNICATION_FAILURE = 12;

    /** Event state: normal. */
    static final int NORMAL = 0;

    /** Event state: fault. */
    static final int FAULT = 1;

    /** Event state: off-normal. */
    static final int OFF_NORMAL = 2;

    /** Event state: above a limit. */
    static final int HIGH_LIMIT = 3;

    /** Event state: below a limit. */
    static final int LOW_LIMIT = 4;

    private static final int IN_ALARM_BIT = 0x80;
    private static final int FAULT_BIT = 0x40;

    /**
     * Returns the Status_Flags.
     *
     * @return in-alarm in bit 7, fault in bit 6; overridden and out-of-service are never set.
     */
    public int flags() {
        return (event == NORMAL ? 0 : IN_ALARM_BIT) | (reliability == NO_FAULT ? 0 : FAULT_BIT);
    }
}
