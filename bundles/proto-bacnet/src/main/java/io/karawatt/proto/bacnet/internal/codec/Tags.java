package io.karawatt.proto.bacnet.internal.codec;

import io.karawatt.proto.bacnet.internal.net.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Writes tagged values (clause 20.2); makes no objects but for texts. */
public final class Tags {

    /** Application tag numbers (clause 20.2.1.4). */
    public static final int NULL = 0;

    /** Truth value. */
    public static final int BOOLEAN = 1;

    /** Number from 0. */
    public static final int UNSIGNED = 2;

    /** Number with sign. */
    public static final int SIGNED = 3;

    /** Single float. */
    public static final int REAL = 4;

    /** Double float. */
    public static final int DOUBLE = 5;

    /** Octets. */
    public static final int OCTETS = 6;

    /** Text. */
    public static final int TEXT = 7;

    /** Bits. */
    public static final int BITS = 8;

    /** One of a list of names. */
    public static final int ENUMERATED = 9;

    /** Date. */
    public static final int DATE = 10;

    /** Time of day. */
    public static final int TIME = 11;

    /** Object identifier. */
    public static final int OBJECT_ID = 12;

    static final int CONTEXT = 8;
    static final int OPENING = 6;
    static final int CLOSING = 7;
    static final int EXTENDED = 5;
    static final int EXTENDED_NUMBER = 0xf0;

    private static final int UTF_8 = 0;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = FIRST_YEAR + 254;
    private static final int LONG_16 = 254;
    private static final int LONG_32 = 255;
    private static final int NANOS_OF_HUNDREDTH = 10_000_000;

    private Tags() {}

    /**
     * Writes "no value".
     *
     * @param out where to.
     */
    public static void none(Octets out) {
        out.u8(NULL << 4);
    }

    /**
     * Writes a truth value.
     *
     * @param out where to.
     * @param value the value.
     */
    public static void bool(Octets out, boolean value) {
        out.u8(BOOLEAN << 4 | (value ? 1 : 0));
    }

    /**
     * Writes a number from 0.
     *
     * @param out where to.
     * @param value 0..2^63-1.
     */
    public static void unsigned(Octets out, long value) {
        plain(out, UNSIGNED, value);
    }

    /**
     * Writes one of a list of names.
     *
     * @param out where to.
     * @param value its number.
     */
    public static void enumerated(Octets out, long value) {
        plain(out, ENUMERATED, value);
    }

    /**
     * Writes a number with sign.
     *
     * @param out where to.
     * @param value the number.
     */
    public static void signed(Octets out, int value) {
        int size = value >= -128 && value < 128 ? 1 : value >= -32768 && value < 32768 ? 2 : 4;
        if (size == 4 && value >= -(1 << 23) && value < 1 << 23) {
            size = 3;
        }
        header(out, SIGNED, false, size);
        octets(out, value, size);
    }

    /**
     * Writes a single float.
     *
     * @param out where to.
     * @param value the number.
     */
    public static void real(Octets out, float value) {
        out.u8(REAL << 4 | 4).f32(value);
    }

    /**
     * Writes a double float.
     *
     * @param out where to.
     * @param value the number.
     */
    public static void real64(Octets out, double value) {
        header(out, DOUBLE, false, 8);
        out.f64(value);
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param out where to.
     * @param value the text.
     */
    public static void text(Octets out, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        header(out, TEXT, false, utf8.length + 1);
        out.u8(UTF_8).put(utf8);
    }

    /**
     * Writes octets.
     *
     * @param out where to.
     * @param value the octets.
     */
    public static void octets(Octets out, byte[] value) {
        header(out, OCTETS, false, value.length);
        out.put(value);
    }

    /**
     * Writes bits.
     *
     * @param out where to.
     * @param bits the bits; bit 0 of the standard is the highest bit of the first octet.
     * @param count how many of them, 0 or more.
     */
    public static void bits(Octets out, byte[] bits, int count) {
        int octets = (count + 7) / 8;
        header(out, BITS, false, octets + 1);
        out.u8(octets * 8 - count).put(bits, 0, octets);
    }

    /**
     * Writes up to eight bits.
     *
     * @param out where to.
     * @param bits bit 0 of the standard in the highest bit of the lowest octet.
     * @param count how many of them, 1..8.
     */
    public static void bits(Octets out, int bits, int count) {
        out.u8(BITS << 4 | 2).u8(8 - count).u8(bits);
    }

    /**
     * Writes a date.
     *
     * @param out where to.
     * @param date the date; null for an unspecified one.
     */
    public static void date(Octets out, @Nullable LocalDate date) {
        out.u8(DATE << 4 | 4);
        if (date == null || date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            out.u32(-1);
        } else {
            out.u8(date.getYear() - FIRST_YEAR)
                    .u8(date.getMonthValue())
                    .u8(date.getDayOfMonth())
                    .u8(date.getDayOfWeek().getValue());
        }
    }

    /**
     * Writes a time of day.
     *
     * @param out where to.
     * @param time the time; null for an unspecified one.
     */
    public static void time(Octets out, @Nullable LocalTime time) {
        out.u8(TIME << 4 | 4);
        if (time == null) {
            out.u32(-1);
        } else {
            out.u8(time.getHour()).u8(time.getMinute()).u8(time.getSecond()).u8(time.getNano() / NANOS_OF_HUNDREDTH);
        }
    }

    /**
     * Writes a BACnetDateTime: a date, then a time.
     *
     * @param out where to.
     * @param at local date and time; null for an unspecified one.
     */
    public static void dateTime(Octets out, @Nullable LocalDateTime at) {
        date(out, at == null ? null : at.toLocalDate());
        time(out, at == null ? null : at.toLocalTime());
    }

    /**
     * Writes an object identifier.
     *
     * @param out where to.
     * @param id type and instance as in {@link ObjectIds}.
     */
    public static void objectId(Octets out, int id) {
        out.u8(OBJECT_ID << 4 | 4).u32(id);
    }

    /**
     * Opens a constructed value.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     */
    public static void open(Octets out, int number) {
        out.u8(number << 4 | CONTEXT | OPENING);
    }

    /**
     * Closes a constructed value.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     */
    public static void close(Octets out, int number) {
        out.u8(number << 4 | CONTEXT | CLOSING);
    }

    /**
     * Writes a number from 0, or an enumerated one, under a context tag.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     * @param value 0..2^63-1.
     */
    public static void context(Octets out, int number, long value) {
        int size = size(value);
        header(out, number, true, size);
        octets(out, value, size);
    }

    /**
     * Writes an object identifier under a context tag.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     * @param id type and instance as in {@link ObjectIds}.
     */
    public static void contextObjectId(Octets out, int number, int id) {
        out.u8(number << 4 | CONTEXT | 4).u32(id);
    }

    /**
     * Writes a truth value under a context tag.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     * @param value the value.
     */
    public static void contextBool(Octets out, int number, boolean value) {
        out.u8(number << 4 | CONTEXT | 1).u8(value ? 1 : 0);
    }

    /**
     * Writes a single float under a context tag.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     * @param value the number.
     */
    public static void contextReal(Octets out, int number, float value) {
        out.u8(number << 4 | CONTEXT | 4).f32(value);
    }

    /**
     * Writes up to eight bits under a context tag.
     *
     * @param out where to.
     * @param number context tag number, 0..14.
     * @param bits bit 0 of the standard in the highest bit of the lowest octet.
     * @param count how many of them, 1..8.
     */
    public static void contextBits(Octets out, int number, int bits, int count) {
        out.u8(number << 4 | CONTEXT | 2).u8(8 - count).u8(bits);
    }

    private static void plain(Octets out, int tag, long value) {
        int size = size(value);
        header(out, tag, false, size);
        octets(out, value, size);
    }

    private static int size(long value) {
        return value == 0 ? 1 : (71 - Long.numberOfLeadingZeros(value)) / 8;
    }

    private static void octets(Octets out, long value, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            out.u8((int) (value >>> shift));
        }
    }

    private static void header(Octets out, int number, boolean context, int length) {
        int first = number << 4 | (context ? CONTEXT : 0);
        if (length < EXTENDED) {
            out.u8(first | length);
        } else if (length < LONG_16) {
            out.u8(first | EXTENDED).u8(length);
        } else if (length < 0x10000) {
            out.u8(first | EXTENDED).u8(LONG_16).u16(length);
        } else {
            out.u8(first | EXTENDED).u8(LONG_32).u32(length);
        }
    }
}
