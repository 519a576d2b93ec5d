package io.karawatt.discovery.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.WordOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profiles for tests. */
final class Kinds {

    private static final RegisterSpec.Origin ORIGIN = new RegisterSpec.Origin("test.profile.yaml", 1, true, "manual");

    private Kinds() {}

    /** Loads as DIRIS Digiware has them: 13824 on or off, 13825 type, 46592 name; transformer, NET ID at 50067. */
    static DeviceProfile of(String reference, int product, String fast) {
        Setting types = new Setting(
                "load",
                "type",
                List.of(new Setting.Choice(1, "1P+N-1CT"), new Setting.Choice(8, "3P+N-3CT")),
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "",
                Setting.Guard.NONE);
        return new DeviceProfile(
                reference,
                "test",
                reference,
                Set.of("digiware", "rs485"),
                new DeviceProfile.Identification(400, product, ""),
                Map.of("maxLoads", "2", "fastDiscovery", fast),
                new DeviceProfile.Limits(125, true, 5),
                List.of(
                        perLoad("loadEnabled", 13824, 32, coding(RegisterType.U8, 1, "-"), Setting.PLAIN),
                        perLoad("loadType", 13825, 32, coding(RegisterType.U8, 1, "-"), types),
                        perLoad("loadName", 46592, 4, coding(RegisterType.STRING_NORM, 4, "-"), Setting.PLAIN),
                        setting("ctPrimary", 57346, coding(RegisterType.U16, 1, "A"), "ct"),
                        setting("rs485Speed", 57345, coding(RegisterType.U16, 1, "-"), ""),
                        id("idOrderId", 50004, RegisterType.U16),
                        id("idProductId", 50005, RegisterType.U16),
                        id("idNetId", 50067, RegisterType.U32)),
                ORIGIN);
    }

    /** A gateway with a list of four places, eight registers apart, from 28688. */
    static DeviceProfile gateway() {
        List<RegisterSpec> rows = new ArrayList<>(List.of(new RegisterSpec(
                "deviceListAddress",
                RegisterSpec.Kind.STATUS,
                "device",
                "",
                RegisterTable.HOLDING,
                28688,
                8,
                4,
                coding(RegisterType.U16, 1, "-"),
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.ON_REQUEST,
                ORIGIN)));
        rows.add(single(
                "idMagicSOCO", RegisterSpec.Kind.ID, 50000, coding(RegisterType.STRING_16, 4, "-"), Setting.PLAIN));
        rows.add(id("idOrderId", 50004, RegisterType.U16));
        rows.add(id("idProductId", 50005, RegisterType.U16));
        rows.add(id("idNetId", 50067, RegisterType.U32));
        return new DeviceProfile(
                "D-50",
                "gateway",
                "D-50",
                Set.of("modbus-tcp"),
                new DeviceProfile.Identification(400, 50, ""),
                Map.of(),
                new DeviceProfile.Limits(125, false, 5),
                rows,
                ORIGIN);
    }

    private static RegisterSpec perLoad(
            String name, int address, int stride, RegisterSpec.Coding coding, Setting setting) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.SETTING,
                "load",
                "",
                RegisterTable.HOLDING,
                address,
                stride,
                2,
                coding,
                new RegisterSpec.Access(true, true, true),
                RegisterSpec.Poll.ON_REQUEST,
                ORIGIN,
                setting);
    }

    private static RegisterSpec setting(String name, int address, RegisterSpec.Coding coding, String group) {
        Setting setting = new Setting(
                group,
                "",
                List.of(),
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "",
                Setting.Guard.NONE);
        return single(name, RegisterSpec.Kind.SETTING, address, coding, setting);
    }

    private static RegisterSpec id(String name, int address, RegisterType type) {
        return single(name, RegisterSpec.Kind.ID, address, coding(type, type.words(), "-"), Setting.PLAIN);
    }

    private static RegisterSpec single(
            String name, RegisterSpec.Kind kind, int address, RegisterSpec.Coding coding, Setting setting) {
        return new RegisterSpec(
                name,
                kind,
                "device",
                "",
                RegisterTable.HOLDING,
                address,
                0,
                1,
                coding,
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.ON_REQUEST,
                ORIGIN,
                setting);
    }

    private static RegisterSpec.Coding coding(RegisterType type, int words, String unit) {
        return new RegisterSpec.Coding(type, words, WordOrder.HIGH_FIRST, 1, 0, unit, Set.of(), 0, 0);
    }
}
