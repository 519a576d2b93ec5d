package io.karawatt.references;

import io.karawatt.access.AccessDecision;
import io.karawatt.bus.ScanPlan;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.discovery.internal.Searches;
import io.karawatt.event.EventOutlet;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.MasterFactory;
import io.karawatt.line.SerialPorts;
import io.karawatt.line.WireCost;
import io.karawatt.modbus.master.TcpMaster;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSource;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.Stage;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.SiteReader;
import io.karawatt.simulator.internal.truth.TruthServer;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All references at once, and two devices that nobody knows, simulated on three lines; the lines and the discovery of a
 * gateway before them. The site's time stands still, so that a value is the same whenever it is read.
 */
final class Plant implements AutoCloseable {

    static final int UNKNOWN_SOCOMEC = 101;
    static final int THIRD_PARTY = 102;

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-11T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int BAUD = 38_400;

    /** Everything is read once, then the lines are free. */
    private static final LineSettings.Periods ONCE =
            new LineSettings.Periods(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    private final Profiles profiles;
    private final PlayedSite played;
    private final TruthServer tcp;
    private final Arrivals arrivals = new Arrivals();
    private final Map<String, LineEngine> lines = new TreeMap<>();
    private final Ledger ledger;
    private final Searches searches;

    Plant() throws Exception {
        List<ProfileSource> shipped = ProfileSources.classPath(Plant.class.getClassLoader());
        profiles = ProfileLibrary.load(shipped).profiles();
        Profiles simulated = played(shipped).profiles();
        Site site = new SiteReader(simulated::find).read("references", new StringReader(site()));
        played = new PlayedSite(site, simulated::find, NOON);
        tcp = new TruthServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (unit, request) -> onTcp(unit) ? Optional.of(played.answer(unit, request)) : Optional.empty());
        // Each line lives in a time of its own, in which nothing waits.
        Map<String, Timeline> times = Map.of("digiware", new VirtualTimeline(), "rs485", new VirtualTimeline());
        Stage stage = new Stage(played, line -> Objects.requireNonNull(times.get(line)), "");
        times.forEach((line, time) -> serial(stage, line, time));
        ethernet();
        ledger = new Ledger(profiles);
        searches = new Searches(
                ledger, profiles, request -> new AccessDecision.Refused("no"), new Identity(), NOON, lines.values());
        lines.values().forEach(LineEngine::start);
    }

    private static ProfileLibrary played(List<ProfileSource> shipped) throws IOException {
        List<ProfileFile> strangers = new ArrayList<>();
        for (String name : List.of("strangers.profile.yaml", "acme.profile.yaml")) {
            try (InputStream stream = Objects.requireNonNull(Plant.class.getResourceAsStream("/" + name))) {
                strangers.add(ProfileFile.read("test", name, stream));
            }
        }
        List<ProfileSource> all = new ArrayList<>(shipped);
        all.add(new ProfileSource("test", strangers));
        return ProfileLibrary.load(all);
    }

    private static boolean onTcp(int unit) {
        return Reference.all().stream()
                .anyMatch(one -> one.address() == unit && one.line().equals("modbus-tcp"));
    }

    private static String site() {
        StringBuilder text = new StringBuilder("""
                site: References
                commissioned: 2026-03-01
                lines:
                  - {name: digiware, kind: digiware, baud: 38400}
                  - {name: rs485, kind: rs485, baud: 38400}
                  - {name: modbus-tcp, kind: modbus-tcp}
                devices:
                """);
        for (Reference one : Reference.all()) {
            device(text, one.address(), one.name(), one.line());
            List<String> loads = new ArrayList<>();
            for (int load = 1; load <= one.number("maxLoads"); load++) {
                loads.add("{number: " + load + ", name: Load " + load + ", type: 3P+N-4CT, class: motor, nominal.kW: "
                        + 2 * load + "}");
            }
            list(text, "loads", loads);
            list(text, "inputs", inputs(one));
        }
        device(text, UNKNOWN_SOCOMEC, "Z-99", "rs485");
        device(text, THIRD_PARTY, "ACME 3", "rs485");
        return text.toString();
    }

    private static void device(StringBuilder text, int address, String reference, String line) {
        text.append("  - address: ").append(address).append('\n');
        text.append("    reference: ").append(reference).append('\n');
        text.append("    line: ").append(line).append('\n');
    }

    private static void list(StringBuilder text, String name, List<String> entries) {
        if (!entries.isEmpty()) {
            text.append("    ").append(name).append(":\n");
            entries.forEach(entry -> text.append("      - ").append(entry).append('\n'));
        }
    }

    /** Inputs of several kinds are counted each from 1; whatever hangs on a number serves one kind. */
    private static List<String> inputs(Reference one) {
        List<String> inputs = new ArrayList<>();
        int pulses = one.number("pulseInputs");
        int probes = one.number("temperatureInputs");
        int transmitters = one.number("analogInputs");
        for (int input = 1; input <= Math.max(pulses, Math.max(probes, transmitters)); input++) {
            String medium = input <= transmitters
                    ? "pressure"
                    : input > pulses || (probes > 0 && input > 1) ? "temperature-indoor" : "water";
            inputs.add("{number: " + input + ", name: Input " + input + ", medium: " + medium + "}");
        }
        return inputs;
    }

    private void serial(Stage stage, String line, Timeline time) {
        SerialSettings settings = SerialSettings.of(Stage.SCHEME + line, BAUD, "8N1");
        LineSettings worked = new LineSettings(
                line,
                line,
                settings.toString(),
                WireCost.serial(settings),
                ONCE,
                LineSettings.Patience.SERIAL,
                LineSettings.Limits.SERIAL);
        line(worked, new SerialPorts(settings, stage), time);
    }

    private void ethernet() {
        String address = tcp.address();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        LineSettings worked = new LineSettings(
                "modbus-tcp",
                "modbus-tcp",
                address,
                WireCost.tcp(Duration.ofMillis(2)),
                ONCE,
                new LineSettings.Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), 2),
                LineSettings.Limits.SERIAL);
        line(worked, () -> TcpMaster.connect("127.0.0.1", port, CONNECT), Timeline.SYSTEM);
    }

    private void line(LineSettings settings, MasterFactory masters, Timeline timeline) {
        lines.put(
                settings.name(),
                new LineEngine(settings, new LineContext(masters, arrivals, new EventOutlet(), timeline, NOON)));
    }

    /** Searches all lines, takes over what is found, and waits for the report. */
    ScanReport search(ScanPlan.Depth depth) throws InterruptedException {
        int last = THIRD_PARTY + 1;
        ScanPlan plan = new ScanPlan(depth, 1, last, false, ScanPlan.Addressing.NONE);
        return searches.run(new ScanOrder(Set.of(), plan, "test", "nobody", ""), PATIENCE);
    }

    /** Has the lines poll what is installed now. */
    void poll() {
        lines.values().forEach(line -> line.changed(ledger.current()));
    }

    Profiles profiles() {
        return profiles;
    }

    Ledger ledger() {
        return ledger;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    PlayedSite played() {
        return played;
    }

    LineEngine line(String name) {
        return Objects.requireNonNull(lines.get(name));
    }

    @Override
    public void close() {
        searches.close();
        lines.values().forEach(LineEngine::close);
        tcp.close();
    }

    /** A gateway beyond the addresses of the devices. */
    private record Identity() implements GatewayIdentity {

        @Override
        public String product() {
            return "D-70";
        }

        @Override
        public String name() {
            return "D-70";
        }

        @Override
        public int netId() {
            return 1;
        }

        @Override
        public String serial() {
            return "";
        }

        @Override
        public int address() {
            return 200;
        }

        @Override
        public String version() {
            return "0.1.0";
        }
    }
}
