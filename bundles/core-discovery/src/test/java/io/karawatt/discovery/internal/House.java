package io.karawatt.discovery.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A gateway of fakes around what is tested: installation, profiles, policy, events, lines and their scanners. */
final class House implements Topology, TopologyEditor, Profiles, AccessPolicy, EventBus, GatewayIdentity {

    static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<AccessRequest> asked = new ArrayList<>();
    private boolean writable;
    private String refusal = "";

    /** A Socomec device with the codes of the product; see {@link Kinds}. */
    static DeviceIdentity socomec(int product, String netId) {
        return new DeviceIdentity(true, 400, product, 1, "", "SOCOMEC", "", "", netId, Map.of());
    }

    static Finding found(int unit, DeviceIdentity identity) {
        return found(unit, identity, unit);
    }

    static Finding found(int unit, DeviceIdentity identity, int before) {
        return new Finding(unit, 38400, Finding.Kind.DEVICE, identity, before, "");
    }

    static Device device(String key, String reference, String line, int unit, String netId) {
        return new Device(key, "Name of " + key, reference, line, unit, unit, "hall", netId, List.of());
    }

    void install(Device... all) {
        for (Device device : all) {
            devices.put(device.key(), device);
        }
    }

    Device known(String key) {
        return Objects.requireNonNull(devices.get(key));
    }

    Map<String, Device> devices() {
        return devices;
    }

    List<Event> events() {
        return events;
    }

    List<AccessRequest> asked() {
        return asked;
    }

    void allowWrites() {
        writable = true;
    }

    /** From now on nothing can be stored. */
    void refuse(String reason) {
        refusal = reason;
    }

    List<String> told() {
        return events.stream().map(Event::describe).toList();
    }

    @Override
    public Installation current() {
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : devices.values()) {
            find(device.reference())
                    .ifPresent(profile -> installed.put(
                            device.key(), new InstalledDevice(device, profile, DevicePoints.schema(profile, device))));
        }
        return new Installation(List.copyOf(devices.values()), installed);
    }

    @Override
    public Outcome add(Device device) {
        if (!refusal.isEmpty()) {
            return new Outcome.Refused(refusal);
        }
        devices.put(device.key(), device);
        return new Outcome.Done(device);
    }

    @Override
    public Outcome change(Device device) {
        return changeAll(List.of(device));
    }

    @Override
    public Outcome changeAll(List<Device> all) {
        if (!refusal.isEmpty()) {
            return new Outcome.Refused(refusal);
        }
        all.forEach(device -> devices.put(device.key(), device));
        return new Outcome.Done(all.get(0));
    }

    @Override
    public Outcome remove(String key) {
        throw new AssertionError("nothing is removed without the operator");
    }

    @Override
    public Optional<DeviceProfile> find(String reference) {
        return all().stream().filter(p -> p.reference().equals(reference)).findFirst();
    }

    @Override
    public List<DeviceProfile> all() {
        return List.of(
                Kinds.of("I-35", 35, "yes"), Kinds.of("I-30", 30, "yes"), Kinds.of("E-23", 23, "no"), Kinds.gateway());
    }

    @Override
    public List<ProfileProblem> problems() {
        return List.of();
    }

    @Override
    public AccessDecision decide(AccessRequest request) {
        asked.add(request);
        return writable ? new AccessDecision.Allowed() : new AccessDecision.Refused("writing is off");
    }

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    @Override
    public String product() {
        return "D-70";
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public int netId() {
        return 1;
    }

    @Override
    public String serial() {
        return "1";
    }

    @Override
    public int address() {
        return 1;
    }

    @Override
    public String version() {
        return "1";
    }
}
