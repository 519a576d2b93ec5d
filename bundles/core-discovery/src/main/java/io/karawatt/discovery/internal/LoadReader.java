package io.karawatt.discovery.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads from a device which loads it has: the settings {@value #ENABLED}, {@value #TYPE} and {@value #NAME} of its
 * profile. A device that can't switch its loads has as many as its profile says.
 */
final class LoadReader {

    static final String ENABLED = "loadEnabled";
    static final String TYPE = "loadType";
    static final String NAME = "loadName";

    private final RowReader rows;

    LoadReader(RowReader rows) {
        this.rows = rows;
    }

    /**
     * Reads.
     *
     * @param line name of the line.
     * @param unit unit id.
     * @param profile what kind of device it is.
     * @param known loads known so far, whose names and types are kept where the device tells none.
     * @return the loads in rising order; empty when the device does not answer.
     */
    Optional<List<Load>> read(String line, int unit, DeviceProfile profile, List<Load> known) {
        List<Cell> cells = new ArrayList<>();
        for (int load = 1; load <= profile.maxLoads(); load++) {
            for (String name : List.of(ENABLED, TYPE, NAME)) {
                cell(profile, name, load).ifPresent(cells::add);
            }
        }
        return rows.read(line, unit, profile, cells).map(told -> loads(profile, told, known));
    }

    private static List<Load> loads(DeviceProfile profile, Map<Cell, Registers> told, List<Load> known) {
        List<Load> loads = new ArrayList<>();
        for (int number = 1; number <= profile.maxLoads(); number++) {
            OptionalLong enabled = raw(profile, told, ENABLED, number);
            if (enabled.isEmpty() || enabled.getAsLong() != 0) {
                int wanted = number;
                Optional<Load> old =
                        known.stream().filter(load -> load.number() == wanted).findFirst();
                String name = text(profile, told, NAME, number)
                        .filter(said -> !said.isBlank())
                        .orElse(old.map(Load::name).orElse(""));
                String type = text(profile, told, TYPE, number)
                        .filter(said -> !said.isBlank())
                        .orElse(old.map(Load::type).orElse(""));
                loads.add(new Load(number, name, type));
            }
        }
        return loads;
    }

    private static OptionalLong raw(DeviceProfile profile, Map<Cell, Registers> told, String name, int load) {
        Optional<Cell> cell = cell(profile, name, load).filter(told::containsKey);
        return cell.map(found -> OptionalLong.of(found.raw(told.getOrDefault(found, Registers.EMPTY))))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> text(DeviceProfile profile, Map<Cell, Registers> told, String name, int load) {
        return cell(profile, name, load)
                .filter(told::containsKey)
                .map(found -> found.told(told.getOrDefault(found, Registers.EMPTY)));
    }

    private static Optional<Cell> cell(DeviceProfile profile, String name, int load) {
        return profile.registers().stream()
                .filter(row -> row.kind() == RegisterSpec.Kind.SETTING
                        && row.name().equals(name)
                        && row.access().readable()
                        && load <= row.count())
                .findFirst()
                .map(row -> new Cell(row, load));
    }
}
