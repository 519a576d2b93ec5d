package io.karawatt.proto.bacnet.internal.object;

import java.util.Locale;

/** How the value of a property is made. */
public enum Kind {
    /** Type and instance. */
    OBJECT_IDENTIFIER,
    /** Name, unique in the device. */
    OBJECT_NAME,
    /** Number of the type. */
    OBJECT_TYPE,
    /** The value itself. */
    PRESENT_VALUE,
    /** In alarm, fault, overridden, out of service. */
    STATUS_FLAGS,
    /** Normal, fault, off-normal, above or below a limit. */
    EVENT_STATE,
    /** Always false. */
    OUT_OF_SERVICE,
    /** Engineering units. */
    UNITS,
    /** Plain words. */
    DESCRIPTION,
    /** Why the value can't be trusted. */
    RELIABILITY,
    /** From which change on a subscriber is told. */
    COV_INCREMENT,
    /** When the value was measured. */
    PRESENT_TIME,
    /** A measured point as single float. */
    REAL,
    /** A measured point as double float. */
    DOUBLE,
    /** A point that is a date, as date and time. */
    DATE_TIME,
    /** False; writing true sets something back. */
    RESET,
    /** Ids of the other properties. */
    PROPERTY_LIST,
    /** Always normal. */
    POLARITY,
    /** What clients wrote, by priority. */
    PRIORITY_ARRAY,
    /** What holds when no client commands. */
    RELINQUISH_DEFAULT,
    /** Word for off. */
    INACTIVE_TEXT,
    /** Word for on. */
    ACTIVE_TEXT,
    /** What the device says it does. */
    FEEDBACK_VALUE,
    /** Whether the device works. */
    SYSTEM_STATUS,
    /** Who made this. */
    VENDOR_NAME,
    /** Number of who made this. */
    VENDOR_IDENTIFIER,
    /** Product reference. */
    MODEL_NAME,
    /** Version of the device's own software. */
    FIRMWARE_REVISION,
    /** Version of the gateway's software. */
    APPLICATION_SOFTWARE_VERSION,
    /** Always 1. */
    PROTOCOL_VERSION,
    /** Revision of the standard. */
    PROTOCOL_REVISION,
    /** A number of the first editions of the standard. */
    PROTOCOL_CONFORMANCE_CLASS,
    /** Services executed, as bits. */
    PROTOCOL_SERVICES_SUPPORTED,
    /** Object types, as bits. */
    PROTOCOL_OBJECT_TYPES_SUPPORTED,
    /** All objects. */
    OBJECT_LIST,
    /** Longest APDU accepted. */
    MAX_APDU_LENGTH_ACCEPTED,
    /** Both ways. */
    SEGMENTATION_SUPPORTED,
    /** Most segments accepted. */
    MAX_SEGMENTS_ACCEPTED,
    /** Time between segments. */
    APDU_SEGMENT_TIMEOUT,
    /** Time before a request is repeated. */
    APDU_TIMEOUT,
    /** How often it is repeated. */
    NUMBER_OF_APDU_RETRIES,
    /** Empty. */
    DEVICE_ADDRESS_BINDING,
    /** Rises when objects come or go. */
    DATABASE_REVISION,
    /** Where it stands. */
    LOCATION,
    /** Time of day. */
    LOCAL_TIME,
    /** Minutes to UTC, positive west of Greenwich. */
    UTC_OFFSET,
    /** Date. */
    LOCAL_DATE,
    /** Whether it is summer time. */
    DAYLIGHT_SAVINGS_STATUS,
    /** Who is told of changes. */
    ACTIVE_COV_SUBSCRIPTIONS,
    /** Serial number. */
    SERIAL_NUMBER,
    /** Version and build date. */
    VERSION_BUILD_DATE,
    /** Hours in operation. */
    OPERATING_HOUR_COUNTER;

    /**
     * Reads a kind as the table writes it.
     *
     * @param text for example {@code object-name}.
     * @return the kind.
     */
    static Kind of(String text) {
        return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
