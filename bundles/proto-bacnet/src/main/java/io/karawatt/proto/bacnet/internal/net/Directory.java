package io.karawatt.proto.bacnet.internal.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The devices we show, by address; kept until the application names others. Used by the server's thread;
 * {@link #latest} by anybody.
 */
final class Directory {

    private static final int ADDRESSES = 256;

    private final Application application;
    private volatile List<Application.Device> devices = List.of();
    private Application.@Nullable Device[] byAddress = new Application.Device[ADDRESSES];

    Directory(Application application) {
        this.application = application;
    }

    /** All devices, the gateway first. */
    List<Application.Device> all() {
        List<Application.Device> now = application.devices();
        if (now != devices) {
            devices = now;
            byAddress = new Application.Device[ADDRESSES];
            now.forEach(device -> byAddress[device.address()] = device);
        }
        return now;
    }

    /** All devices as they were named last; from any thread. */
    List<Application.Device> latest() {
        return devices;
    }

    /** Tells whether a device is there. */
    boolean has(int address) {
        return find(address) != null;
    }

    /** Finds a device; null when it is not there. */
    Application.@Nullable Device find(int address) {
        all();
        return byAddress[address];
    }

    /** Tells whether a device is meant by a message to one or many. */
    static boolean meant(int addressed, Application.Device device) {
        return addressed == Router.EVERYBODY
                || (addressed == Router.ALL_METERS && device.address() != Application.GATEWAY)
                || addressed == device.address();
    }
}
