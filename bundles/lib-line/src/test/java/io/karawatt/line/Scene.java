package io.karawatt.line;

import io.karawatt.bus.Finding;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.event.Event;
import io.karawatt.event.Event.AddressConflict;
import io.karawatt.line.LineSettings.Limits;
import io.karawatt.line.LineSettings.Patience;
import io.karawatt.line.LineSettings.Periods;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.Stage;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.site.SiteReader;
import io.karawatt.simulator.internal.wire.TimedWire;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Simulated meters on a timed wire, polled and searched by a line that is turned by hand, in virtual time. */
final class Scene {

    static final ScanPlan FULL = new ScanPlan(Depth.FULL, 1, 247, false, Addressing.NONE);

    private static final long LONGEST_SCAN = 3_600_000_000_000L;

    /** The shipped profiles, read once. */
    private static final class Shipped {

        private static final Profiles PROFILES = load();

        private static Profiles load() {
            try {
                return ProfileLibrary.load(ProfileSources.classPath(Scene.class.getClassLoader()))
                        .profiles();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final VirtualTimeline time = new VirtualTimeline();
    private final Recorder recorder = new Recorder();
    private final List<byte[]> frames = new ArrayList<>();
    private final PlayedSite site;
    private final Stage stage;
    private final String line;
    private final LineLoop loop;

    /** A line of a kind and speed with devices such as {@code address: 9, reference: I-35}. */
    Scene(String kind, int wireBaud, int lineBaud, String... devices) {
        this.line = kind;
        StringBuilder text = new StringBuilder("site: Test\nseed: 1\nlines:\n  - {name: " + kind + ", kind: " + kind
                + ", baud: " + wireBaud + ", format: 8N1, turnaround.ms: 5}\ndevices:\n");
        for (String device : devices) {
            text.append("  - {").append(device).append(", line: ").append(kind).append("}\n");
        }
        try {
            Site read = new SiteReader(Shipped.PROFILES::find).read("test", new StringReader(text.toString()));
            site = new PlayedSite(read, Shipped.PROFILES::find, time);
        } catch (SiteFileException | IOException e) {
            throw new IllegalArgumentException(e);
        }
        stage = new Stage(site, time, "");
        SerialSettings settings = SerialSettings.of("sim:" + kind, lineBaud, "8N1");
        SerialPorts ports = new SerialPorts(settings, new Tapped());
        loop = new LineLoop(
                new LineSettings(
                        kind,
                        kind,
                        settings.toString(),
                        WireCost.serial(settings),
                        Periods.DEFAULT,
                        Patience.SERIAL,
                        Limits.SERIAL),
                new LineContext(ports, recorder, recorder, time, time));
    }

    static Scene digiware(String... devices) {
        return new Scene("digiware", 38_400, 38_400, devices);
    }

    static Scene rs485(String... devices) {
        return new Scene("rs485", 38_400, 38_400, devices);
    }

    /** Keeps every frame that the line puts on the wire. */
    private final class Tapped implements SerialLinks {

        @Override
        public boolean knows(String port) {
            return true;
        }

        @Override
        public SerialLink open(SerialSettings settings) throws IOException {
            SerialLink link = stage.open(settings);
            return new SerialLink() {
                @Override
                public long write(byte[] bytes, int offset, int length) throws IOException {
                    frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
                    return link.write(bytes, offset, length);
                }

                @Override
                public int read(byte[] buffer, int offset, int length, long deadline)
                        throws IOException, InterruptedException {
                    return link.read(buffer, offset, length, deadline);
                }

                @Override
                public int discard() throws IOException {
                    return link.discard();
                }

                @Override
                public Timeline timeline() {
                    return link.timeline();
                }

                @Override
                public void close() {
                    link.close();
                }
            };
        }
    }

    /** Tells the line of some of the devices, by their addresses in the site. */
    void install(Integer... addresses) {
        List<Device> devices = new ArrayList<>();
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : stage.devices()) {
            if (Arrays.asList(addresses).contains(device.address())) {
                DeviceProfile profile = site.profile(device.address());
                devices.add(device);
                installed.put(device.key(), new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
            }
        }
        loop.installation(new Installation(devices, installed));
    }

    void run(Duration duration) throws InterruptedException {
        long end = time.nanos() + duration.toNanos();
        while (time.nanos() < end) {
            turn(end);
        }
    }

    private void turn(long end) throws InterruptedException {
        long rest = loop.turn();
        if (rest > 0) {
            time.sleepUntil(time.nanos() + Math.min(rest, end - time.nanos()));
        }
    }

    /** Runs a scan to its end. */
    ScanProgress scan(ScanPlan plan) throws InterruptedException {
        return end(loop.begin(plan));
    }

    ScanProgress end(LineScanner.Scan scan) throws InterruptedException {
        long giveUp = time.nanos() + LONGEST_SCAN;
        while (scan.progress().status() == Status.RUNNING) {
            if (time.nanos() > giveUp) {
                throw new AssertionError("the scan does not end: " + scan.progress());
            }
            turn(time.nanos() + 1_000_000_000L);
        }
        return scan.progress();
    }

    static Finding at(ScanProgress progress, int unit) {
        return progress.findings().stream()
                .filter(finding -> finding.unit() == unit)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + unit + " in " + progress));
    }

    static List<Integer> units(ScanProgress progress) {
        return progress.findings().stream().map(Finding::unit).toList();
    }

    /** Announced conflicts, such as {@code 9+} and {@code 9-}. */
    List<String> conflicts() {
        List<String> told = new ArrayList<>();
        for (Event event : recorder.events()) {
            if (event instanceof AddressConflict conflict) {
                told.add(conflict.unit() + (conflict.present() ? "+" : "-"));
            }
        }
        return told;
    }

    List<byte[]> frames() {
        return frames;
    }

    PlayedSite site() {
        return site;
    }

    Stage stage() {
        return stage;
    }

    TimedWire wire() {
        return stage.wire(line).orElseThrow();
    }

    LineLoop loop() {
        return loop;
    }

    Recorder recorder() {
        return recorder;
    }

    VirtualTimeline time() {
        return time;
    }
}
