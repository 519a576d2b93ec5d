package io.karawatt.proto.bacnet.internal.object;

/** An object that shows something measured, so that clients can be told of its changes. */
public sealed interface SensedObject extends ServedObject permits AnalogInput, BinaryInput, BinaryOutput {

    /**
     * Returns whose it is.
     *
     * @return the meter.
     */
    Meter meter();

    /**
     * Tells how far the value can be trusted.
     *
     * @return reliability and event state.
     */
    Condition condition();

    /**
     * Tells whether changes of a property are told.
     *
     * @param property one that it has.
     * @return false for what never changes, is no number, or is read by no timetable.
     */
    default boolean tells(Property property) {
        return switch (property.kind()) {
            case PRESENT_VALUE, STATUS_FLAGS, EVENT_STATE, RELIABILITY, FEEDBACK_VALUE -> true;
            default -> false;
        };
    }

    /**
     * Returns a property as a number, to see whether it changed.
     *
     * @param property one of those that it {@link #tells}.
     * @return the number; NaN when there is none.
     */
    default double number(Property property) {
        return switch (property.kind()) {
            case STATUS_FLAGS -> condition().flags();
            case EVENT_STATE -> condition().event();
            case RELIABILITY -> condition().reliability();
            default -> Double.NaN;
        };
    }

    /**
     * Returns the smallest change worth telling.
     *
     * @param property one of those that it {@link #tells}.
     * @return in the unit of the property; 0 when every change is told.
     */
    default double increment(Property property) {
        return 0;
    }
}
