package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import io.karawatt.simulator.internal.physics.CsvRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the bits of a selective reset stand for ({@code resets.csv}). */
final class ResetItems {

    private static final String ALL = "all";

    private final Map<String, Pattern> patterns = new HashMap<>();

    ResetItems() {
        for (Map<String, String> row : CsvRows.read("resets.csv")) {
            patterns.put(
                    row.getOrDefault("action", "") + " " + row.getOrDefault("item", ""),
                    Pattern.compile(row.getOrDefault("what", "")));
        }
    }

    /**
     * Tells what a written mask chooses.
     *
     * @param action what the command does.
     * @param spec the command; without named bits it means everything.
     * @param value what was written.
     * @return true for flows, quantities or numbers that are meant.
     */
    Predicate<String> chosen(String action, RegisterSpec spec, int value) {
        List<Setting.Choice> choices = spec.setting().choices();
        if (choices.isEmpty()) {
            return what -> true;
        }
        List<Pattern> some = new ArrayList<>();
        for (Setting.Choice choice : choices) {
            boolean set = choice.raw() == value
                    || (spec.setting().bits() && choice.raw() != 0 && (value & choice.raw()) == choice.raw());
            if (set && choice.name().equals(ALL)) {
                return what -> true;
            }
            if (set) {
                some.add(patterns.getOrDefault(
                        action + " " + choice.name(), Pattern.compile(Pattern.quote(choice.name()))));
            }
        }
        return what -> some.stream().anyMatch(pattern -> pattern.matcher(what).matches());
    }
}
