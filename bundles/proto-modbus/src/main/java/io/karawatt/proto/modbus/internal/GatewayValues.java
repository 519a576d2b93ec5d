package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * What the gateway can tell about itself, by the names of the rows in its profile. Where a row lies and how it is
 * written is the profile's business.
 */
final class GatewayValues {

    private static final List<String> KINDS = List.of("digiware", "rs485", "modbus-tcp");
    private static final int NET_ID_DIGITS = 6;

    private final Map<String, IntToDoubleFunction> numbers = new HashMap<>();
    private final Map<String, Supplier<String>> texts = new HashMap<>();
    private final Sources sources;
    private final Round round;
    private final ZoneId zone;
    private final long started;
    private final LineView view;

    /** Where the values come from. */
    record Sources(GatewayIdentity identity, Topology topology, Profiles profiles, Lines lines) {}

    GatewayValues(Sources sources, Round round, ZoneId zone) {
        this.sources = sources;
        this.round = round;
        this.zone = zone;
        this.started = round.nanos();
        this.view = new LineView(sources.lines(), round);
        state();
        devices();
        clock();
        identification();
    }

    /** Returns the number of a row, in its unit; empty when the row is no number we know. */
    OptionalDouble number(String name, int instance) {
        IntToDoubleFunction source = numbers.get(name);
        return source == null ? OptionalDouble.empty() : OptionalDouble.of(source.applyAsDouble(instance));
    }

    /** Returns the text of a row; empty when the row is no text we know. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).map(Supplier::get);
    }

    /** Returns the profile that the gateway plays. */
    Optional<DeviceProfile> profile() {
        return sources.profiles().find(sources.identity().product());
    }

    private void state() {
        numbers.put("operatingHours", i -> uptime());
        numbers.put("operatingHoursPartial", i -> uptime());
        numbers.put("devicesCommOk", i -> view.count(DeviceStatus.State.GOOD));
        numbers.put("devicesCommNok", i -> view.count(DeviceStatus.State.SILENT));
        numbers.put("modbusAddress", i -> sources.identity().address());
    }

    private void devices() {
        numbers.put("deviceListAddress", i -> of(i, Device::address));
        numbers.put("deviceListProductId", i -> of(i, this::productId));
        numbers.put("deviceListBus", i -> of(i, device -> Math.max(0, KINDS.indexOf(view.kind(device.line())))));
        numbers.put("deviceCommState", i -> of(i, device -> code(view.state(device.key()))));
        numbers.put("deviceListNetId", i -> of(i, GatewayValues::netId));
        numbers.put("deviceListLoadCount", i -> of(i, device -> device.loads().size()));
    }

    private void clock() {
        numbers.put("clockDay", i -> now(ChronoField.DAY_OF_MONTH));
        numbers.put("clockMonth", i -> now(ChronoField.MONTH_OF_YEAR));
        numbers.put("clockYear", i -> now(ChronoField.YEAR));
        numbers.put("clockHour", i -> now(ChronoField.HOUR_OF_DAY));
        numbers.put("clockMinute", i -> now(ChronoField.MINUTE_OF_HOUR));
        numbers.put("clockSecond", i -> now(ChronoField.SECOND_OF_MINUTE));
    }

    private void identification() {
        GatewayIdentity identity = sources.identity();
        // The word that drivers for this family of devices look for (OpenEMS, AbstractSocomecMeter); no claim of
        // origin.
        texts.put("idMagicSOCO", () -> "SOCO");
        texts.put("idVendorName", () -> Identification.VENDOR);
        texts.put("idProductName", identity::product);
        texts.put(
                "idExtendedName",
                () -> profile().map(p -> p.identification().extendedName()).orElse(""));
        numbers.put(
                "idOrderId",
                i -> Math.max(
                        0, profile().map(p -> p.identification().orderId()).orElse(0)));
        numbers.put(
                "idProductId",
                i -> Math.max(
                        0, profile().map(p -> p.identification().productId()).orElse(0)));
        numbers.put("idTableVersion", i -> 1);
        numbers.put("idSoftwareVersion", i -> 100 * version(0) + version(1));
        numbers.put("idVersionMajor", i -> version(0));
        numbers.put("idVersionMinor", i -> version(1));
        numbers.put("idVersionRevision", i -> version(2));
        numbers.put("idNetId", i -> identity.netId());
    }

    /** Codes of register {@code deviceCommState}. */
    private static double code(DeviceStatus.State state) {
        return switch (state) {
            case UNKNOWN -> 0;
            case GOOD -> 1;
            case SILENT -> 2;
        };
    }

    private double uptime() {
        return Math.floor((round.nanos() - started) / 1e9);
    }

    private double now(ChronoField field) {
        return ZonedDateTime.ofInstant(round.wall(), zone).get(field);
    }

    private int version(int part) {
        String[] parts = sources.identity().version().split("[^0-9]+", -1);
        return part < parts.length && parts[part].matches("[0-9]{1,4}") ? Integer.parseInt(parts[part]) : 0;
    }

    private double of(int instance, java.util.function.ToDoubleFunction<Device> what) {
        List<Device> devices = sources.topology().current().devices();
        return instance <= devices.size() ? what.applyAsDouble(devices.get(instance - 1)) : 0;
    }

    private double productId(Device device) {
        InstalledDevice installed = sources.topology().current().installed().get(device.key());
        return installed == null
                ? 0
                : Math.max(0, installed.profile().identification().productId());
    }

    private static double netId(Device device) {
        String text = device.netId();
        boolean hex = !text.isEmpty() && text.length() <= NET_ID_DIGITS && text.matches("[0-9A-Fa-f]+");
        return hex ? Integer.parseInt(text, 16) : 0;
    }

    /** How the lines and their devices are doing; asked of the drivers at most once a second. */
    private static final class LineView {

        private static final long VALID = 1_000_000_000L;

        private final Lines lines;
        private final Round round;
        private final Map<String, DeviceStatus.State> states = new HashMap<>();
        private final Map<String, String> kinds = new HashMap<>();
        private final Map<DeviceStatus.State, Integer> counts = new EnumMap<>(DeviceStatus.State.class);
        private boolean filled;
        private long since;

        LineView(Lines lines, Round round) {
            this.lines = lines;
            this.round = round;
        }

        int count(DeviceStatus.State state) {
            refresh();
            return counts.getOrDefault(state, 0);
        }

        String kind(String line) {
            refresh();
            return kinds.getOrDefault(line, "");
        }

        DeviceStatus.State state(String device) {
            refresh();
            return states.getOrDefault(device, DeviceStatus.State.UNKNOWN);
        }

        private void refresh() {
            if (filled && round.nanos() - since < VALID) {
                return;
            }
            filled = true;
            since = round.nanos();
            states.clear();
            kinds.clear();
            counts.clear();
            for (BusLine line : lines.all()) {
                kinds.put(line.name(), line.status().kind());
                for (DeviceStatus status : line.devices()) {
                    states.put(status.device(), status.state());
                    counts.merge(status.state(), 1, Integer::sum);
                }
            }
        }
    }
}
