package io.karawatt.bench;

import io.karawatt.gateway.Face;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.live.ReadingSink;
import io.karawatt.live.internal.ProcessImage;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.proto.modbus.internal.GatewayServices;
import io.karawatt.proto.modbus.internal.ModbusTcpServer;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The real server in front of the real process image, outside a container; every register was read just now. */
final class ServedGateway implements Topology, GatewayIdentity, AutoCloseable {

    private static final int REGISTERS = 125;

    private final Installation installation;
    private final CompletableFuture<Face> face = new CompletableFuture<>();
    private final ModbusTcpServer server;
    private final ReadingSink sink;

    ServedGateway(int firstUnit, int devices) throws ReflectiveOperationException {
        List<Device> all = new ArrayList<>();
        LiveValues live = (LiveValues) component(ProcessImage.class, Map.of());
        sink = (ReadingSink) live;
        int[] words = new int[REGISTERS];
        for (int i = 0; i < REGISTERS; i++) {
            words[i] = 500 * i;
        }
        for (int unit = firstUnit; unit < firstUnit + devices; unit++) {
            all.add(new Device("d-" + unit, "Device " + unit, "bench", "line", unit, unit, "", "", List.of()));
            sink.acceptRegisters("d-" + unit, RegisterTable.HOLDING, 0, Registers.of(words), Instant.now());
        }
        installation = new Installation(all, Map.of());
        GatewayServices services = new GatewayServices(this, this);
        services.setLive(live);
        server = (ModbusTcpServer) component(
                ModbusTcpServer.class,
                Map.of(
                        "enabled",
                        true,
                        "bind",
                        "127.0.0.1",
                        "port",
                        0,
                        "freshness_ms",
                        3_600_000,
                        "max_connections",
                        64),
                context(),
                services);
        lifecycle("start");
    }

    /** Makes a component as the container does: by its public constructor, with its configuration's defaults. */
    static Object component(Class<?> type, Map<String, Object> changed, @Nullable Object... references)
            throws ReflectiveOperationException {
        Constructor<?> constructor = type.getConstructors()[0];
        Class<?> config = constructor.getParameterTypes()[0];
        InvocationHandler values =
                (proxy, method, none) -> changed.getOrDefault(method.getName(), method.getDefaultValue());
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {config}, values));
        arguments.addAll(Arrays.asList(references));
        return constructor.newInstance(arguments.toArray());
    }

    private BundleContext context() {
        InvocationHandler registry = (proxy, method, arguments) -> {
            if (method.getName().equals("registerService")) {
                face.complete((Face) arguments[1]);
            }
            return null;
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
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    long counted(String what) throws Exception {
        return face.get(10, TimeUnit.SECONDS).counters().getOrDefault(what, 0L);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        lifecycle("close");
    }

    private void lifecycle(String name) throws ReflectiveOperationException {
        Method method = ModbusTcpServer.class.getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(server);
    }

    @Override
    public Installation current() {
        return installation;
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
