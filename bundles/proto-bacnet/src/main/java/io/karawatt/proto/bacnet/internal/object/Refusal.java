package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;

/** A request that can't be done (clause 18); carries no stack, because any client can cause it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorClass type;
    private final transient ErrorCode code;

    /**
     * Tells why.
     *
     * @param type kind of trouble.
     * @param code which.
     */
    public Refusal(ErrorClass type, ErrorCode code) {
        super(type + " " + code, null, false, false);
        this.type = type;
        this.code = code;
    }

    /**
     * Says that there is no such object.
     *
     * @return what is thrown.
     */
    public static Refusal unknownObject() {
        return new Refusal(ErrorClass.object, ErrorCode.unknownObject);
    }

    /**
     * Says that there is no such property.
     *
     * @return what is thrown.
     */
    public static Refusal unknownProperty() {
        return new Refusal(ErrorClass.property, ErrorCode.unknownProperty);
    }

    /**
     * Says what is wrong about a property.
     *
     * @param code what.
     * @return what is thrown.
     */
    public static Refusal property(ErrorCode code) {
        return new Refusal(ErrorClass.property, code);
    }

    /**
     * Returns the kind of trouble.
     *
     * @return the class.
     */
    public ErrorClass type() {
        return type;
    }

    /**
     * Returns what it is.
     *
     * @return the code.
     */
    public ErrorCode code() {
        return code;
    }
}
