package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A small site: one meter that answers, one without a profile. */
final class Site {

    static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    static final PointKey CURRENT = new PointKey(1, "currentI1", "inst");
    static final PointKey HARMONIC = new PointKey(1, "harmonicI1Rank26", "inst");
    static final PointKey ENERGY = new PointKey(1, "energyActivePos", "total");

    static final Device METER = new Device(
            "i35-9", "PC 1-2-3", "I-35", "digiware", 9, 9, "hall", "", List.of(new Load(1, "PC", "3P+N-3CT")));
    static final Device STRANGER = new Device("x-20", "?", "X-1", "rs485", 20, 3, "", "", List.of());

    static final Installation INSTALLATION = new Installation(
            List.of(METER, STRANGER),
            Map.of(
                    "i35-9",
                    new InstalledDevice(
                            METER, profile(), new PointSchema("i35-9", List.of(CURRENT, ENERGY, HARMONIC)))));

    private Site() {}

    static DeviceProfile profile() {
        RegisterSpec.Origin origin = new RegisterSpec.Origin("digiware.profile.yaml", 7, true, "manual");
        RegisterSpec row = row("currentI1", 18450, RegisterSpec.Poll.FAST, origin);
        RegisterSpec harmonic = row("harmonicI1Rank26", 60000, RegisterSpec.Poll.ON_REQUEST, origin);
        return new DeviceProfile(
                "I-35",
                "digiware",
                "DIRIS Digiware I-35",
                Set.of("digiware"),
                new DeviceProfile.Identification(1, 2, ""),
                Map.of("maxLoads", "3"),
                new DeviceProfile.Limits(125, true, 5),
                List.of(row, harmonic),
                origin);
    }

    private static RegisterSpec row(String name, int address, RegisterSpec.Poll poll, RegisterSpec.Origin origin) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.MEASURE,
                "load",
                "inst",
                RegisterTable.HOLDING,
                address,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, 0.001, 0, "A", Set.of(), 0, 0),
                new RegisterSpec.Access(true, false, false),
                poll,
                origin);
    }

    /** A line that gives one reply to everything. */
    record Line(String name, BusReply reply, List<BusRequest> asked) implements BusLine {

        Line(String name, BusReply reply) {
            this(name, reply, new ArrayList<>());
        }

        @Override
        public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
            asked.add(request);
            return CompletableFuture.completedFuture(reply);
        }

        @Override
        public LineStatus status() {
            return new LineStatus(
                    name, "digiware", "sim:" + name, true, "", 0.5, Duration.ofMillis(250), LineStatus.Counters.ZERO);
        }

        @Override
        public List<DeviceStatus> devices() {
            return List.of(new DeviceStatus(
                    "i35-9",
                    9,
                    DeviceStatus.State.GOOD,
                    new LineStatus.Counters(10, 9, 1, 0, 0, 3, 0, 1, new LineStatus.Strays(0, 1, 0, 0, 2, 0, 0)),
                    NOON,
                    Duration.ofMillis(7),
                    Duration.ofMillis(100),
                    Instant.EPOCH));
        }
    }

    /** Services by contract. */
    static final class Fakes implements Services {

        private final Map<Class<?>, List<Object>> services = new HashMap<>();

        <T> Fakes with(Class<T> contract, T service) {
            services.computeIfAbsent(contract, c -> new ArrayList<>()).add(service);
            return this;
        }

        @Override
        public <T> List<T> all(Class<T> contract) {
            return services.getOrDefault(contract, List.of()).stream()
                    .map(contract::cast)
                    .toList();
        }
    }
}
