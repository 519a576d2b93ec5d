package io.karawatt.proto.snmp.internal.agent;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes messages of version 1 and 2c octet by octet, also wrong ones; knows nothing of the agent's own encoder. */
final class Messages {

    private Messages() {}

    static byte[] get(int version, String community, int requestId, String... oids) {
        return message(version, community, pdu(0xA0, requestId, 0, 0, nulls(oids)));
    }

    static byte[] bulk(String community, int requestId, int nonRepeaters, int repetitions, String... oids) {
        return message(1, community, pdu(0xA5, requestId, nonRepeaters, repetitions, nulls(oids)));
    }

    static byte[] message(int version, String community, byte[] pdu) {
        return tlv(0x30, integer(version), tlv(0x04, community.getBytes(StandardCharsets.US_ASCII)), pdu);
    }

    static byte[] pdu(int type, int requestId, int second, int third, byte[]... bindings) {
        return tlv(type, integer(requestId), integer(second), integer(third), tlv(0x30, bindings));
    }

    static byte[] binding(String oid, byte[] value) {
        return tlv(0x30, tlv(0x06, oid(oid)), value);
    }

    static byte[][] nulls(String... oids) {
        return Arrays.stream(oids)
                .map(oid -> binding(oid, new byte[] {0x05, 0x00}))
                .toArray(byte[][]::new);
    }

    static byte[] integer(int value) {
        return tlv(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] oid(String dotted) {
        String[] numbers = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            long number = Long.parseLong(numbers[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    out.write((int) ((number >> shift & 0x7F) | 0x80));
                }
            }
            out.write((int) (number & 0x7F));
        }
        return out.toByteArray();
    }

    static byte[] tlv(int tag, byte[]... content) {
        int length = Arrays.stream(content).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 128) {
            out.write(length);
        } else {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        }
        for (byte[] part : content) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Whether an answer of version 1 or 2c holds a request id of two octets. */
    static boolean hasRequestId(byte[] message, int id) {
        byte[] wanted = {0x02, 0x02, (byte) (id >> 8), (byte) id};
        for (int i = 0; i + wanted.length <= Math.min(message.length, 40); i++) {
            if (Arrays.equals(Arrays.copyOfRange(message, i, i + wanted.length), wanted)) {
                return true;
            }
        }
        return false;
    }
}
