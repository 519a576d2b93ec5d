package io.karawatt.shell.internal;

import io.karawatt.access.Asker;
import io.karawatt.settings.DeviceSettings;
import io.karawatt.settings.SettingState;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;

/** Settings of a device: shows them, changes them. */
final class SettingsTool {

    private final DeviceSettings settings;
    private final String device;

    SettingsTool(DeviceSettings settings, String device) {
        this.settings = settings;
        this.device = device;
    }

    /** Reads one part, or all when none is named. */
    Table show(List<String> part) throws CommandException {
        Table table = Table.of("part", "setting", "value", "unit", "source", "allowed")
                .ifEmpty(Messages.text("settings.none", device));
        for (SettingsPart one : part.isEmpty() ? settings.parts(device) : List.of(part(part.get(0)))) {
            SettingsReading reading = Answers.await(settings.read(device, one));
            if (reading instanceof SettingsReading.Failed failed) {
                throw Messages.plain(failed.reason());
            }
            for (SettingState state : ((SettingsReading.Read) reading).states()) {
                table.row(
                        one,
                        state.name(),
                        state.value(),
                        state.unit(),
                        state.sourced() ? "sourced" : "assumed",
                        state.allowed());
            }
        }
        return table;
    }

    /** Changes some settings of a part; all of them or none. */
    String set(Asker asker, String part, List<String> words) throws CommandException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw Messages.failure("settings.word", word);
            }
            if (values.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw Messages.failure("settings.twice", word.substring(0, equals));
            }
        }
        SettingsOutcome outcome = Answers.await(settings.apply(asker, order(part(part), values)));
        if (outcome instanceof SettingsOutcome.Done) {
            return outcome.describe();
        }
        throw Messages.plain(outcome.describe());
    }

    private SettingsOrder order(SettingsPart part, Map<String, String> values) throws CommandException {
        try {
            return new SettingsOrder(device, part, values);
        } catch (IllegalArgumentException e) {
            throw Messages.plain(e.getMessage());
        }
    }

    private SettingsPart part(String text) throws CommandException {
        return SettingsPart.parse(text)
                .filter(part -> settings.parts(device).contains(part))
                .orElseThrow(() -> Messages.failure("settings.part", device, text, parts()));
    }

    private String parts() {
        String parts =
                settings.parts(device).stream().map(SettingsPart::toString).collect(Collectors.joining(", "));
        return parts.isEmpty() ? "nothing" : parts;
    }
}
