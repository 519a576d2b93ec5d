package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.mib.MetrologyColumn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/** Turns values of the gateway into variables of SNMP: scaled, rounded, clamped. */
public final class Values {

    /** Seconds from 1970-01-01 to 2000-01-01, where the clocks of the devices begin. */
    private static final long DEVICE_EPOCH = 946_684_800L;

    private static final long MOST_UNSIGNED = 0xFFFF_FFFFL;
    private static final int LONGEST_TEXT = 255;
    private static final int SHORT_DATE = 8;
    private static final long TICK_MILLIS = 10;
    private static final double THOUSAND = 1000;
    private static final double TENTHS = 10;

    private Values() {}

    /**
     * Writes a measured number as its column wants it.
     *
     * @param column the column.
     * @param number in the base unit; not NaN.
     * @param left what lies in a second point and belongs to it; 0 or NaN for nothing.
     * @return the variable.
     */
    static Variable measured(MetrologyColumn column, double number, double left) {
        return switch (column.form()) {
            case VALUE -> integer(column, number * column.factor());
            case DATE -> new Gauge32(number <= 0 ? 0 : clamped(number + DEVICE_EPOCH, 0, MOST_UNSIGNED));
            case THOUSANDS -> integer(column, whole(number, left));
            case TENTHS_LEFT ->
                integer(column, Math.floor(tenths(number, left) - whole(number, left) * THOUSAND * TENTHS));
        };
    }

    private static double whole(double number, double left) {
        double thousands = tenths(number, left) / (THOUSAND * TENTHS);
        return thousands < 0 ? Math.ceil(thousands) : Math.floor(thousands);
    }

    private static double tenths(double number, double left) {
        return Math.rint((Double.isNaN(left) ? number : number + left) * TENTHS);
    }

    /** A zero of the type of a column. */
    static Variable zero(MetrologyColumn column) {
        return column.signed() ? new Integer32(0) : new Gauge32(0);
    }

    private static Variable integer(MetrologyColumn column, double number) {
        return column.signed() ? signed(number) : unsigned(number);
    }

    /**
     * Writes a signed number.
     *
     * @param number rounded and clamped; NaN becomes 0.
     * @return the variable.
     */
    public static Integer32 signed(double number) {
        return new Integer32((int) clamped(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /**
     * Writes an unsigned number.
     *
     * @param number rounded and clamped; NaN becomes 0.
     * @return the variable.
     */
    public static Gauge32 unsigned(double number) {
        return new Gauge32(clamped(number, 0, MOST_UNSIGNED));
    }

    /**
     * Writes an unsigned number.
     *
     * @param number clamped.
     * @return the variable.
     */
    public static Gauge32 unsigned(long number) {
        return new Gauge32(Math.max(0, Math.min(MOST_UNSIGNED, number)));
    }

    private static long clamped(double number, long least, long most) {
        return Math.max(least, Math.min(most, Math.round(number)));
    }

    /**
     * Writes a text.
     *
     * @param text any text; what is longer than 255 octets in UTF-8 is cut off at a character.
     * @return the variable.
     */
    public static OctetString text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(octets.length, LONGEST_TEXT);
        while (length < octets.length && length > 0 && (octets[length] & 0xC0) == 0x80) {
            length--;
        }
        return new OctetString(octets, 0, length);
    }

    /**
     * Writes a date in UTC (DateAndTime of RFC 2579).
     *
     * @param at when.
     * @return eleven octets.
     */
    public static OctetString date(Instant at) {
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        int tenth = utc.getNano() / 100_000_000;
        return new OctetString(new byte[] {
            (byte) (utc.getYear() >> 8),
            (byte) utc.getYear(),
            (byte) utc.getMonthValue(),
            (byte) utc.getDayOfMonth(),
            (byte) utc.getHour(),
            (byte) utc.getMinute(),
            (byte) utc.getSecond(),
            (byte) tenth,
            '+',
            0,
            0
        });
    }

    /**
     * Writes a date whose object says that it is UTC (DateAndTime of RFC 2579 without its time zone).
     *
     * @param at when.
     * @return eight octets.
     */
    public static OctetString shortDate(Instant at) {
        return date(at).substring(0, SHORT_DATE);
    }

    /**
     * Writes the absence of a date.
     *
     * @return no octets.
     */
    public static OctetString noDate() {
        return new OctetString();
    }

    /**
     * Writes a duration in hundredths of a second.
     *
     * @param duration 0 or more; begins anew after 497 days.
     * @return the variable.
     */
    public static TimeTicks ticks(Duration duration) {
        return new TimeTicks((duration.toMillis() / TICK_MILLIS) & MOST_UNSIGNED);
    }
}
