package io.karawatt.settings.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.Asker;
import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.PointSchema;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.settings.SettingState;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.site.SiteReader;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.TopologyEditor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A small simulated site on lines without time, before the desk under test. */
final class Bench implements AccessPolicy, EventBus {

    static final Asker OPERATOR = new Asker("console", "anna", "127.0.0.1");

    private static final Instant MORNING = Instant.parse("2026-03-11T11:00:00Z");

    private final List<BusRequest> asked = new ArrayList<>();
    private final List<String> refreshed = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Surroundings around;
    private final PartDesk desk;
    private final PlayedSite site;
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<Integer, Integer> units = new HashMap<>();
    private Instant now = MORNING;
    private @Nullable String refusal;
    private Function<BusRequest, @Nullable BusReply> disturbance = request -> null;

    private Bench(ProfileLibrary library) throws Exception {
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(Bench.class.getResourceAsStream("/site/settings.site.yaml")),
                StandardCharsets.UTF_8)) {
            site = new PlayedSite(
                    new SiteReader(library.profiles()::find).read("settings.site.yaml", file),
                    library.profiles()::find,
                    () -> now);
        }
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : site.devices()) {
            devices.put(device.key(), device);
            units.put(device.unit(), device.address());
            installed.put(
                    device.key(),
                    new InstalledDevice(
                            device,
                            library.profiles().find(device.reference()).orElseThrow(),
                            new PointSchema(device.key(), List.of())));
        }
        Installation installation = new Installation(site.devices(), installed);
        around = new Surroundings(() -> installation, new AtOnce(), this::pass, () -> now);
        around.addLine(new Line("digiware"));
        around.addLine(new Line("rs485"));
        around.bindPolicy(this);
        around.setEvents(this);
        around.setDiscovery(new Refresher());
        desk = new PartDesk(around);
    }

    static Bench open() throws Exception {
        return new Bench(Shipped.LIBRARY);
    }

    private static final class Shipped {

        static final ProfileLibrary LIBRARY = load();

        private static ProfileLibrary load() {
            try {
                return ProfileLibrary.load(ProfileSources.classPath(Bench.class.getClassLoader()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Surroundings around() {
        return around;
    }

    List<String> refreshed() {
        return List.copyOf(refreshed);
    }

    List<BusRequest> asked() {
        return List.copyOf(asked);
    }

    Instant now() {
        return now;
    }

    void pass(Duration length) {
        now = now.plus(length);
    }

    /** From now on the policy says no. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** From now on some requests get this reply instead of reaching the meter. */
    void disturb(Function<BusRequest, @Nullable BusReply> how) {
        disturbance = how;
    }

    Map<String, String> read(String device, String part) {
        SettingsReading reading =
                desk.read(device, SettingsPart.parse(part).orElseThrow()).join();
        if (reading instanceof SettingsReading.Read read) {
            Map<String, String> values = new LinkedHashMap<>();
            for (SettingState state : read.states()) {
                values.put(state.name(), state.value());
            }
            return values;
        }
        throw new AssertionError(reading);
    }

    SettingsOutcome set(String device, String part, String... settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return desk.apply(
                        OPERATOR,
                        new SettingsOrder(device, SettingsPart.parse(part).orElseThrow(), values))
                .join();
    }

    /** What lies in the registers of the meter itself. */
    Registers registers(String device, int address, int count) {
        Response response = ask(
                Objects.requireNonNull(devices.get(device)).address(),
                new Request.ReadHoldingRegisters(address, count));
        return ((Response.ReadRegisters) response).registers();
    }

    List<BusRequest.Broadcast> broadcasts() {
        return asked.stream()
                .filter(BusRequest.Broadcast.class::isInstance)
                .map(BusRequest.Broadcast.class::cast)
                .toList();
    }

    List<BusRequest.Write> writes() {
        return asked.stream()
                .filter(BusRequest.Write.class::isInstance)
                .map(BusRequest.Write.class::cast)
                .toList();
    }

    <E extends Event> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Response ask(int address, Request request) {
        return site.answer(address, new ParsedRequest.Parsed(request));
    }

    @Override
    public AccessDecision decide(io.karawatt.access.AccessRequest request) {
        return refusal == null ? new AccessDecision.Allowed() : new AccessDecision.Refused(refusal);
    }

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    /** Does what a request wants. */
    BusReply carryOut(String line, BusRequest request) {
        if (request instanceof BusRequest.Broadcast all) {
            devices.values().stream()
                    .filter(device -> device.line().equals(line))
                    .forEach(device ->
                            ask(device.address(), new Request.WriteMultipleRegisters(all.address(), all.values())));
            return new BusReply.Written(now);
        }
        return reply(Objects.requireNonNull(units.get(request.unit())), request);
    }

    private BusReply reply(int address, BusRequest request) {
        Request pdu;
        if (request instanceof BusRequest.Read read) {
            pdu = read.table() == RegisterTable.HOLDING
                    ? new Request.ReadHoldingRegisters(read.address(), read.count())
                    : new Request.ReadInputRegisters(read.address(), read.count());
        } else if (request instanceof BusRequest.Write write) {
            pdu = write.single()
                    ? new Request.WriteSingleRegister(
                            write.address(), write.values().get(0))
                    : new Request.WriteMultipleRegisters(write.address(), write.values());
        } else {
            throw new AssertionError(request);
        }
        Response response = ask(address, pdu);
        if (response instanceof Response.ExceptionResponse refused) {
            return new BusReply.Refused(refused.code());
        }
        return response instanceof Response.ReadRegisters data
                ? new BusReply.Data(data.registers(), now)
                : new BusReply.Written(now);
    }

    /** Takes note of what is to be refreshed. */
    private final class Refresher implements Discovery {

        @Override
        public Outcome start(ScanOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel() {
            return false;
        }

        @Override
        public Optional<ScanReport> report() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<TopologyEditor.Outcome> refresh(String device) {
            refreshed.add(device);
            return CompletableFuture.completedFuture(new TopologyEditor.Outcome.Refused("nobody keeps it"));
        }

        @Override
        public CompletableFuture<Behind> behind(String gateway) {
            throw new UnsupportedOperationException();
        }
    }

    /** A line on which every meter answers at once. */
    private final class Line implements BusLine {

        private final String name;

        Line(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
            asked.add(request);
            BusReply instead = disturbance.apply(request);
            return CompletableFuture.completedFuture(instead != null ? instead : carryOut(name, request));
        }

        @Override
        public LineStatus status() {
            return new LineStatus(name, name, "test", true, "", 0, Duration.ZERO, LineStatus.Counters.ZERO);
        }

        @Override
        public List<DeviceStatus> devices() {
            return List.of();
        }
    }

    /** Does what it is given before it returns. */
    private static final class AtOnce extends AbstractExecutorService {

        private boolean down;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            down = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            down = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return down;
        }

        @Override
        public boolean isTerminated() {
            return down;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
