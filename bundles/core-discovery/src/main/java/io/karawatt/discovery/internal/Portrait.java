package io.karawatt.discovery.internal;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.IdentityRows;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Device;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What of a meter is watched, and where it lies: who it is, and the settings of some groups. Immutable. */
final class Portrait {

    private final InstalledDevice installed;
    private final Optional<IdentityRows> identity;
    private final List<Cell> settings;

    /**
     * Looks up what there is to watch.
     *
     * @param installed the device.
     * @param groups groups of settings.
     */
    Portrait(InstalledDevice installed, Set<String> groups) {
        this.installed = installed;
        this.identity = IdentityRows.of(installed.profile());
        this.settings = installed.profile().registers().stream()
                .filter(row -> row.kind() == RegisterSpec.Kind.SETTING
                        && row.keeps()
                        && groups.contains(row.setting().group()))
                .flatMap(row -> instances(row, installed.device()).mapToObj(instance -> new Cell(row, instance)))
                .toList();
    }

    private static IntStream instances(RegisterSpec row, Device device) {
        return row.scope().equals("load")
                ? device.loads().stream().mapToInt(Load::number).filter(number -> number <= row.count())
                : IntStream.rangeClosed(1, row.count());
    }

    InstalledDevice installed() {
        return installed;
    }

    Device device() {
        return installed.device();
    }

    Optional<IdentityRows> identity() {
        return identity;
    }

    List<Cell> settings() {
        return settings;
    }

    /** Finds in an answer who it is. */
    Optional<DeviceIdentity> who(RegisterTable table, int address, Registers registers) {
        return identity.filter(rows -> rows.within(table, address, registers.size()))
                .map(rows -> rows.read(registers, address));
    }

    /** Finds in an answer how it is set: contents by the name of the setting. */
    Map<String, String> how(RegisterTable table, int address, Registers registers) {
        Map<String, String> found = new TreeMap<>();
        for (Cell cell : settings) {
            if (cell.row().table() == table && cell.address() >= address && cell.end() <= address + registers.size()) {
                String told = cell.told(registers.slice(
                        cell.address() - address, cell.row().coding().words()));
                if (!told.isBlank()) {
                    found.put(name(cell), told);
                }
            }
        }
        return found;
    }

    /** Tells whether a meter can be of this kind, as far as it said what it is. */
    boolean sameKind(DeviceIdentity seen) {
        DeviceProfile.Identification known = installed.profile().identification();
        return seen.productId() < 0
                || known.productId() < 0
                || (known.productId() == seen.productId() && known.orderId() == seen.orderId());
    }

    private static String name(Cell cell) {
        List<String> parts = new ArrayList<>();
        if (cell.row().count() > 1 || cell.row().scope().equals("load")) {
            parts.add(cell.row().scope() + " " + cell.instance());
        }
        parts.add(cell.row()
                .label()
                .replace('.', ' ')
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT));
        return String.join(" ", parts);
    }
}
