package io.karawatt.proto.bacnet.internal.codec;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;

/** Object identifiers as they travel: the type in the upper 10 bits, the instance in the lower 22 (clause 20.2.14). */
public final class ObjectIds {

    /** Instance that stands for "the device you are" in reads of the Device object. */
    public static final int WILDCARD = 0x3fffff;

    private static final int INSTANCE_BITS = 22;

    private ObjectIds() {}

    /**
     * Joins type and instance.
     *
     * @param type 0..1023.
     * @param instance 0..4194303.
     * @return the identifier.
     */
    public static int of(int type, int instance) {
        return type << INSTANCE_BITS | instance;
    }

    /**
     * Returns the type.
     *
     * @param id an identifier.
     * @return 0..1023.
     */
    public static int type(int id) {
        return id >>> INSTANCE_BITS;
    }

    /**
     * Returns the instance.
     *
     * @param id an identifier.
     * @return 0..4194303.
     */
    public static int instance(int id) {
        return id & WILDCARD;
    }

    /**
     * Says it in words.
     *
     * @param id an identifier.
     * @return for example {@code analog-input 104}.
     */
    public static String text(int id) {
        return ObjectType.forId(type(id)) + " " + instance(id);
    }
}
