package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Quantity;
import io.karawatt.profile.Quantities;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.agent.Tree;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snmp4j.Snmp;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** The objects of a small site with the shipped profiles, without an agent around them. */
public final class TestSite {

    static final String BRANCH = "1.3.6.1.4.1.4555.10.";
    public static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private static final ProfileLibrary SHIPPED = shipped();

    private final FakeImage image = new FakeImage();
    private final SiteObjects objects;
    private Installation installation = Installation.EMPTY;
    private long nanos;
    private Duration upTime = Duration.ofSeconds(90);

    public TestSite() {
        objects = new SiteObjects(new Identity(), quantities(), () -> NOW, () -> nanos);
        objects.setLive(image);
    }

    /** The devices of the manuals' example, and some of other kinds. */
    static TestSite ofManuals() {
        TestSite site = new TestSite();
        site.install(
                device("U-30", 3),
                device("I-30", 4, "3P+N-3CT"),
                device("I-30", 5, "1P+N-1CT", "1P+N-1CT", "1P+N-1CT"),
                device("IO-10", 7),
                device("I-35", 9, "3P+N-3CT"));
        return site;
    }

    /** Makes a device with loads of these types. */
    static Device device(String reference, int address, String... loads) {
        List<Load> all = java.util.stream.IntStream.rangeClosed(1, loads.length)
                .mapToObj(number -> new Load(number, "Load " + number, loads[number - 1]))
                .toList();
        String key = reference.toLowerCase(java.util.Locale.ROOT).replace("-", "") + "-" + address;
        return new Device(key, "Device " + address, reference, "digiware", address, address, "Hall", "E5C801", all);
    }

    void install(Device... devices) {
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : devices) {
            var profile = SHIPPED.profiles().find(device.reference()).orElseThrow();
            installed.put(device.key(), new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        }
        installation = new Installation(Arrays.asList(devices), installed);
        objects.changed(installation);
    }

    FakeImage image() {
        return image;
    }

    SiteObjects objects() {
        return objects;
    }

    public Installation installation() {
        return installation;
    }

    PointSchema schema(String device) {
        return Objects.requireNonNull(installation.installed().get(device)).schema();
    }

    void put(String device, String point, double number) {
        image.put(schema(device), point, number);
    }

    void later(Duration time) {
        nanos += time.toNanos();
        upTime = upTime.plus(time);
    }

    Tree tree(boolean strict) {
        return new Tree(attached(strict).subtrees());
    }

    AgentPart.Attached attached(boolean strict) {
        return objects.attach(new TestEngine(strict));
    }

    static Variable get(Tree tree, String relative) {
        return tree.get(new OID(BRANCH + relative));
    }

    /** The shipped catalogue. */
    public static Quantities quantities() {
        return new Quantities() {
            @Override
            public Optional<Quantity> find(String key) {
                return SHIPPED.quantities().find(key);
            }

            @Override
            public List<Quantity> all() {
                return SHIPPED.quantities().all();
            }
        };
    }

    private static ProfileLibrary shipped() {
        try {
            return ProfileLibrary.load(ProfileSources.classPath(TestSite.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Identity implements GatewayIdentity {

        @Override
        public String product() {
            return "D-70";
        }

        @Override
        public String name() {
            return "Main gateway";
        }

        @Override
        public int netId() {
            return 0xE5C801;
        }

        @Override
        public String serial() {
            return "25420301-01234";
        }

        @Override
        public int address() {
            return 2;
        }

        @Override
        public String version() {
            return "0.1.0";
        }
    }

    private final class TestEngine implements Engine {

        private final boolean strict;

        TestEngine(boolean strict) {
            this.strict = strict;
        }

        @Override
        public Snmp sender() {
            throw new AssertionError("objects send nothing");
        }

        @Override
        public USM usm() {
            throw new AssertionError("objects know no users");
        }

        @Override
        public byte[] engineId() {
            return new byte[] {1, 2, 3, 4, 5};
        }

        @Override
        public Duration upTime() {
            return upTime;
        }

        @Override
        public Terms terms() {
            return new Terms("somebody", "Utility room", strict);
        }

        @Override
        public void notificationSent() {
            throw new AssertionError("objects send nothing");
        }
    }
}
