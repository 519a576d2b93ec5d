package io.karawatt.settings;

import java.util.Comparator;
import java.util.Optional;

/**
 * Settings of a device that belong together and are applied together.
 *
 * @param group name of the group in the profile, for example {@code load}, {@code network} or {@code integration}.
 * @param number which of them, 1..n; 0 where there is only one.
 */
public record SettingsPart(String group, int number) implements Comparable<SettingsPart> {

    /** The group of a load with its current transformers. */
    public static final String LOAD = "load";

    private static final Comparator<SettingsPart> ORDER =
            Comparator.comparing(SettingsPart::group).thenComparingInt(SettingsPart::number);

    /** Checks both. */
    public SettingsPart {
        if (group.isEmpty() || number < 0 || number > 999) {
            throw new IllegalArgumentException("a part is a name and a number from 0 to 999");
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param text for example {@code load/1} or {@code network}.
     * @return the part, or empty when the text is none.
     */
    public static Optional<SettingsPart> parse(String text) {
        if (!text.matches("[A-Za-z][A-Za-z0-9_-]{0,39}(/[1-9][0-9]{0,2})?")) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        return Optional.of(
                slash < 0
                        ? new SettingsPart(text, 0)
                        : new SettingsPart(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1))));
    }

    @Override
    public int compareTo(SettingsPart other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return number == 0 ? group : group + "/" + number;
    }
}
