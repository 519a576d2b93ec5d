/* SPDX-License-Identifier: GPL-3.0-only (uses BACnet4J through bundle proto-bacnet; docs/licences.md) */
package io.karawatt.bench;

import io.karawatt.event.EventBus;
import io.karawatt.gateway.Face;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.live.ReadingSink;
import io.karawatt.live.internal.ProcessImage;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.proto.bacnet.internal.net.BacnetServer;
import io.karawatt.proto.bacnet.internal.net.BacnetServices;
import io.karawatt.proto.bacnet.internal.service.ObjectGateway;
import io.karawatt.routes.internal.RouteBoard;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The real BACnet/IP gateway on real process image and event bus, outside a container: 32 meters with six loads. */
final class BacnetGatewayRig implements GatewayIdentity, AutoCloseable {

    static final int DEVICES = 32;
    static final int LOADS = 6;
    static final int NETWORK = 2001;

    static final String HOST = "127.0.0.1";
    private static final int QUEUE = 1000;

    private final CompletableFuture<Face> face = new CompletableFuture<>();
    private final RouteBoard bus = new RouteBoard(QUEUE, Clock.systemUTC());
    private final Installation installation;
    private final ReadingSink sink;
    private final ObjectGateway objects;
    private final BacnetServer server;
    private final long objectBytes;

    /** Opens it; broadcasts go to the other address. */
    BacnetGatewayRig(Path folder, String broadcast) throws Exception {
        ProfileLibrary library =
                ProfileLibrary.load(ProfileSources.classPath(getClass().getClassLoader()));
        LiveValues live = (LiveValues) ServedGateway.component(ProcessImage.class, Map.of("max_age_s", 86_400));
        sink = (ReadingSink) live;
        Method setEvents = ProcessImage.class.getDeclaredMethod("setEvents", EventBus.class);
        setEvents.setAccessible(true);
        setEvents.invoke(live, bus);
        installation = install(library.profiles().find("I-61").orElseThrow());
        installation.installed().values().forEach(device -> sink.accept(all(device.schema())));
        BundleContext context = context(folder);
        objects = (ObjectGateway)
                ServedGateway.component(ObjectGateway.class, Map.of(), context, library.quantities(), this);
        objects.setLive(live);
        bus.add(objects);
        long before = usedHeap();
        objects.changed(installation);
        Map<String, Object> settings =
                Map.of("enabled", true, "bind", HOST, "broadcast", broadcast, "port", 0, "virtual_network", NETWORK);
        server = (BacnetServer)
                ServedGateway.component(BacnetServer.class, settings, context, new BacnetServices(), objects);
        call(server, "start");
        face.get(30, TimeUnit.SECONDS);
        objectBytes = usedHeap() - before;
    }

    private static Installation install(DeviceProfile profile) {
        List<Device> devices = new ArrayList<>();
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (int address = 1; address <= DEVICES; address++) {
            String key = "m" + address;
            List<Load> loads = IntStream.rangeClosed(1, LOADS)
                    .mapToObj(n -> new Load(n, "Load " + n, ""))
                    .toList();
            Device device = new Device(key, key, profile.reference(), "line", address, address, "", "", loads);
            devices.add(device);
            installed.put(key, new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        }
        return new Installation(devices, installed);
    }

    private static ReadingBatch all(PointSchema schema) {
        ReadingBatch.Builder batch = ReadingBatch.builder(schema, Instant.now(), schema.size());
        for (int i = 0; i < schema.size(); i++) {
            batch.add(i, i);
        }
        return batch.build();
    }

    /** Does what the container does: lifecycle and references are not public. */
    private static void call(Object on, String method) throws ReflectiveOperationException {
        Method found = on.getClass().getDeclaredMethod(method);
        found.setAccessible(true);
        found.invoke(on);
    }

    private BundleContext context(Path folder) {
        Bundle bundle = proxy(Bundle.class, (self, method, none) -> FrameworkUtil.asDictionary(Map.of()));
        InvocationHandler registry = (self, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> folder.toString();
            case "getBundle" -> bundle;
            case "registerService" -> {
                if (arguments[1] instanceof Face opened) {
                    face.complete(opened);
                }
                yield proxy(ServiceRegistration.class, (registration, any, none) -> null);
            }
            default -> null;
        };
        return proxy(BundleContext.class, registry);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Heap in use after a collection, bytes. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** What devices, objects and the opened server need, bytes. */
    long objectBytes() {
        return objectBytes;
    }

    /** Where lines deliver. */
    ReadingSink sink() {
        return sink;
    }

    int port() throws Exception {
        String address = face.get(10, TimeUnit.SECONDS).address();
        return Integer.parseInt(address.replaceAll(".*:(\\d+).*", "$1"));
    }

    /** Index of a point of a meter. */
    int point(int address, PointKey key) {
        return schema(address).indexOf(key).orElseThrow();
    }

    PointSchema schema(int address) {
        InstalledDevice device = installation.installed().get("m" + address);
        if (device == null) {
            throw new IllegalArgumentException("no meter has address " + address);
        }
        return device.schema();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        call(server, "close");
        bus.close();
    }

    @Override
    public String product() {
        return "bench";
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public int netId() {
        return 0;
    }

    @Override
    public String serial() {
        return "";
    }

    @Override
    public int address() {
        return 247;
    }

    @Override
    public String version() {
        return "bench";
    }
}
