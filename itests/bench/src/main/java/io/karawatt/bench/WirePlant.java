package io.karawatt.bench;

import io.karawatt.line.WireCost;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.simulator.internal.wire.TimedWire;
import io.karawatt.simulator.internal.wire.WireSlave;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** 32 meters on a timed wire in real time, each with a block of 60 registers, answering after 5 ms. */
final class WirePlant implements SerialLinks {

    static final int DEVICES = 32;
    static final int REGISTERS = 60;
    static final int ADDRESS = 18_436;
    static final Duration TURNAROUND = Duration.ofMillis(5);
    static final String LINE = "bench";

    private static final RegisterSpec.Origin ORIGIN = new RegisterSpec.Origin("bench", 1, false, "made for the bench");

    private final SerialSettings settings;
    private final TimedWire wire;
    private final List<Slave> slaves = new ArrayList<>();

    WirePlant(int baud) {
        settings = SerialSettings.of("sim:bench", baud, "8N1");
        wire = new TimedWire(settings, Timeline.SYSTEM, 1);
        for (int unit = 1; unit <= DEVICES; unit++) {
            Slave slave = new Slave(unit);
            slaves.add(slave);
            wire.add(slave);
        }
    }

    /** A meter whose plug can be pulled. */
    private static final class Slave implements WireSlave {

        private final int unit;
        private final Registers content;
        private volatile boolean dead;

        Slave(int unit) {
            this.unit = unit;
            short[] words = new short[REGISTERS];
            for (int i = 0; i < REGISTERS; i++) {
                words[i] = (short) (i % 2 == 0 ? 0 : unit * 100 + i);
            }
            content = Registers.copyOf(words, 0, REGISTERS);
        }

        @Override
        public int unit() {
            return unit;
        }

        @Override
        public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
            if (!dead
                    && request instanceof ParsedRequest.Parsed good
                    && good.request() instanceof Request.ReadHoldingRegisters read
                    && read.address() >= ADDRESS
                    && read.address() + read.count() <= ADDRESS + REGISTERS) {
                return Optional.of(
                        new Response.ReadRegisters(3, content.slice(read.address() - ADDRESS, read.count())));
            }
            return Optional.empty();
        }

        @Override
        public long turnaroundNanos() {
            return TURNAROUND.toNanos();
        }
    }

    SerialSettings settings() {
        return settings;
    }

    WireCost cost() {
        return WireCost.serial(settings);
    }

    /** Time that the wire alone needs for one read, both silences and the turnaround included, in seconds. */
    double secondsPerRead() {
        return cost().readNanos(REGISTERS, TURNAROUND) / 1e9;
    }

    void kill(int devices) {
        for (int i = 0; i < devices; i++) {
            // Every fourth, so that dead and living stand side by side.
            slaves.get(i * DEVICES / devices).dead = true;
        }
    }

    boolean dead(int unit) {
        return slaves.get(unit - 1).dead;
    }

    @Override
    public boolean knows(String port) {
        return port.equals(settings.port());
    }

    @Override
    public SerialLink open(SerialSettings wanted) throws IOException {
        return wire.attach(wanted).orElseThrow(() -> new IOException("the bench's wire has no room left"));
    }

    static Installation installation() {
        List<RegisterSpec> rows = new ArrayList<>();
        for (int i = 0; i < REGISTERS / 2; i++) {
            rows.add(row("value" + i, ADDRESS + 2 * i));
        }
        DeviceProfile profile = new DeviceProfile(
                "bench",
                "bench",
                "bench meter",
                Set.of("rs485"),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of(),
                new DeviceProfile.Limits(125, true, (int) TURNAROUND.toMillis()),
                rows,
                ORIGIN);
        List<Device> devices = new ArrayList<>();
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (int unit = 1; unit <= DEVICES; unit++) {
            String key = "m" + unit;
            Device device = new Device(key, key, "bench", LINE, unit, unit, "", "", List.of());
            devices.add(device);
            installed.put(key, new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        }
        return new Installation(devices, installed);
    }

    private static RegisterSpec row(String name, int address) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.MEASURE,
                "device",
                "inst",
                RegisterTable.HOLDING,
                address,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, 0.01, 0, "V", Set.of(), 0, 0),
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.FAST,
                ORIGIN);
    }
}
