package io.karawatt.modbus.pdu;

/** Exception codes (Modbus Application Protocol V1.1b3 §7); unknown codes stay plain numbers. */
public final class ExceptionCode {

    /** The function is not supported. */
    public static final int ILLEGAL_FUNCTION = 0x01;

    /** There is no such register, or it must not be touched. */
    public static final int ILLEGAL_DATA_ADDRESS = 0x02;

    /** The request is malformed: count, length or value. */
    public static final int ILLEGAL_DATA_VALUE = 0x03;

    /** The device failed to do it. */
    public static final int DEVICE_FAILURE = 0x04;

    /** The device has begun, and it will take long; what came of it must be read later. */
    public static final int ACKNOWLEDGE = 0x05;

    /** The device or the line to it is busy; try again later. */
    public static final int DEVICE_BUSY = 0x06;

    /** A gateway has no path to the unit. */
    public static final int GATEWAY_PATH_UNAVAILABLE = 0x0A;

    /** The unit behind a gateway did not answer. */
    public static final int GATEWAY_TARGET_SILENT = 0x0B;

    private ExceptionCode() {}
}
