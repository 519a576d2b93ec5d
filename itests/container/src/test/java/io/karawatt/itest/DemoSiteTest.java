package io.karawatt.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.karawatt.bus.BusLine;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** The demo site from its wires to Modbus TCP, while bundles come and go. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DemoSiteTest {

    private static final int MODBUS = Integer.getInteger("karawatt.port.modbus", 0);
    private static final int TRUTH = Integer.getInteger("karawatt.port.truth", 0);
    private static final int SNMP = Integer.getInteger("karawatt.port.snmp", 0);
    private static final int BACNET = Integer.getInteger("karawatt.port.bacnet", 0);
    private static final String AGENT = "etc/io.karawatt.proto.snmp.cfg";
    private static final String GATEWAY = "etc/io.karawatt.proto.bacnet.cfg";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] demo() {
        String modbus = String.valueOf(Distribution.freePort());
        String truth = String.valueOf(Distribution.freePort());
        String snmp = String.valueOf(Distribution.freePort());
        String bacnet = String.valueOf(Distribution.freePort());
        return Distribution.with(
                editConfigurationFileExtend(
                        "etc/org.apache.karaf.features.cfg",
                        "featuresBoot",
                        "karawatt-demo/" + System.getProperty("karawatt.version")),
                editConfigurationFilePut("etc/io.karawatt.simulator.cfg", "truth.port", truth),
                editConfigurationFilePut("etc/io.karawatt.simulator.cfg", "seed", "1"),
                editConfigurationFilePut("etc/io.karawatt.demo.cfg", "profile", "d70"),
                editConfigurationFilePut("etc/io.karawatt.demo.cfg", "endpoints", "truth"),
                editConfigurationFilePut(AGENT, "enabled", "true"),
                editConfigurationFilePut(AGENT, "bind", "127.0.0.1"),
                editConfigurationFilePut(AGENT, "port", snmp),
                editConfigurationFilePut(AGENT, "v2c.enabled", "true"),
                editConfigurationFilePut(AGENT, "published.communities", "true"),
                editConfigurationFilePut(AGENT, "v3.read.user", "itest"),
                editConfigurationFilePut(AGENT, "v3.read.auth.pass", "readable-auth-pass"),
                editConfigurationFilePut(AGENT, "v3.read.priv.pass", "readable-priv-pass"),
                editConfigurationFilePut(GATEWAY, "enabled", "true"),
                editConfigurationFilePut(GATEWAY, "bind", "127.0.0.1"),
                editConfigurationFilePut(GATEWAY, "port", bacnet),
                editConfigurationFilePut(GATEWAY, "dcc.password", "readable-password"),
                Distribution.property("karawatt.port.snmp", snmp),
                Distribution.property("karawatt.port.bacnet", bacnet),
                Distribution.property("karawatt.port.modbus", modbus),
                Distribution.property("karawatt.port.truth", truth));
    }

    @Before
    public void openTheServerAndWaitForTheSite() throws IOException {
        org.osgi.service.cm.Configuration server = configurations.getConfiguration("io.karawatt.proto.modbus", "?");
        Map<String, Object> settings = new TreeMap<>();
        if (server.getProperties() != null) {
            settings.putAll(FrameworkUtil.asMap(server.getProperties()));
        }
        settings.putAll(Map.of("enabled", true, "bind", "127.0.0.1", "port", MODBUS));
        server.updateIfDifferent(FrameworkUtil.asDictionary(settings));
        Patience.until("the demo site is installed", () -> installed().size() >= 10);
        Patience.until(
                "every line answers",
                () -> replies().size() >= 2 && replies().values().stream().allMatch(replies -> replies > 0));
    }

    // The one path that everything else stands on: meter, wire, driver, process image, server.
    @Test
    public void everyMeterReadsOverTheGatewayAsItSaysItself() throws IOException {
        try (TcpMaster gateway = new TcpMaster(MODBUS);
                TcpMaster truth = new TcpMaster(TRUTH)) {
            for (InstalledDevice device : installed()) {
                for (DevicePoints.Place place : samples(device)) {
                    int unit = device.device().address();
                    int function = place.spec().table() == RegisterTable.HOLDING ? 3 : 4;
                    int words = place.spec().coding().words();
                    Patience.until(
                            device.device().key() + " " + place.key() + " is the same on both ports",
                            () -> gateway.read(unit, function, place.address(), words)
                                    .equals(truth.read(unit, function, place.address(), words)));
                }
            }
        }
    }

    @Test
    public void stoppingAndStartingOneBundleLeavesTheLinesAndTheServerRunning() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of("journal", "shell", "core-access", "core-catalogue", "core-routes", "core-live")) {
            Bundle bundle = bundle(name);
            try (TcpMaster client = new TcpMaster(MODBUS)) {
                bundle.stop();
                try {
                    requireProgress(client, replies());
                } catch (IOException | AssertionError e) {
                    wrong.add(name + ": " + e.getMessage());
                }
            } finally {
                bundle.start();
            }
            Patience.until("the server answers after " + name + " is back", this::answers);
        }
        assertEquals("stopped while others should have gone on", List.of(), wrong);
    }

    @Test
    public void oneDriverStoppedOrUpdatedLeavesTheOtherDriverRunning() throws Exception {
        for (String[] pair : new String[][] {{"bus-digiware", "bus-modbus"}, {"bus-modbus", "bus-digiware"}}) {
            Bundle stopped = bundle(pair[0]);
            stopped.stop();
            Map<String, Long> others = replies();
            assertTrue("lines of " + pair[1] + ": " + others, !others.isEmpty());
            Patience.until("lines of " + pair[1] + " go on", () -> grown(others, replies()));

            stopped.update();
            stopped.start();
            Patience.until(
                    pair[0] + " answers again",
                    () -> replies().size() > others.size()
                            && replies().values().stream().allMatch(count -> count > 0));
        }
    }

    @Test
    public void theServerStoppedLeavesTheLinesRunningAndComesBackOnItsPort() throws Exception {
        Bundle server = bundle("proto-modbus");
        Map<String, Long> before = replies();

        server.stop();

        Patience.until("lines go on", () -> grown(before, replies()));
        server.start();
        Patience.until("the server answers again", this::answers);
    }

    // Each face is a bundle of its own: what one does is nothing to the lines, the other face or the Modbus server.
    @Test
    public void aFaceStoppedOrUninstalledClosesItsPortAndNothingElse() throws Exception {
        for (String name : List.of("proto-snmp", "proto-bacnet")) {
            Patience.until("both faces answer", () -> snmpAnswers() && bacnetAnswers());
            Bundle face = bundle(name);
            UdpClient port = new UdpClient(name.equals("proto-snmp") ? SNMP : BACNET);
            assertFalse(port.free());
            try (TcpMaster client = new TcpMaster(MODBUS)) {
                face.stop();

                Patience.until("the port of " + name + " is free", port::free);
                requireProgress(client, replies());
                assertTrue("beside " + name, name.equals("proto-snmp") ? bacnetAnswers() : snmpAnswers());

                face.uninstall();
                assertEquals("threads of " + name, List.of(), threadsOf(name));
                requireProgress(client, replies());
            } finally {
                context.installBundle(face.getLocation()).start();
            }
        }
        Patience.until("both faces answer again", () -> snmpAnswers() && bacnetAnswers());
    }

    // The file is what people copy into tickets and keep in version control.
    @Test
    public void passPhrasesDoNotStayReadableInTheirFiles() {
        for (String name : List.of("io.karawatt.proto.snmp.cfg", "io.karawatt.proto.bacnet.cfg")) {
            Path file = Path.of(System.getProperty("karaf.etc"), name);
            Patience.until("pass phrases are sealed in " + file, () -> {
                String text = Files.readString(file);
                return !text.contains("readable-") && text.contains("sealed:");
            });
        }
        Patience.until("both answer with what was sealed", () -> snmpAnswers() && bacnetAnswers());
    }

    private static boolean snmpAnswers() throws IOException {
        byte[] answer = new UdpClient(SNMP).ask(UdpClient.SYS_UP_TIME);
        return answer.length > 15 && answer[15] == (byte) 0xA2;
    }

    private static boolean bacnetAnswers() throws IOException {
        byte[] answer = new UdpClient(BACNET).ask(UdpClient.DEVICE_100);
        return answer.length > 7 && answer[6] == 0x30 && answer[7] == 1;
    }

    private static List<String> threadsOf(String face) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(face.replace("proto-", "karawatt-")))
                .toList();
    }

    private void requireProgress(TcpMaster client, Map<String, Long> before) throws IOException {
        Patience.until("lines go on: " + before, () -> grown(before, replies()));
        int unit = installed().get(0).device().address();
        int words = client.read(unit, 3, samples(installed().get(0)).get(0).address(), 1)
                .size();
        assertEquals("words answered on the connection that was open", 1, words);
    }

    private boolean answers() throws IOException {
        InstalledDevice device = installed().get(0);
        try (TcpMaster client = new TcpMaster(MODBUS)) {
            return client.read(
                                    device.device().address(),
                                    3,
                                    samples(device).get(0).address(),
                                    1)
                            .get(0)
                    >= 0;
        }
    }

    /** A few points that change every second, and as many that hardly do. */
    private static List<DevicePoints.Place> samples(InstalledDevice device) {
        List<DevicePoints.Place> points = DevicePoints.of(device.profile(), device.device()).stream()
                .filter(place -> place.spec().coding().width() == 0)
                .toList();
        List<DevicePoints.Place> samples = new ArrayList<>();
        for (RegisterSpec.Poll poll : List.of(RegisterSpec.Poll.FAST, RegisterSpec.Poll.SLOW)) {
            points.stream().filter(p -> p.spec().poll() == poll).limit(2).forEach(samples::add);
        }
        return samples;
    }

    private List<InstalledDevice> installed() {
        ServiceReference<Topology> reference = context.getServiceReference(Topology.class);
        return reference == null
                ? List.of()
                : List.copyOf(
                        context.getService(reference).current().installed().values());
    }

    private Map<String, Long> replies() throws InvalidSyntaxException {
        Map<String, Long> replies = new TreeMap<>();
        for (ServiceReference<BusLine> reference : context.getServiceReferences(BusLine.class, null)) {
            BusLine line = context.getService(reference);
            if (line != null && !line.devices().isEmpty()) {
                replies.put(line.name(), line.status().counters().replies());
            }
        }
        return replies;
    }

    private static boolean grown(Map<String, Long> before, Map<String, Long> now) {
        return before.entrySet().stream().allMatch(line -> now.getOrDefault(line.getKey(), -1L) > line.getValue());
    }

    private Bundle bundle(String name) throws BundleException {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().equals("io.karawatt." + name))
                .findFirst()
                .orElseThrow(() -> new BundleException("no bundle " + name));
    }
}
