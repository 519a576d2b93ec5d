package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.model.PointKey;
import io.karawatt.proto.bacnet.internal.net.Application;
import io.karawatt.proto.bacnet.internal.net.Terms;
import io.karawatt.topology.Device;
import io.karawatt.view.DeviceView;
import io.karawatt.view.SiteView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All devices at one moment; replaced as a whole when the topology changes. Immutable. */
public final class Site {

    private static final int SECONDS_OF_HOUR = 3600;

    private final VirtualDevice[] order;
    private final @Nullable VirtualDevice[] byAddress = new VirtualDevice[Device.MAX_ADDRESS + 1];
    private final List<Application.Device> devices;
    private final Map<String, Meter> meters = new HashMap<>();

    /**
     * What does not change with the topology.
     *
     * @param catalogue what kinds of objects there are.
     * @param supported what of the standard is served.
     * @param terms settings of the network.
     * @param settings settings of the objects.
     * @param identity who the gateway is.
     * @param build version and date of the software.
     * @param started when the gateway started.
     * @param world where values come from.
     * @param subscriptions who is told of changes.
     * @param revision tells Database_Revision.
     */
    public record Setup(
            Catalogue catalogue,
            Supported supported,
            Terms terms,
            Settings settings,
            GatewayIdentity identity,
            String build,
            Instant started,
            World world,
            ActiveSubscriptions subscriptions,
            LongSupplier revision) {}

    /**
     * Looks at what is installed.
     *
     * @param view devices by address.
     * @param setup everything else.
     */
    public Site(SiteView view, Setup setup) {
        boolean single = setup.terms().single();
        for (DeviceView device : view.devices()) {
            meters.put(
                    device.device().key(),
                    new Meter(
                            device,
                            setup.catalogue(),
                            setup.world(),
                            setup.settings().strict(),
                            single));
        }
        List<VirtualDevice> all = new ArrayList<>();
        List<Meter> inOrder = view.devices().stream()
                .map(device -> meter(device.device().key()))
                .toList();
        all.add(gateway(single ? inOrder : List.of(), setup));
        if (!single) {
            inOrder.forEach(meter -> all.add(meter(meter, setup)));
        }
        all.forEach(device -> byAddress[device.address()] = device);
        this.order = all.toArray(VirtualDevice[]::new);
        this.devices = all.stream()
                .map(device -> new Application.Device(
                        device.address(), device.instance(), device.object().name(), device.size()))
                .toList();
    }

    private static VirtualDevice gateway(List<Meter> meters, Setup setup) {
        GatewayIdentity identity = setup.identity();
        DeviceTexts texts = new DeviceTexts(
                identity.name(),
                identity.product(),
                identity.version(),
                identity.version(),
                setup.settings().location(),
                "Gateway to "
                        + (meters.isEmpty()
                                ? "the meters on virtual network "
                                        + setup.terms().network()
                                : "all meters"),
                identity.serial(),
                setup.build());
        return new VirtualDevice(
                Application.GATEWAY,
                setup.terms().instance(),
                meters,
                device -> new DeviceObject(
                        device,
                        texts,
                        setup,
                        () -> Duration.between(
                                        setup.started(), setup.world().clock().instant())
                                .toHours()));
    }

    private static VirtualDevice meter(Meter meter, Setup setup) {
        Device device = meter.view().device();
        int hours = meter.view().index(0, "operatingHours", PointKey.INST);
        DeviceTexts texts = new DeviceTexts(
                device.name().isBlank() ? device.key() : device.name() + " (" + device.key() + ")",
                device.reference(),
                "",
                setup.identity().version(),
                device.area(),
                device.reference() + " at address " + device.address() + " on " + device.line(),
                device.netId(),
                setup.build());
        return new VirtualDevice(
                device.address(),
                setup.terms().instance() + device.address(),
                List.of(meter),
                virtual -> new DeviceObject(
                        virtual, texts, setup, () -> hours(meter.values().number(hours))));
    }

    private static long hours(double seconds) {
        return seconds > 0 ? (long) seconds / SECONDS_OF_HOUR : 0;
    }

    /**
     * Finds a device.
     *
     * @param address 0 for the gateway, else that of a meter.
     * @return the device; null when there is none.
     */
    public @Nullable VirtualDevice device(int address) {
        return address < 0 || address >= byAddress.length ? null : byAddress[address];
    }

    /**
     * Finds a meter.
     *
     * @param key its key.
     * @return the meter; null when there is none.
     */
    public @Nullable Meter meter(String key) {
        return meters.get(key);
    }

    /**
     * Returns all devices.
     *
     * @return the gateway first, then meters in rising order of address.
     */
    public List<VirtualDevice> all() {
        return List.of(order);
    }

    /**
     * Returns all devices as the network sees them.
     *
     * @return the same list at each call.
     */
    public List<Application.Device> devices() {
        return devices;
    }

    /**
     * Sums up which objects there are; changes whenever objects come, go or are renamed.
     *
     * @return a number that depends on nothing else.
     */
    public long fingerprint() {
        long sum = 17;
        for (VirtualDevice device : order) {
            sum = 31 * sum + device.object().name().hashCode();
            for (int i = 0; i < device.size(); i++) {
                sum = 31 * sum + device.id(i);
            }
        }
        return sum;
    }
}
