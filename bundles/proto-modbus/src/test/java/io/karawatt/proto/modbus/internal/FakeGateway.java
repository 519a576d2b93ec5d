package io.karawatt.proto.modbus.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.model.PointId;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rest of the gateway, as far as the server sees it: contents are what the test puts in. */
final class FakeGateway implements LiveValues, Topology, Profiles, GatewayIdentity, EventBus {

    private final Map<String, Block> image = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Installation installation = Installation.EMPTY;
    private volatile List<DeviceProfile> profiles = List.of();

    private record Block(Registers registers, Instant at) {}

    /** Puts registers into the process image; exactly this run can be read back. */
    void image(String device, RegisterTable table, int address, Registers registers, Instant at) {
        image.put(key(device, table, address, registers.size()), new Block(registers, at));
    }

    void install(Installation now) {
        installation = now;
    }

    void profiles(DeviceProfile... now) {
        profiles = List.of(now);
    }

    <T extends Event> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String key(String device, RegisterTable table, int address, int count) {
        return device + "/" + table + "/" + address + "/" + count;
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        return Optional.ofNullable(image.get(key(device, table, address, count)))
                .filter(block -> !block.at().isBefore(notBefore))
                .map(Block::registers);
    }

    @Override
    public Reading latest(PointId point) {
        throw new AssertionError("a Modbus server passes registers on, not points");
    }

    @Override
    public List<Reading> latest(String device) {
        return List.of();
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        return Optional.empty();
    }

    @Override
    public Optional<PointSchema> schema(String device) {
        return Optional.empty();
    }

    @Override
    public Installation current() {
        return installation;
    }

    @Override
    public Optional<DeviceProfile> find(String reference) {
        return profiles.stream().filter(p -> p.reference().equals(reference)).findFirst();
    }

    @Override
    public List<DeviceProfile> all() {
        return profiles;
    }

    @Override
    public List<ProfileProblem> problems() {
        return List.of();
    }

    @Override
    public String product() {
        return "D-70";
    }

    @Override
    public String name() {
        return "Main building";
    }

    @Override
    public int netId() {
        return 0xE5C801;
    }

    @Override
    public String serial() {
        return "SN-1";
    }

    @Override
    public int address() {
        return 1;
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }
}
