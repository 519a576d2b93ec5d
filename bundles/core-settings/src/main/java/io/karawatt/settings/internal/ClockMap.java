package io.karawatt.settings.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Setting;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a device keeps its clock.
 *
 * @param fields registers by the part of date or time that they hold.
 */
record ClockMap(Map<ChronoField, Field> fields) {

    private static final Map<String, ChronoField> PARTS = Map.of(
            "year", ChronoField.YEAR,
            "month", ChronoField.MONTH_OF_YEAR,
            "day", ChronoField.DAY_OF_MONTH,
            "hour", ChronoField.HOUR_OF_DAY,
            "minute", ChronoField.MINUTE_OF_HOUR,
            "second", ChronoField.SECOND_OF_MINUTE);

    ClockMap {
        fields = Map.copyOf(fields);
    }

    /** Finds the clock of a device; empty when it has none that is known in all its parts and can be written. */
    static Optional<ClockMap> of(DeviceProfile profile) {
        Map<ChronoField, Field> fields = new LinkedHashMap<>();
        new CommandMap(profile).group(Setting.CLOCK).forEach((label, field) -> {
            ChronoField part = PARTS.get(label);
            if (part != null
                    && field.row().access().readable()
                    && field.row().access().writable()) {
                fields.put(part, field);
            }
        });
        return fields.size() == PARTS.size() ? Optional.of(new ClockMap(fields)) : Optional.empty();
    }

    /** Encodes a time. */
    Image encode(LocalDateTime time) throws WrongOrder {
        Map<Field, Registers> contents = new LinkedHashMap<>();
        for (Map.Entry<ChronoField, Field> part : fields.entrySet()) {
            Field field = part.getValue();
            Registers empty = Registers.copyOf(new short[field.words()], 0, field.words());
            contents.put(field, Encoding.encode(field, Integer.toString(time.get(part.getKey())), empty));
        }
        return new Image(contents);
    }

    /** Reads the time. */
    LocalDateTime read(Talk talk) throws TalkFailed {
        Image image = talk.read(fields.values());
        try {
            return LocalDateTime.of(
                    number(image, ChronoField.YEAR),
                    number(image, ChronoField.MONTH_OF_YEAR),
                    number(image, ChronoField.DAY_OF_MONTH),
                    number(image, ChronoField.HOUR_OF_DAY),
                    number(image, ChronoField.MINUTE_OF_HOUR),
                    number(image, ChronoField.SECOND_OF_MINUTE));
        } catch (DateTimeException e) {
            throw new TalkFailed("its clock shows no date: " + e.getMessage());
        }
    }

    private int number(Image image, ChronoField part) {
        return image.number(Objects.requireNonNull(fields.get(part)));
    }

    /** Whether one write can set it, without a key. */
    boolean oneWrite() {
        List<List<Field>> runs = Runs.writes(fields.values());
        return runs.size() == 1
                && runs.get(0).stream().allMatch(field -> field.row().access().writeMultiple() && !field.locked());
    }

    /** The registers in order. */
    List<Field> run() {
        return Runs.writes(fields.values()).get(0);
    }

    /** Whether another clock has the same registers with the same contents. */
    boolean like(ClockMap other) {
        return fields.entrySet().stream().allMatch(part -> {
            Field theirs = Objects.requireNonNull(other.fields.get(part.getKey()));
            return theirs.address() == part.getValue().address()
                    && theirs.row().coding().equals(part.getValue().row().coding());
        });
    }
}
