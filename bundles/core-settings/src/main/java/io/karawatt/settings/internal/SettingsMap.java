package io.karawatt.settings.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.settings.SettingsPart;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which settings the profile of a device has, by part.
 *
 * <p>A row that holds the number of an instance of another scope, such as the current input of a transformer, brings
 * the settings of that instance with it: {@code ct1.input} = 2 makes the direction of input 2 {@code ct1.direction}.
 */
final class SettingsMap {

    private final List<RegisterSpec> rows;

    SettingsMap(DeviceProfile profile) {
        this.rows = profile.registers().stream().filter(SettingsMap::settable).toList();
    }

    /** What can be read and keeps what is written; what nobody outside may write is not shown either. */
    private static boolean settable(RegisterSpec row) {
        return row.kind() == RegisterSpec.Kind.SETTING
                && row.table() == RegisterTable.HOLDING
                && row.keeps()
                && row.setting().open()
                && !row.setting().group().isEmpty();
    }

    List<SettingsPart> parts() {
        Set<SettingsPart> parts = new TreeSet<>();
        for (RegisterSpec row : rows) {
            for (int instance = 1; instance <= row.count() && !brought(row); instance++) {
                parts.add(new SettingsPart(row.setting().group(), number(row, instance)));
            }
        }
        return List.copyOf(parts);
    }

    /** The settings that a part has by itself, in the order of their registers. */
    List<Field> own(SettingsPart part) {
        return rows.stream()
                .filter(row -> row.setting().group().equals(part.group()) && !brought(row))
                .filter(row -> row.count() == 1 ? number(row, 1) == part.number() : has(row, part.number()))
                .map(row -> new Field(row.label(), row, Math.max(1, part.number())))
                .toList();
    }

    /**
     * The settings of an instance that a field refers to.
     *
     * @param field for example {@code ct1.input}.
     * @param instance the number it holds.
     * @return for example {@code ct1.direction}; empty when there is no such instance, as with 0 for none.
     */
    List<Field> brought(Field field, int instance) {
        String label = field.name();
        String prefix = label.contains(".") ? label.substring(0, label.indexOf('.') + 1) : label + ".";
        return rows.stream()
                .filter(row ->
                        row.setting().group().equals(field.row().setting().group()))
                .filter(row -> row.scope().equals(field.refers()) && has(row, instance))
                .map(row -> new Field(prefix + row.label(), row, instance))
                .toList();
    }

    /** How many instances of a scope the settings of a group know; 0 when none. */
    int instances(Field field) {
        return rows.stream()
                .filter(row ->
                        row.setting().group().equals(field.row().setting().group()))
                .filter(row -> row.scope().equals(field.refers()))
                .mapToInt(RegisterSpec::count)
                .max()
                .orElse(0);
    }

    private boolean brought(RegisterSpec row) {
        return referred(row.setting().group()).contains(row.scope());
    }

    private Set<String> referred(String group) {
        return rows.stream()
                .filter(row -> row.setting().group().equals(group))
                .map(row -> row.setting().refers())
                .collect(Collectors.toSet());
    }

    private static boolean has(RegisterSpec row, int instance) {
        return instance >= 1 && instance <= row.count();
    }

    /** Loads have numbers even when there is only one. */
    private static int number(RegisterSpec row, int instance) {
        return row.count() == 1 && !row.scope().equals("load") ? 0 : instance;
    }
}
