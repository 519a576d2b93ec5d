package io.karawatt.shell.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * How raw registers are read: a register type of the profiles, or plain hex.
 *
 * @param type the type; empty for hex.
 */
record RegisterFormat(Optional<RegisterType> type) {

    private static final String HEX = "hex";
    private static final String TEXT = "text";
    private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

    static RegisterFormat parse(String name) throws CommandException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(HEX)) {
            return new RegisterFormat(Optional.empty());
        }
        Optional<RegisterType> type =
                lower.equals(TEXT) ? Optional.of(RegisterType.STRING_NORM) : RegisterType.find(name);
        if (type.isEmpty()) {
            throw Messages.failure("register.type", name, String.join(", ", names()));
        }
        return new RegisterFormat(type);
    }

    /** Returns every name that can be typed. */
    static List<String> names() {
        return Stream.concat(
                        Stream.of(HEX, TEXT),
                        Arrays.stream(RegisterType.values()).map(t -> t.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Returns how many registers one value takes; a text takes as many as are read, one at a time. */
    int words() {
        return type.map(t -> Math.max(1, t.words())).orElse(1);
    }

    /** Shows what was read; a text in one row, all else value by value. */
    Table show(Registers registers, int address, WordOrder order) {
        Table table = Table.of("address", "addressHex", "raw", "value");
        int step = type.filter(RegisterType::text).map(t -> registers.size()).orElse(words());
        for (int at = 0; at + step <= registers.size(); at += step) {
            int where = address + at;
            table.row(
                    where,
                    String.format(Locale.ROOT, "0x%04X", where),
                    raw(registers, at, step),
                    value(registers, at, order));
        }
        return table;
    }

    private static String raw(Registers registers, int at, int words) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < words; i++) {
            hex.append(String.format(Locale.ROOT, i > 0 ? " %04X" : "%04X", registers.get(at + i)));
        }
        return hex.toString();
    }

    private @Nullable Object value(Registers registers, int at, WordOrder order) {
        if (type.isEmpty()) {
            return null;
        }
        RegisterType known = type.get();
        if (known.text()) {
            return known.decodeText(registers, at, registers.size() - at);
        }
        return switch (known) {
            case DATETIME -> EPOCH.plusSeconds(known.bits(registers, at, order)).toString();
            case DATETIME_MS -> milliseconds(known.bits(registers, at, order));
            case DATETIME_3 -> fields(registers, at);
            case U64 -> Long.toUnsignedString(known.bits(registers, at, order));
            case S64 -> known.bits(registers, at, order);
            default -> number(known.decode(registers, at, order));
        };
    }

    private static @Nullable Object number(OptionalDouble decoded) {
        if (decoded.isEmpty()) {
            return null;
        }
        double number = decoded.getAsDouble();
        return number == Math.rint(number) && Math.abs(number) < 0x1p53 ? (Object) (long) number : (Object) number;
    }

    private static @Nullable Object milliseconds(long bits) {
        try {
            return EPOCH.plus(bits, ChronoUnit.MILLIS).toString();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return null;
        }
    }

    /** Year, month * 256 + day, hour * 256 + minute. */
    private static @Nullable Object fields(Registers registers, int at) {
        int day = registers.get(at + 1);
        int time = registers.get(at + 2);
        try {
            return LocalDateTime.of(registers.get(at), day >> 8, day & 0xFF, time >> 8, time & 0xFF)
                    .toString();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
