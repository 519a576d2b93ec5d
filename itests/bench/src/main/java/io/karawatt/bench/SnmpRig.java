package io.karawatt.bench;

import io.karawatt.gateway.Face;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.live.ReadingSink;
import io.karawatt.live.internal.ProcessImage;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.proto.snmp.internal.agent.AgentServices;
import io.karawatt.proto.snmp.internal.agent.SnmpServer;
import io.karawatt.proto.snmp.internal.tree.SiteObjects;
import io.karawatt.snmp.SnmpAgent;
import io.karawatt.snmp.SnmpObject;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.osgi.framework.BundleContext;
import org.snmp4j.smi.OID;

/** The real SNMP agent on the real process image, outside a container: 32 meters with six loads. */
final class SnmpRig implements GatewayIdentity, AutoCloseable {

    static final int DEVICES = 32;
    static final int LOADS = 6;

    private static final String THREAD = "karawatt-snmp";

    private final CompletableFuture<Face> face = new CompletableFuture<>();
    private final ReadingSink sink;
    private final SnmpServer server;

    SnmpRig(Path folder) throws Exception {
        ProfileLibrary library =
                ProfileLibrary.load(ProfileSources.classPath(getClass().getClassLoader()));
        LiveValues live = (LiveValues) ServedGateway.component(ProcessImage.class, Map.of("max_age_s", 86_400));
        sink = (ReadingSink) live;
        Installation installation = install(library.profiles().find("I-61").orElseThrow());
        installation.installed().values().forEach(device -> sink.accept(all(device.schema())));
        SiteObjects objects = new SiteObjects(this, library.quantities());
        call(objects, "setLive", live);
        objects.changed(installation);
        AgentServices services = new AgentServices();
        services.addPart(objects);
        Map<String, Object> settings = Map.of(
                "enabled",
                true,
                "bind",
                "127.0.0.1",
                "port",
                0,
                "v2c_enabled",
                true,
                "v2c_read_community",
                SnmpRequests.COMMUNITY,
                "v3_read_user",
                SnmpRequests.USER,
                "v3_read_auth_pass",
                SnmpRequests.AUTH,
                "v3_read_priv_pass",
                SnmpRequests.PRIV);
        server =
                (SnmpServer) ServedGateway.component(SnmpServer.class, settings, context(folder), services, null, null);
        call(server, "start");
        face.get(30, TimeUnit.SECONDS);
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

    private BundleContext context(Path folder) {
        InvocationHandler registry = (proxy, method, arguments) -> switch (method.getName()) {
            case "registerService" -> {
                face.complete((Face) arguments[1]);
                yield null;
            }
            case "getProperty" -> folder.toString();
            default -> null;
        };
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(), new Class<?>[] {BundleContext.class}, registry);
    }

    /** Where a line delivers into the image that is served. */
    ReadingSink sink() {
        return sink;
    }

    int port() throws Exception {
        String address = face.get(10, TimeUnit.SECONDS).address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.indexOf('/')));
    }

    /** Objects below an OID, as the agent has them. */
    List<OID> objects(OID root) {
        return ((SnmpAgent) server)
                .walk(root.toDottedString(), SnmpAgent.LONGEST_WALK).stream()
                        .map(SnmpObject::oid)
                        .map(OID::new)
                        .toList();
    }

    /** Processor time of the agent's thread so far in nanoseconds. */
    long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals(THREAD))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private static void call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Method method : target.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                method.setAccessible(true);
                method.invoke(target, arguments);
                return;
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        call(server, "close");
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
        return 1;
    }

    @Override
    public String version() {
        return "0";
    }
}
