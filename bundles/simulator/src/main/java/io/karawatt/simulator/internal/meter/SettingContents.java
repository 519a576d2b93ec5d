package io.karawatt.simulator.internal.meter;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.InputPoint;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.physics.Noise;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteInput;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.site.Site.SiteLoad;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Finds what settings and identification registers hold before anybody writes to them. */
final class SettingContents {

    private static final List<Integer> SPEEDS =
            List.of(1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 500_000);

    private final MeterModel model;
    private final DeviceProfile profile;
    private final SiteDevice device;
    private final Noise identity;

    SettingContents(MeterModel model, DeviceProfile profile) {
        this.model = model;
        this.profile = profile;
        this.device = model.device();
        String one = model.generation() == 0 ? "/identity" : "/identity/" + model.generation();
        this.identity = new Noise(model.surroundings().site().seed(), device.key() + one);
    }

    /** Finds the first content of one instance of a row; empty when the table has none. */
    Optional<Content> find(RegisterSpec spec, int instance) {
        return model.surroundings().settings().find(spec.name()).flatMap(row -> switch (row.formula()) {
            case "number" -> number(() -> Double.parseDouble(row.argument()));
            case "text" -> text(row.argument());
            case "device" -> device(row.argument());
            case "site" -> site(row.argument());
            case "clock" -> number(() -> model.clock().part(row.argument()));
            case "line" -> number(() -> line(row.argument()));
            case "load" -> load(row.argument(), instance);
            case "input" -> input(row.argument(), instance);
            case "transformer" -> number(() -> transformer(row.argument(), instance));
            default -> Optional.empty();
        });
    }

    private static Optional<Content> number(DoubleSupplier value) {
        return Optional.of(new Content.Present(value));
    }

    private static Optional<Content> text(String value) {
        return Optional.of(new Content.Text(() -> value));
    }

    private Optional<Content> device(String what) {
        DeviceProfile.Identification id = profile.identification();
        return switch (what) {
            case "orderId" -> number(() -> Math.max(0, id.orderId()));
            case "productId" -> number(() -> Math.max(0, id.productId()));
            case "productName" -> text(profile.reference());
            case "extendedName" -> text(id.extendedName().isEmpty() ? profile.title() : id.extendedName());
            case "address" -> number(model::unit);
            case "netId" -> number(this::netId);
            case "serialYearWeek" -> number(this::yearWeek);
            case "serialLine" -> number(this::serialLine);
            case "serialOrder" -> number(this::serialOrder);
            default -> Optional.empty();
        };
    }

    private int chance(int stream, int below) {
        return (int) (identity.uniform(stream, 0) * below);
    }

    private int yearWeek() {
        return 0x2500 + 0x10 * chance(1, 5) + chance(2, 10);
    }

    private int serialLine() {
        return 0x0100 + chance(3, 10);
    }

    private int serialOrder() {
        return chance(4, 10_000);
    }

    String serial() {
        return DeviceIdentity.serialText(yearWeek(), serialLine(), serialOrder());
    }

    /** The 24 bits by which a device is known on its bus. */
    int netId() {
        return 0xE00000 + chance(5, 0x100000);
    }

    private Optional<Content> site(String what) {
        var supply = model.surroundings().site().supply();
        return switch (what) {
            case "voltage" -> number(supply::voltage);
            case "frequency" -> number(supply::frequency);
            case "frequencyCode" -> number(() -> supply.frequency() == 60 ? 1 : 0);
            default -> Optional.empty();
        };
    }

    private double line(String what) {
        Optional<SiteLine> line =
                model.surroundings().site().line(device.line()).filter(SiteLine::serial);
        if (line.isEmpty()) {
            return 0;
        }
        SerialSettings settings =
                SerialSettings.of("sim", line.get().baud(), line.get().format());
        return switch (what) {
            case "speedCode" -> Math.max(0, SPEEDS.indexOf(settings.baud()));
            case "stopBitsCode" -> settings.stopBits() - 1;
            default ->
                switch (settings.parity()) {
                    case NONE -> 0;
                    case ODD -> 1;
                    case EVEN -> 2;
                };
        };
    }

    private Optional<Content> load(String what, int instance) {
        Optional<SiteLoad> found = device.loads().stream()
                .filter(load -> load.number() == instance)
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(new Content.Nothing());
        }
        SiteLoad load = found.get();
        LoadType type = model.surroundings().types().get(load.type());
        return switch (what) {
            case "present" -> number(() -> 1);
            case "type" -> number(() -> type == null ? 0 : type.code());
            case "current" ->
                number(() ->
                        model.load(instance).map(DeviceContents::nominalCurrent).orElse(0.0));
            case "name" -> text(load.name());
            default -> Optional.empty();
        };
    }

    /**
     * Of an input: the line and rating of what hangs on it; of a load: the input of its first, second … transformer.
     */
    private int transformer(String what, int instance) {
        Transformers transformers = model.transformers();
        return switch (what) {
            case "line" -> transformers.line(instance);
            case "rating" -> transformers.rating(instance);
            default -> transformers.input(instance, Integer.parseInt(what));
        };
    }

    private Optional<Content> input(String what, int instance) {
        Optional<SiteInput> found = device.inputs().stream()
                .filter(input -> input.number() == instance)
                .findFirst();
        InputPoint point = model.inputs().get(instance);
        if (found.isEmpty() || point == null) {
            return Optional.of(new Content.Nothing());
        }
        InputPoint.Medium medium = point.medium();
        return switch (what.toLowerCase(Locale.ROOT)) {
            case "present" -> number(() -> 1);
            case "name" -> text(found.get().name());
            case "zerobased" -> number(() -> instance - 1);
            case "nature" -> number(medium::natureCode);
            case "unit" -> number(medium::unitCode);
            case "weight" -> number(medium::weight);
            case "low" -> number(medium::low);
            case "high" -> number(medium::high);
            case "function" -> number(() -> medium.kind().equals("pulse") ? 4 : 0);
            default -> Optional.empty();
        };
    }
}
