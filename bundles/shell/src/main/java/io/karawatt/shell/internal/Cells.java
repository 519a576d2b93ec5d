package io.karawatt.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How a single value looks. Names may come from devices and files: nothing in them may steer a terminal. */
final class Cells {

    private static final int DECIMALS = 3;
    private static final MathContext SMALL = new MathContext(4, RoundingMode.HALF_EVEN);

    private Cells() {}

    /** Returns the text of a value: ISO 8601 for instants, a few decimals for numbers, empty for nothing. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Instant instant) {
            return instant.equals(Instant.EPOCH)
                    ? ""
                    : instant.truncatedTo(ChronoUnit.MILLIS).toString();
        }
        return harmless(value.toString());
    }

    /** Writes a value with all its digits. */
    static void json(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null || value.equals(Instant.EPOCH)) {
            json.writeNull();
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    private static String number(double number) {
        if (!Double.isFinite(number)) {
            return "";
        }
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded =
                Math.abs(number) >= 1 ? exact.setScale(DECIMALS, RoundingMode.HALF_EVEN) : exact.round(SMALL);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String harmless(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> line.appendCodePoint(steers(point) ? '?' : point));
        return line.toString();
    }

    private static boolean steers(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
