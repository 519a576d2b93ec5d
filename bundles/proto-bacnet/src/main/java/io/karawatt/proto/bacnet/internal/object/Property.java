package io.karawatt.proto.bacnet.internal.object;

/**
 * A property of an object.
 *
 * @param id its number (BACnetPropertyIdentifier); 512 and above are our own.
 * @param name its name as the manuals write it.
 * @param conformance what the standard says of it.
 * @param kind how its value is made.
 * @param quantity quantity of the point it shows; empty when it shows none.
 * @param stat statistic of that point; empty when it shows none.
 * @param needs capability without which a device does not measure it; empty for none.
 */
public record Property(
        int id, String name, Conformance conformance, Kind kind, String quantity, String stat, String needs) {

    /** Stands for "no array index given". */
    public static final long NO_INDEX = -1;

    /** Present_Value (clause 21). */
    public static final int PRESENT_VALUE = 85;

    /** Status_Flags (clause 21). */
    public static final int STATUS_FLAGS = 111;

    /** Property_List (clause 21). */
    public static final int PROPERTY_LIST = 371;

    /** Stands for all properties in ReadPropertyMultiple. */
    public static final int ALL = 8;

    /** Stands for the optional properties in ReadPropertyMultiple. */
    public static final int OPTIONAL = 80;

    /** Stands for the required properties in ReadPropertyMultiple. */
    public static final int REQUIRED = 105;

    /** What the standard says of a property. */
    public enum Conformance {
        /** Every object of the type has it. */
        REQUIRED,
        /** The standard knows it. */
        OPTIONAL,
        /** It is our own. */
        PROPRIETARY
    }

    /**
     * Tells whether it shows a point besides the present value.
     *
     * @return true for the kinds real, double and date-time.
     */
    public boolean showsPoint() {
        return kind == Kind.REAL || kind == Kind.DOUBLE || kind == Kind.DATE_TIME;
    }

    /**
     * Tells whether it is an array.
     *
     * @return true when clients may ask for one element.
     */
    public boolean array() {
        return kind == Kind.OBJECT_LIST || kind == Kind.PROPERTY_LIST || kind == Kind.PRIORITY_ARRAY;
    }
}
