package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.topology.Device;
import io.karawatt.view.DeviceView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/**
 * The gateway, its lines and its meters as physical entities (RFC 6933). The gateway is number 1, the meter with Modbus
 * address a is 1000 + a; the lines are 101, 102 … in the order of their names.
 */
final class EntityObjects {

    private static final int GATEWAY = 1;
    private static final int FIRST_LINE = 101;
    private static final int METERS = 1000;
    /** IANAPhysicalClass. */
    private static final int CHASSIS = 3;

    private static final int BACKPLANE = 4;
    private static final int MODULE = 9;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    /** {@code zeroDotZero} of RFC 2578. */
    private static final OID NO_TYPE = new OID(new int[] {0, 0});

    private final Columns<Entity> columns;
    private final Entity gateway;
    private final DeviceTables devices;

    EntityObjects(Layout own, Layout standard, Sources sources) {
        this.devices = new DeviceTables(own, sources);
        this.gateway = new Entity(
                GATEWAY,
                0,
                CHASSIS,
                -1,
                new Label(
                        "Energy gateway",
                        sources.identity().name(),
                        sources.identity().product()),
                new Label(sources.identity().version(), sources.identity().serial(), ""),
                SystemObjects.product(own, sources.identity()),
                null);
        this.columns = Columns.<Entity>of(standard, "entPhysicalTable")
                .column("entPhysicalDescr", row -> Values.text(row.what.first))
                .column("entPhysicalVendorType", row -> row.type)
                .column("entPhysicalContainedIn", row -> new Integer32(row.within))
                .column("entPhysicalClass", row -> new Integer32(row.kind))
                .column("entPhysicalParentRelPos", row -> new Integer32(row.position))
                .column("entPhysicalName", row -> Values.text(row.what.second))
                .column("entPhysicalHardwareRev", row -> Values.text(""))
                .column("entPhysicalFirmwareRev", row -> Values.text(firmware(row.meter)))
                .column("entPhysicalSoftwareRev", row -> Values.text(row.made.first))
                .column("entPhysicalSerialNum", row -> Values.text(serial(row)))
                .column("entPhysicalMfgName", row -> Values.text(""))
                .column("entPhysicalModelName", row -> Values.text(row.what.third))
                .column("entPhysicalAlias", row -> Values.text(""))
                .column("entPhysicalAssetID", row -> Values.text(row.made.third))
                .column("entPhysicalIsFRU", row -> new Integer32(row.kind == MODULE ? TRUE : FALSE))
                .build();
    }

    Columns<Entity> columns() {
        return columns;
    }

    static Subtree lastChange(Layout standard, Supplier<Duration> change) {
        return new SingleValue(standard, "entLastChangeTime", () -> Values.ticks(change.get()));
    }

    Grid grid(List<DeviceWindow> installed) {
        List<String> lines = installed.stream()
                .map(window -> window.view().device().line())
                .distinct()
                .sorted()
                .toList();
        List<Entity> all = new ArrayList<>();
        all.add(gateway);
        for (int i = 0; i < lines.size(); i++) {
            all.add(line(lines.get(i), i));
        }
        installed.forEach(window -> all.add(meter(
                window.view(), FIRST_LINE + lines.indexOf(window.view().device().line()))));
        return RowGrid.numbered(columns, all, Entity::number);
    }

    private static Entity line(String name, int position) {
        return new Entity(
                FIRST_LINE + position,
                GATEWAY,
                BACKPLANE,
                position + 1,
                new Label("Line of meters", name, ""),
                new Label("", "", ""),
                NO_TYPE,
                null);
    }

    private static Entity meter(DeviceView view, int line) {
        Device device = view.device();
        return new Entity(
                METERS + device.address(),
                line,
                MODULE,
                device.address(),
                new Label(view.profile().title(), device.name(), device.reference()),
                new Label("", device.netId(), device.netId()),
                NO_TYPE,
                view);
    }

    /** Known once somebody has read it, which may be long after the meter was installed. */
    private String firmware(@Nullable DeviceView meter) {
        return meter == null ? "" : devices.firmware(meter);
    }

    private String serial(Entity row) {
        String read = row.meter == null ? "" : devices.serial(row.meter);
        return read.isEmpty() ? row.made.second : read;
    }

    /** Three texts of an entity. */
    private record Label(String first, String second, String third) {}

    /**
     * One entity.
     *
     * @param number its number.
     * @param within number of what contains it; 0 for the gateway.
     * @param kind its class.
     * @param position its position in what contains it; -1 for none.
     * @param what description, name and model.
     * @param made version, serial number as entered and NET ID.
     * @param type product number, or 0.0 when there is none.
     * @param meter the meter, or null for what is none.
     */
    record Entity(
            int number,
            int within,
            int kind,
            int position,
            Label what,
            Label made,
            OID type,
            @Nullable DeviceView meter) {}
}
