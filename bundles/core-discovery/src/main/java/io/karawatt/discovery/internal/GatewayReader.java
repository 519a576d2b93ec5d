package io.karawatt.discovery.internal;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;
import io.karawatt.bus.Finding.Kind;
import io.karawatt.discovery.ScanReport;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks a gateway which devices lie behind it, and each of those what it is.
 *
 * <p>Where they tell is taken from the gateway's own profile: the common identification block is the same for all.
 */
final class GatewayReader {

    private static final String LISTED = "deviceListAddress";
    private static final String MAGIC = "idMagicSOCO";
    private static final List<String> NAMES = List.of(
            MAGIC,
            "idOrderId",
            "idProductId",
            "idTableVersion",
            "idSerialYearWeek",
            "idSerialWeekTenthsLine",
            "idSerialOrder",
            "idVendorName",
            "idProductName",
            "idExtendedName",
            "idNetId");

    private final RowReader rows;

    GatewayReader(RowReader rows) {
        this.rows = rows;
    }

    /**
     * What a gateway names.
     *
     * @param answering devices that answer, in rising order of unit id.
     * @param silent unit ids at which nobody does.
     */
    record Found(List<Finding> answering, List<Integer> silent) {

        Found {
            answering = List.copyOf(answering);
            silent = List.copyOf(silent);
        }
    }

    /** What is reported of one that does not answer. */
    static ScanReport.Entry silent(String line, int unit) {
        return new ScanReport.Entry(
                line, unit, ScanReport.What.UNKNOWN, "", "", "", "the gateway names it, but it does not answer");
    }

    /** What is reported of one that is read another way already; nobody is taken away from a line that works. */
    static ScanReport.Entry elsewhere(Seen seen, Device device) {
        return Merge.entry(
                seen,
                ScanReport.What.CLASH,
                device.key(),
                device.key() + " is read over " + device.line() + " already; remove it to have it read this way");
    }

    /** Tells whether the devices of a kind have such a list. */
    static boolean lists(DeviceProfile profile) {
        return row(profile, LISTED).isPresent();
    }

    /**
     * Asks.
     *
     * @param gateway the gateway.
     * @param profile its profile.
     * @return what it names; empty when the gateway does not tell.
     */
    Optional<Found> read(Device gateway, DeviceProfile profile) {
        List<Cell> places = row(profile, LISTED).stream()
                .flatMap(row -> IntStream.rangeClosed(1, row.count()).mapToObj(place -> new Cell(row, place)))
                .toList();
        return rows.read(gateway.line(), gateway.unit(), profile, places)
                .filter(told -> !told.isEmpty())
                .map(told -> find(gateway, units(places, told), profile));
    }

    private Found find(Device gateway, Stream<Integer> units, DeviceProfile profile) {
        List<Finding> answering = new ArrayList<>();
        List<Integer> silent = new ArrayList<>();
        units.filter(unit -> unit != gateway.unit()).forEach(unit -> {
            Optional<DeviceIdentity> who = who(gateway.line(), unit, profile);
            who.ifPresentOrElse(
                    known -> answering.add(new Finding(unit, 0, Kind.DEVICE, known, unit, "")), () -> silent.add(unit));
        });
        return new Found(answering, silent);
    }

    private static Stream<Integer> units(List<Cell> places, Map<Cell, Registers> told) {
        return places.stream()
                .filter(told::containsKey)
                .map(place -> (int) place.raw(told.getOrDefault(place, Registers.EMPTY)))
                .filter(unit -> unit >= 1 && unit <= Device.MAX_ADDRESS)
                .distinct()
                .sorted();
    }

    private Optional<DeviceIdentity> who(String line, int unit, DeviceProfile gateway) {
        List<Cell> cells = NAMES.stream()
                .flatMap(name -> row(gateway, name).stream())
                .map(row -> new Cell(row, 1))
                .toList();
        return rows.read(line, unit, gateway, cells).map(GatewayReader::identity);
    }

    private static DeviceIdentity identity(Map<Cell, Registers> told) {
        Map<String, Long> numbers = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        told.forEach((cell, registers) -> {
            if (cell.row().coding().type().text()) {
                texts.put(cell.row().name(), cell.told(registers).strip());
            } else {
                numbers.put(cell.row().name(), cell.raw(registers));
            }
        });
        if (!"SOCO".equals(texts.get(MAGIC))) {
            return DeviceIdentity.UNKNOWN;
        }
        return new DeviceIdentity(
                true,
                number(numbers, "idOrderId", -1),
                number(numbers, "idProductId", -1),
                number(numbers, "idTableVersion", -1),
                texts.getOrDefault("idExtendedName", ""),
                texts.getOrDefault("idVendorName", ""),
                texts.getOrDefault("idProductName", ""),
                DeviceIdentity.serialText(
                        number(numbers, "idSerialYearWeek", 0),
                        number(numbers, "idSerialWeekTenthsLine", 0),
                        number(numbers, "idSerialOrder", 0)),
                DeviceIdentity.netIdText(numbers.getOrDefault("idNetId", 0L)),
                Map.of());
    }

    private static int number(Map<String, Long> numbers, String name, int none) {
        return numbers.getOrDefault(name, (long) none).intValue();
    }

    private static Optional<RegisterSpec> row(DeviceProfile profile, String name) {
        return profile.registers().stream()
                .filter(row -> row.name().equals(name) && row.access().readable())
                .findFirst();
    }
}
