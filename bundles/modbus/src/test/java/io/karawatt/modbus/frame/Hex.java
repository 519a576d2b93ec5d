package io.karawatt.modbus.frame;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes written as people read them. */
public final class Hex {

    private Hex() {}

    /** Reads {@code 03 00 6B}. */
    public static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    public static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(bytes(text));
    }

    public static String text(byte[] bytes, int length) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, length);
    }

    /** What was written into the buffer so far. */
    public static String written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return text(bytes, bytes.length);
    }
}
