package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.topology.Load;
import io.karawatt.view.DeviceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** The tables of devices and of circuits. */
final class DeviceTables {

    private static final Map<String, Integer> BUSES =
            Map.of("digiware", 1, "rs485", 2, "modbus-tcp", 3, "rtu-over-tcp", 3, "ble", 4);
    private static final int ELECTRICITY = 1;
    private static final int OTHER_FLUID = 6;
    private static final String WIRING = "loadType";
    private static final List<String> VERSION = List.of("idVersionMajor", "idVersionMinor", "idVersionRevision");
    /** Orders of {@code cirReset} as the profiles name them. */
    private static final Map<Integer, String> RESETS = Map.of(1, "partial", 2, "minmax", 3, "tariffs", 4, "hours");

    private final Sources sources;
    private final Kept kept;
    private final Columns<DeviceWindow> devices;
    private final Columns<MetrologyGrid.LoadRow> circuits;

    DeviceTables(Layout layout, Sources sources) {
        this.sources = sources;
        this.kept = new Kept(sources.live());
        this.devices = Columns.<DeviceWindow>of(layout, "deviceTable")
                .column("devAddress", row -> Values.unsigned(row.view().address()))
                .column("devReference", row -> Values.text(row.view().device().reference()))
                .column("devName", row -> Values.text(row.view().device().name()))
                .column("devNetId", row -> Values.text(row.view().device().netId()))
                .column("devSerial", row -> Values.text(serial(row.view())))
                .column("devFirmware", row -> Values.text(firmware(row.view())))
                .column("devBus", row -> new Integer32(bus(row.view())))
                .column(
                        "devLoadCount",
                        row -> Values.unsigned(row.view().device().loads().size()))
                .column("devCommState", row -> new Integer32(commState(row.view())))
                .column("devNetworkType", row -> new Integer32(kept.small(row.view(), "networkType", 1)))
                .column("devLastSeen", row -> lastSeen(row.view()))
                .column("devFamily", row -> Values.unsigned(family(row.view())))
                .build();
        this.circuits = Columns.<MetrologyGrid.LoadRow>of(layout, "circuitTable")
                .column("cirName", row -> Values.text(load(row).map(Load::name).orElse(name(row))))
                .column("cirFluid", row -> new Integer32(load(row).isPresent() ? ELECTRICITY : OTHER_FLUID))
                .column("cirUsage", row -> usage(row))
                .column("cirLoadType", row -> Values.unsigned(wiring(row)))
                .column("cirNominalCurrent", row -> Values.unsigned(small(row, "loadInom")))
                .column("cirEnabled", row -> new Integer32(enabled(row)))
                .column(
                        "cirArea",
                        row -> Values.text(row.window().view().device().area()))
                .column("cirNature", row -> Values.unsigned(small(row, "loadNature")))
                .column("cirReset", row -> new Integer32(0))
                .written("cirReset", this::reset)
                .build();
    }

    Columns<DeviceWindow> deviceColumns() {
        return devices;
    }

    Columns<MetrologyGrid.LoadRow> circuitColumns() {
        return circuits;
    }

    Grid devices(List<DeviceWindow> installed) {
        return RowGrid.numbered(devices, installed, row -> row.view().address());
    }

    Grid circuits(List<DeviceWindow> installed) {
        return new RowGrid<>(
                circuits,
                Picture.loads(installed).stream()
                        .map(row -> RowGrid.Row.of(row, row.window().view().address(), row.load()))
                        .toList());
    }

    /** As devCommState numbers it: 0 unknown, 1 good, 2 bad. */
    int commState(DeviceView view) {
        return sources.lines()
                .device(view.device().key())
                .map(DeviceStatus::state)
                .map(state -> state == DeviceStatus.State.GOOD ? 1 : state == DeviceStatus.State.SILENT ? 2 : 0)
                .orElse(0);
    }

    String serial(DeviceView view) {
        return DeviceIdentity.serialText(
                kept.small(view, "idSerialYearWeek", 1),
                kept.small(view, "idSerialWeekTenthsLine", 1),
                kept.small(view, "idSerialOrder", 1));
    }

    String firmware(DeviceView view) {
        boolean known =
                VERSION.stream().allMatch(row -> kept.number(view, row, 1).isPresent());
        return known
                ? VERSION.stream()
                        .map(row -> String.valueOf(kept.small(view, row, 1)))
                        .collect(Collectors.joining("."))
                : "";
    }

    private int bus(DeviceView view) {
        return BUSES.getOrDefault(sources.lines().kind(view.device().line()), 0);
    }

    private static int family(DeviceView view) {
        return Math.max(0, view.profile().identification().orderId());
    }

    private OctetString lastSeen(DeviceView view) {
        return sources.lines()
                .device(view.device().key())
                .map(DeviceStatus::lastAnswer)
                .filter(at -> at.isAfter(Instant.EPOCH))
                .map(Values::date)
                .orElseGet(Values::noDate);
    }

    private static Optional<Load> load(MetrologyGrid.LoadRow row) {
        return row.window().view().device().loads().stream()
                .filter(load -> load.number() == row.load())
                .findFirst();
    }

    private static String name(MetrologyGrid.LoadRow row) {
        return row.window().view().device().name();
    }

    private OctetString usage(MetrologyGrid.LoadRow row) {
        var code = kept.number(row.window().view(), "loadUsage", row.load());
        return Values.text(code.isPresent() ? String.valueOf(code.getAsLong()) : "");
    }

    /** The device's own word for the wiring when it was read, else the number of what the operator entered. */
    private int wiring(MetrologyGrid.LoadRow row) {
        var read = kept.number(row.window().view(), WIRING, row.load());
        if (read.isPresent()) {
            return (int) read.getAsLong();
        }
        String type = load(row).map(Load::type).orElse("");
        return row.window().view().profile().registers().stream()
                .filter(spec -> spec.name().equals(WIRING))
                .flatMap(spec -> spec.setting().choices().stream())
                .filter(choice -> choice.name().equals(type))
                .mapToInt(choice -> (int) choice.raw())
                .findFirst()
                .orElse(0);
    }

    private int enabled(MetrologyGrid.LoadRow row) {
        return kept.number(row.window().view(), "loadEnabled", row.load()).orElse(1) == 0 ? 0 : 1;
    }

    private int small(MetrologyGrid.LoadRow row, String register) {
        return kept.small(row.window().view(), register, row.load());
    }

    private Writable reset(MetrologyGrid.LoadRow row) {
        return new Order(Set.copyOf(RESETS.keySet()), (asker, what) -> {
            DeviceCommands commands = sources.commands().get();
            int load = load(row).isPresent() ? row.load() : 0;
            ResetOrder order =
                    new ResetOrder(row.window().view().device().key(), RESETS.getOrDefault(what, ""), load, Set.of());
            return commands == null ? away() : commands.reset(asker, order);
        });
    }

    /** What comes of an order while nobody can carry it out. */
    static CompletableFuture<CommandOutcome> away() {
        return CompletableFuture.completedFuture(
                new CommandOutcome.Failed("the part of the gateway that does this is not running"));
    }
}
