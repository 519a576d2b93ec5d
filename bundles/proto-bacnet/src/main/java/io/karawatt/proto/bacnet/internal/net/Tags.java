package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads tagged values one after another, strictly (clause 20.2). */
final class Tags {

    /** Longest text taken. */
    static final int MOST_TEXT = 1024;

    private static final int CONTEXT = 0x08;
    private static final int EXTENDED_NUMBER = 0xF0;
    private static final int EXTENDED_LENGTH = 5;
    private static final int UTF_8 = 0;
    private static final int UCS_2 = 4;
    private static final int LATIN_1 = 5;

    private final byte[] array;
    private final int end;
    private int at;

    Tags(byte[] array, int offset, int length) {
        this.array = array;
        this.at = offset;
        this.end = offset + length;
    }

    /** Whether there is more. */
    boolean more() {
        return at < end;
    }

    /** Whether the next value has this context tag. */
    boolean nextIs(int context) {
        return more() && (array[at] & (EXTENDED_NUMBER | CONTEXT)) == ((context << 4) | CONTEXT);
    }

    /** There must be no more. */
    void finish() throws Malformed {
        if (more()) {
            throw new Malformed(RejectReason.tooManyArguments);
        }
    }

    /** Reads an unsigned or enumerated number of at most four octets with a context tag. */
    long unsigned(int context) throws Malformed {
        return number(length(context, true));
    }

    /** Reads an object identifier with a context tag: type in the upper 10 bits, instance in the lower 22. */
    int objectId(int context) throws Malformed {
        int length = length(context, true);
        if (length != 4) {
            throw new Malformed(RejectReason.invalidParameterDataType);
        }
        return (int) number(length);
    }

    /** Reads four octets with an application tag: date, time or object identifier. */
    int four(int application) throws Malformed {
        int length = length(application, false);
        if (length != 4) {
            throw new Malformed(RejectReason.invalidParameterDataType);
        }
        return (int) number(length);
    }

    /** Reads an unsigned or enumerated number with an application tag. */
    long number(int application, int most) throws Malformed {
        int length = length(application, false);
        if (length > most) {
            throw new Malformed(RejectReason.parameterOutOfRange);
        }
        return number(length);
    }

    private long number(int length) throws Malformed {
        if (length < 1 || length > 4) {
            throw new Malformed(RejectReason.parameterOutOfRange);
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (array[at++] & 0xff);
        }
        return number;
    }

    /** Reads a character string with a context tag. */
    String text(int context) throws Malformed {
        int length = length(context, true);
        if (length < 1) {
            throw new Malformed(RejectReason.invalidParameterDataType);
        }
        if (length > MOST_TEXT) {
            throw new Malformed(RejectReason.parameterOutOfRange);
        }
        Charset charset = charset(array[at]);
        ByteBuffer octets = ByteBuffer.wrap(array, at + 1, length - 1);
        at += length;
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(octets)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(RejectReason.invalidParameterDataType);
        }
    }

    private static Charset charset(int code) throws Malformed {
        return switch (code) {
            case UTF_8 -> StandardCharsets.UTF_8;
            case UCS_2 -> StandardCharsets.UTF_16BE;
            case LATIN_1 -> StandardCharsets.ISO_8859_1;
            default -> throw new Malformed(RejectReason.parameterOutOfRange);
        };
    }

    /** Reads a tag that must be this one and returns how many octets follow; they are there. */
    private int length(int tag, boolean context) throws Malformed {
        if (!more()) {
            throw new Malformed(RejectReason.missingRequiredParameter);
        }
        int first = array[at] & 0xff;
        if ((first >>> 4) != tag || ((first & CONTEXT) != 0) != context) {
            throw new Malformed(RejectReason.invalidTag);
        }
        at++;
        int length = first & 0x07;
        if (length > EXTENDED_LENGTH) {
            throw new Malformed(RejectReason.invalidTag); // opening or closing
        }
        if (length == EXTENDED_LENGTH) {
            length = extended();
        }
        if (length > end - at) {
            throw new Malformed(RejectReason.missingRequiredParameter);
        }
        return length;
    }

    private int extended() throws Malformed {
        if (!more()) {
            throw new Malformed(RejectReason.missingRequiredParameter);
        }
        int length = array[at++] & 0xff;
        if (length < 254) {
            return length;
        }
        if (length == 255 || end - at < 2) {
            throw new Malformed(RejectReason.parameterOutOfRange); // longer than any APDU
        }
        at += 2;
        return Bvll.u16(array, at - 2);
    }
}
