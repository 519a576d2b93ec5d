package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.CsvRows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What settings hold at first ({@code settings.csv}), and what writing does ({@code commands.csv}). */
public final class SettingTable {

    private final Map<String, Default> defaults = new HashMap<>();
    private final Map<String, String> actions = new HashMap<>();
    private final ResetItems resets = new ResetItems();

    /**
     * Where the first content of a setting comes from.
     *
     * @param formula name of the formula.
     * @param argument what it is applied to.
     */
    record Default(String formula, String argument) {}

    /** Reads both tables. */
    public SettingTable() {
        for (Map<String, String> row : CsvRows.read("settings.csv")) {
            defaults.put(
                    row.getOrDefault("name", ""),
                    new Default(row.getOrDefault("formula", ""), row.getOrDefault("argument", "")));
        }
        for (Map<String, String> row : CsvRows.read("commands.csv")) {
            actions.put(row.getOrDefault("name", ""), row.getOrDefault("action", ""));
        }
    }

    /** Whether the first content of a setting is the rated current of a load. */
    boolean ratedCurrent(String name) {
        return new Default("load", "current").equals(defaults.get(name));
    }

    /** Tells what a mask written to a command chooses. */
    Predicate<String> chosen(String action, RegisterSpec spec, int value) {
        return resets.chosen(action, spec, value);
    }

    Optional<Default> find(String name) {
        return Optional.ofNullable(defaults.get(name));
    }

    Optional<String> action(String name) {
        return Optional.ofNullable(actions.get(name));
    }
}
