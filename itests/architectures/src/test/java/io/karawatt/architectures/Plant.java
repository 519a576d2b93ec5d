package io.karawatt.architectures;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.profile.Profiles;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.Stage;
import io.karawatt.simulator.internal.site.Network.SiteGateway;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.truth.TruthServer;
import io.karawatt.simulator.internal.wire.TimedWire;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import io.karawatt.topology.Device;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A site with several gateways, all in this process: simulated meters on their buses, and for each gateway real lines,
 * a real process image and real Modbus servers. The site's time stands still, so that what a meter says now is what it
 * said when a gateway read it.
 */
final class Plant implements AutoCloseable {

    private static final Instant NOON = Instant.parse("2026-03-11T12:00:00Z");

    private final Site site;
    private final PlayedSite played;
    private final Stage stage;
    private final Map<String, Timeline> timelines = new HashMap<>();
    private final Map<String, GatewayBox> boxes = new HashMap<>();
    private final Map<String, Integer> meterPorts = new HashMap<>();
    private final Deque<Closeable> open = new ArrayDeque<>();

    Plant(Site site) throws IOException, InterruptedException {
        this.site = site;
        this.played = new PlayedSite(site, profiles()::find, () -> NOON);
        this.stage = new Stage(played, this::timeline, "");
        Set<String> connected = new HashSet<>();
        for (SiteGateway gateway : site.network().gateways()) {
            connect(gateway, connected);
        }
    }

    /** Whoever is read comes to life before whoever reads it. */
    private void connect(SiteGateway gateway, Set<String> connected) throws IOException, InterruptedException {
        if (!connected.add(gateway.name())) {
            return;
        }
        for (String line : gateway.master()) {
            for (SiteGateway below : site.network().slavesOn(line)) {
                connect(below, connected);
            }
        }
        if (gateway.transparent()) {
            letThrough(gateway);
        } else {
            GatewayBox box = new GatewayBox(this, gateway);
            open.push(box::close);
            boxes.put(gateway.name(), box);
            box.start();
            answer(gateway, box);
        }
    }

    private void letThrough(SiteGateway gateway) throws IOException {
        TimedWire upper = stage.wire(gateway.slave().get(0)).orElseThrow();
        for (String bus : gateway.master()) {
            SerialSettings settings = settings(bus);
            RtuMaster master = new RtuMaster(stage.open(settings), settings);
            open.push(master);
            for (SiteDevice device : site.seenFrom(List.of(bus)).devices()) {
                upper.add(new SystemInterface(device.address(), master, timeline(bus)));
            }
        }
    }

    /** On serial lines a gateway answers for itself and for all behind it. */
    private void answer(SiteGateway gateway, GatewayBox box) {
        for (String line : gateway.slave()) {
            stage.wire(line).ifPresent(wire -> {
                wire.add(new GatewayOnWire(gateway.address(), box));
                box.installation().devices().forEach(device -> wire.add(new GatewayOnWire(device.address(), box)));
            });
        }
    }

    /** Each line lives in a time of its own, in which nothing waits. */
    Timeline timeline(String line) {
        return timelines.computeIfAbsent(line, name -> new VirtualTimeline());
    }

    Profiles profiles() {
        return Figures.profiles();
    }

    Site site() {
        return site;
    }

    Stage stage() {
        return stage;
    }

    GatewayBox box(String gateway) {
        GatewayBox box = boxes.get(gateway);
        if (box == null) {
            throw new AssertionError("no gateway " + gateway);
        }
        return box;
    }

    SerialSettings settings(String line) {
        SiteLine known = site.line(line).orElseThrow();
        return SerialSettings.of(Stage.SCHEME + line, known.baud(), known.format());
    }

    /** Port of the meters that hang on an Ethernet line themselves. */
    int meterPort(String line) throws IOException {
        Integer known = meterPorts.get(line);
        if (known != null) {
            return known;
        }
        Set<Integer> units = site.devices().stream()
                .filter(device -> device.line().equals(line))
                .map(SiteDevice::address)
                .collect(Collectors.toSet());
        TruthServer server = new TruthServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (unit, request) -> units.contains(unit) ? Optional.of(played.answer(unit, request)) : Optional.empty());
        open.push(server);
        String address = server.address();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        meterPorts.put(line, port);
        return port;
    }

    /** What a meter itself says. */
    Response truth(int address, ParsedRequest request) {
        return played.answer(address, request);
    }

    /** Devices of a part of the site as a gateway would have them installed, on a line of its own. */
    List<Device> devices(Site part, String line) {
        Map<Integer, Device> known = new HashMap<>();
        played.devices().forEach(device -> known.put(device.address(), device));
        List<Device> devices = new ArrayList<>();
        for (SiteDevice device : part.devices()) {
            Device meter = known.get(device.address());
            devices.add(new Device(
                    device.key(),
                    device.name(),
                    device.reference(),
                    line,
                    device.address(),
                    device.address(),
                    device.area(),
                    meter == null ? "" : meter.netId(),
                    meter == null ? List.of() : meter.loads()));
        }
        return devices;
    }

    @Override
    public void close() throws IOException {
        for (Closeable one : open) {
            one.close();
        }
    }
}
