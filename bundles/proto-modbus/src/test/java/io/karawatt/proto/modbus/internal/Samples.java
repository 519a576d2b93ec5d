package io.karawatt.proto.modbus.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices and profiles for the tests. */
final class Samples {

    static final String METER = "i35-9";
    static final int METER_ADDRESS = 9;

    static final RegisterSpec.Access READ = new RegisterSpec.Access(true, false, false);
    static final RegisterSpec.Access WRITE = new RegisterSpec.Access(false, true, true);
    static final RegisterSpec.Access BOTH = new RegisterSpec.Access(true, true, true);

    private static final RegisterSpec.Origin ORIGIN = new RegisterSpec.Origin("test.yaml", 1, false, "test");

    private Samples() {}

    /** Where a row lies. */
    record At(int address, int stride, int count) {

        static At at(int address) {
            return new At(address, 0, 1);
        }
    }

    static RegisterSpec row(
            String name, RegisterSpec.Kind kind, At at, RegisterType type, int words, RegisterSpec.Access access) {
        return new RegisterSpec(
                name,
                kind,
                "device",
                "inst",
                RegisterTable.HOLDING,
                at.address(),
                at.stride(),
                at.count(),
                new RegisterSpec.Coding(type, words, WordOrder.HIGH_FIRST, 1, 0, "-", Set.of(), 0, 0),
                access,
                RegisterSpec.Poll.FAST,
                ORIGIN);
    }

    /** The same row with something said about writing. */
    static RegisterSpec guarded(RegisterSpec row, Setting setting) {
        return new RegisterSpec(
                row.name(),
                row.kind(),
                row.scope(),
                row.stat(),
                row.table(),
                row.address(),
                row.stride(),
                row.count(),
                row.coding(),
                row.access(),
                row.poll(),
                row.origin(),
                setting);
    }

    static DeviceProfile profile(
            String reference,
            int productId,
            String extendedName,
            Map<String, String> capabilities,
            RegisterSpec... rows) {
        return new DeviceProfile(
                reference,
                "test",
                "Test " + reference,
                Set.of("rs485"),
                new DeviceProfile.Identification(400, productId, extendedName),
                capabilities,
                new DeviceProfile.Limits(125, true, 5),
                List.of(rows),
                ORIGIN);
    }

    /** A meter with a value of two words, settings, a command and an identification, all in the holding table. */
    static DeviceProfile meter() {
        return profile(
                "I-35",
                4351,
                "DIRIS I-35",
                Map.of("vendor", "Socomec"),
                row("voltageU12", RegisterSpec.Kind.MEASURE, At.at(0x6B), RegisterType.U32, 2, READ),
                row("setting16", RegisterSpec.Kind.SETTING, At.at(1), RegisterType.U16, 1, BOTH),
                row("neighbour", RegisterSpec.Kind.SETTING, At.at(2), RegisterType.U16, 1, BOTH),
                guarded(
                        row("avgIntegration", RegisterSpec.Kind.SETTING, At.at(80), RegisterType.U16, 1, BOTH),
                        new Setting("", "", List.of(), false, 1, 60, "", Setting.Guard.LOCKED)),
                guarded(
                        row("unlockCode", RegisterSpec.Kind.SETTING, At.at(58112), RegisterType.U16, 1, BOTH),
                        new Setting(
                                "",
                                "",
                                List.of(new Setting.Choice(1000, Setting.OPEN)),
                                false,
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY,
                                "",
                                Setting.Guard.KEY)),
                row("setting32", RegisterSpec.Kind.SETTING, At.at(40), RegisterType.U32, 2, BOTH),
                row("idSoftwareVersion", RegisterSpec.Kind.ID, At.at(50007), RegisterType.U16, 1, READ),
                row("systemAction", RegisterSpec.Kind.COMMAND, At.at(57856), RegisterType.U8, 1, WRITE));
    }

    static DeviceProfile gateway() {
        return profile(
                "D-70",
                4170,
                "DIRIS D-70",
                Map.of(),
                row("operatingHours", RegisterSpec.Kind.MEASURE, At.at(512), RegisterType.U32, 2, READ),
                row("addressingCommand", RegisterSpec.Kind.COMMAND, At.at(4352), RegisterType.U16, 1, WRITE),
                row("devicesCommOk", RegisterSpec.Kind.MEASURE, At.at(28672), RegisterType.U16, 1, READ),
                row("devicesCommNok", RegisterSpec.Kind.MEASURE, At.at(28673), RegisterType.U16, 1, READ),
                row("deviceListAddress", RegisterSpec.Kind.STATUS, new At(28688, 8, 32), RegisterType.U16, 1, READ),
                row("deviceListProductId", RegisterSpec.Kind.STATUS, new At(28689, 8, 32), RegisterType.U16, 1, READ),
                row("deviceListBus", RegisterSpec.Kind.STATUS, new At(28690, 8, 32), RegisterType.U16, 1, READ),
                row("deviceCommState", RegisterSpec.Kind.MEASURE, new At(28691, 8, 32), RegisterType.U16, 1, READ),
                row("deviceListNetId", RegisterSpec.Kind.STATUS, new At(28692, 8, 32), RegisterType.U32, 2, READ),
                row("deviceListLoadCount", RegisterSpec.Kind.STATUS, new At(28694, 8, 32), RegisterType.U16, 1, READ),
                row("modbusAddress", RegisterSpec.Kind.SETTING, At.at(29440), RegisterType.U16, 1, BOTH),
                row("idMagicSOCO", RegisterSpec.Kind.ID, At.at(50000), RegisterType.STRING_16, 4, READ),
                row("idOrderId", RegisterSpec.Kind.ID, At.at(50004), RegisterType.U16, 1, READ),
                row("idProductId", RegisterSpec.Kind.ID, At.at(50005), RegisterType.U16, 1, READ),
                row("idVendorName", RegisterSpec.Kind.ID, At.at(50042), RegisterType.STRING_NORM, 8, READ),
                row("idExtendedName", RegisterSpec.Kind.ID, At.at(50058), RegisterType.STRING_NORM, 8, READ),
                row("idNetId", RegisterSpec.Kind.ID, At.at(50067), RegisterType.U32, 2, READ),
                row("clockDay", RegisterSpec.Kind.SETTING, At.at(57600), RegisterType.U16, 1, BOTH),
                row("clockMonth", RegisterSpec.Kind.SETTING, At.at(57601), RegisterType.U16, 1, BOTH),
                row("clockYear", RegisterSpec.Kind.SETTING, At.at(57602), RegisterType.U16, 1, BOTH),
                row("systemAction", RegisterSpec.Kind.COMMAND, At.at(57856), RegisterType.U8, 1, WRITE),
                row("unlockCode", RegisterSpec.Kind.COMMAND, At.at(58112), RegisterType.U16, 1, WRITE));
    }

    static Device device(String key, int address, String line) {
        return new Device(
                key, "Office " + key, "I-35", line, address, address, "", "E5C809", List.of(new Load(1, "L1", "")));
    }

    static Installation installation(Device... devices) {
        List<Device> all = List.of(devices);
        Map<String, InstalledDevice> installed = all.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Device::key, d -> new InstalledDevice(d, meter(), DevicePoints.schema(meter(), d))));
        return new Installation(all, installed);
    }
}
