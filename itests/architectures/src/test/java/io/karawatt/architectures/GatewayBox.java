package io.karawatt.architectures;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.line.LineEngine;
import io.karawatt.live.LiveValues;
import io.karawatt.live.internal.Images;
import io.karawatt.live.internal.ProcessImage;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.proto.modbus.internal.Server;
import io.karawatt.simulator.internal.site.Network.SiteGateway;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One gateway: lines, process image and servers, without a container around them. */
final class GatewayBox implements AutoCloseable {

    private static final Duration FIRST_ROUND = Duration.ofMinutes(3);
    /** The site's time stands still: whatever was read once is fresh. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final Installation installation;
    private final ProcessImage image = Images.image();
    private final Arrivals arrivals;
    private final List<LineEngine> lines = new ArrayList<>();
    private final Server server;

    GatewayBox(Plant plant, SiteGateway gateway) throws IOException {
        List<Segment> segments = Segment.of(plant, gateway.master());
        installation = installation(plant, segments);
        arrivals = new Arrivals(image, List.copyOf(installation.installed().values()));
        segments.forEach(segment -> lines.add(segment.engine(arrivals)));
        server = new Server(
                new Server.Sources(() -> installation, new Identity(gateway), image, plant.profiles(), lines), FRESH);
    }

    private static Installation installation(Plant plant, List<Segment> segments) {
        List<Device> devices = segments.stream()
                .flatMap(segment -> segment.devices().stream())
                .sorted(Comparator.comparingInt(Device::address))
                .toList();
        Map<String, InstalledDevice> installed = new TreeMap<>();
        for (Device device : devices) {
            DeviceProfile profile = plant.profiles().find(device.reference()).orElseThrow();
            installed.put(device.key(), new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        }
        return new Installation(devices, installed);
    }

    /** Starts to read, and waits until everything that is polled was read once. */
    void start() throws InterruptedException {
        lines.forEach(line -> line.changed(installation));
        lines.forEach(LineEngine::start);
        arrivals.await(FIRST_ROUND);
    }

    Installation installation() {
        return installation;
    }

    LiveValues live() {
        return image;
    }

    int port() throws IOException {
        return server.port();
    }

    /** Answers as slave of an RS485 line. */
    Optional<Response> onSerialLine(int unit, ParsedRequest request) {
        return server.onSerialLine(unit, request);
    }

    @Override
    public void close() {
        server.close();
        lines.forEach(LineEngine::close);
    }

    /** Who the gateway is. */
    private record Identity(SiteGateway gateway) implements GatewayIdentity {

        @Override
        public String product() {
            return gateway.product();
        }

        @Override
        public String name() {
            return gateway.name();
        }

        @Override
        public int netId() {
            return 0x100 + gateway.address();
        }

        @Override
        public String serial() {
            return "";
        }

        @Override
        public int address() {
            return gateway.address();
        }

        @Override
        public String version() {
            return "0.1.0";
        }
    }
}
