package io.karawatt.architectures;

import io.karawatt.event.EventOutlet;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.MasterFactory;
import io.karawatt.line.WireCost;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.master.TcpMaster;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.simulator.internal.site.Network.SiteGateway;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.topology.Device;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a master: a serial line, or one connection over Ethernet.
 *
 * @param line the line of the product.
 * @param devices what is found there.
 */
record Segment(Line line, List<Device> devices) {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** The site's time stands still: everything is read once, then the lines are free for requests. */
    private static final LineSettings.Periods ONCE =
            new LineSettings.Periods(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    /**
     * How a line is worked.
     *
     * @param settings its settings.
     * @param masters opens it.
     * @param timeline the time it lives in.
     * @param port TCP port; 0 for a serial line.
     */
    record Line(LineSettings settings, MasterFactory masters, Timeline timeline, int port) {}

    /** Lists the lines of a master. */
    static List<Segment> of(Plant plant, List<String> master) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (String name : master) {
            SiteLine line = plant.site().line(name).orElseThrow();
            if (line.serial()) {
                segments.add(serial(plant, line));
            } else {
                ethernet(plant, name, segments);
            }
        }
        return segments;
    }

    private static Segment serial(Plant plant, SiteLine line) {
        SerialSettings settings = plant.settings(line.name());
        LineSettings worked = new LineSettings(
                line.name(),
                line.kind(),
                settings.toString(),
                WireCost.serial(settings),
                ONCE,
                LineSettings.Patience.SERIAL,
                LineSettings.Limits.SERIAL);
        return new Segment(
                new Line(
                        worked,
                        () -> new RtuMaster(plant.stage().open(settings), settings),
                        plant.timeline(line.name()),
                        0),
                plant.devices(plant.site().seenFrom(List.of(line.name())), line.name()));
    }

    private static void ethernet(Plant plant, String line, List<Segment> segments) throws IOException {
        Site site = plant.site();
        for (SiteGateway gateway : site.network().slavesOn(line)) {
            List<Device> behind = new ArrayList<>();
            behind.add(new Device(
                    gateway.name(),
                    gateway.name(),
                    gateway.product(),
                    gateway.name(),
                    gateway.address(),
                    gateway.address(),
                    "",
                    "",
                    List.of()));
            behind.addAll(plant.devices(site.seenFrom(gateway.master()), gateway.name()));
            segments.add(tcp(gateway.name(), plant.box(gateway.name()).port(), behind));
        }
        List<SiteDevice> direct = site.devices().stream()
                .filter(device -> device.line().equals(line))
                .toList();
        if (!direct.isEmpty()) {
            List<Device> meters = plant.devices(site, line).stream()
                    .filter(device -> direct.stream().anyMatch(one -> one.address() == device.address()))
                    .toList();
            segments.add(tcp(line, plant.meterPort(line), meters));
        }
    }

    private static Segment tcp(String name, int port, List<Device> devices) {
        LineSettings worked = new LineSettings(
                name,
                SiteLine.TCP,
                "127.0.0.1:" + port,
                WireCost.tcp(Duration.ofMillis(2)),
                ONCE,
                new LineSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), 2),
                new LineSettings.Limits(256, 3, 50, 10));
        return new Segment(
                new Line(worked, () -> TcpMaster.connect("127.0.0.1", port, CONNECT), Timeline.SYSTEM, port), devices);
    }

    /** Makes the product's line of it. */
    LineEngine engine(ReadingSink sink) {
        return new LineEngine(
                line.settings(),
                new LineContext(line.masters(), sink, new EventOutlet(), line.timeline(), Clock.systemUTC()));
    }

    /** Reads as a supervisor that is master here. */
    Reader reader(Plant plant) throws IOException {
        if (line.port() != 0) {
            return new TcpReader(line.port());
        }
        SerialSettings settings = plant.settings(line.settings().name());
        return new RtuReader(plant.stage().open(settings), settings);
    }
}
