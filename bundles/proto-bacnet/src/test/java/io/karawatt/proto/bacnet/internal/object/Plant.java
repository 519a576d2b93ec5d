package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.proto.bacnet.internal.net.Terms;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import io.karawatt.view.SiteView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A small site with the shipped profiles, a process image that tests fill, and a clock that tests move. */
public final class Plant {

    /** When tests begin. */
    public static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private static final ProfileLibrary LIBRARY = load();

    private final FakeImage image;

    private final AlarmBoard alarms = new AlarmBoard();

    private final Outputs outputs = new Outputs();

    private final ManualClock clock = new ManualClock();

    private final World world;
    private final Catalogue catalogue = new Catalogue(LIBRARY.quantities());

    /** Makes it. */
    public Plant() {
        this.image = new FakeImage(clock);
        this.world = new World(image, alarms, outputs, clock);
    }

    /** Returns the values that tests set. */
    public FakeImage image() {
        return image;
    }

    /** Returns the alarms that tests set. */
    public AlarmBoard alarms() {
        return alarms;
    }

    /** Returns what clients command. */
    public Outputs outputs() {
        return outputs;
    }

    /** Returns the time that tests move. */
    public ManualClock clock() {
        return clock;
    }

    private static ProfileLibrary load() {
        try {
            return ProfileLibrary.load(ProfileSources.classPath(Plant.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clock that stands until it is moved. */
    public static final class ManualClock extends Clock {

        private Instant now = START;

        /** Moves on. */
        public void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private record Identity() implements GatewayIdentity {

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
            return 0x123456;
        }

        @Override
        public String serial() {
            return "K-1";
        }

        @Override
        public int address() {
            return 1;
        }

        @Override
        public String version() {
            return "1.2.3";
        }
    }

    /** Installs a device with a number of loads. */
    public InstalledDevice device(String reference, int address, String name, int loads) {
        DeviceProfile profile = LIBRARY.profiles().find(reference).orElseThrow();
        String key = reference.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "") + "-" + address;
        List<Load> circuits = IntStream.rangeClosed(1, loads)
                .mapToObj(n -> new Load(n, "Circuit " + n, "3P+N-3CT"))
                .toList();
        Device device =
                new Device(key, name, reference, "digiware", address, address, "Main hall", "NET-" + address, circuits);
        return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
    }

    /** Installs the site of the tests: I-30 at 5 with three loads, IO-10 at 7, I-35 at 9. */
    public SiteView view() {
        return view(
                device("I-30", 5, "Ground floor", 3), device("IO-10", 7, "Fluids", 0), device("I-35", 9, "Offices", 1));
    }

    /** Installs devices. */
    public SiteView view(InstalledDevice... devices) {
        Map<String, InstalledDevice> byKey = new HashMap<>();
        for (InstalledDevice device : devices) {
            byKey.put(device.device().key(), device);
            image.install(device.schema());
        }
        return SiteView.of(new Installation(
                java.util.Arrays.stream(devices).map(InstalledDevice::device).toList(), byKey));
    }

    /** Describes what does not change. */
    public Site.Setup setup(boolean strict, boolean single, ActiveSubscriptions subscriptions) {
        return new Site.Setup(
                catalogue,
                new Supported(),
                new Terms(100, 2001, single, 0, Duration.ofSeconds(3), 3),
                new Settings(strict, "Karawatt", "Plant room", 50, Duration.ofDays(1)),
                new Identity(),
                "1.2.3 2026-03-01",
                START.minus(Duration.ofHours(5)),
                world,
                subscriptions,
                () -> 7);
    }

    /** Makes the site as it is by default. */
    public Site site() {
        return new Site(view(), setup(false, false, address -> List.of()));
    }

    /** Makes the site in another mode. */
    public Site site(boolean strict, boolean single) {
        return new Site(view(), setup(strict, single, address -> List.of()));
    }
}
