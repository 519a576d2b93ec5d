package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.model.Registers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.converter.Converters;

/** The component as the container sees it. */
class ModbusTcpServerTest {

    private final FakeGateway gateway = new FakeGateway();
    private final GatewayServices services = new GatewayServices(gateway, gateway);
    private final CompletableFuture<Face> face = new CompletableFuture<>();
    private final CompletableFuture<List<String>> names = new CompletableFuture<>();
    private final CountDownLatch unregistered = new CountDownLatch(1);

    private static ModbusTcpConfig config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(settings).to(ModbusTcpConfig.class);
    }

    private ModbusTcpServer server(Map<String, Object> settings) throws Exception {
        ModbusTcpServer server = new ModbusTcpServer(config(settings), context(), services);
        services.setLive(gateway);
        services.setProfiles(gateway);
        services.setEvents(gateway);
        server.start();
        return server;
    }

    private BundleContext context() {
        InvocationHandler registration = (proxy, method, arguments) -> {
            if (method.getName().equals("unregister")) {
                unregistered.countDown();
            }
            return null;
        };
        ServiceRegistration<?> handle = (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, registration);
        InvocationHandler registry = (proxy, method, arguments) -> {
            if (!method.getName().equals("registerService")) {
                throw new AssertionError("unexpected " + method);
            }
            names.complete(List.of((String[]) arguments[0]));
            face.complete((Face) arguments[1]);
            return handle;
        };
        return (BundleContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, registry);
    }

    // Products bring the bundle along; no port may open before an operator says so.
    @Test
    void aServerThatIsNotEnabledOpensNoDoor() throws Exception {
        server(Map.of("bind", "127.0.0.1", "port", 0)).close();
        assertFalse(face.isDone());
    }

    @Test
    void theFaceIsAServiceWhileTheDoorIsOpenAndLinesComeByTheirProperty() throws Exception {
        gateway.install(Samples.installation(Samples.device(Samples.METER, 9, "main-bus")));
        ModbusTcpServer server = server(Map.of("enabled", true, "bind", "127.0.0.1", "port", 0));
        Face open = face.get(10, TimeUnit.SECONDS);
        assertEquals("modbus-tcp", open.name());
        assertTrue(open.address().startsWith("127.0.0.1:"), open.address());
        assertArrayEquals(
                new String[] {Face.class.getName(), Endpoint.class.getName()},
                names.get().toArray());
        FakeLine line = new FakeLine("other name", "rs485");
        services.addLine(line, Map.of(BusLine.LINE, "main-bus"));
        int port = Integer.parseInt(open.address().substring("127.0.0.1:".length()));
        try (RawClient client = new RawClient(port)) {
            client.send("00 01 00 00 00 06 09 03 00 6B 00 01");
            line.next().answer(new BusReply.Data(Registers.of(7), Instant.EPOCH));
            assertEquals("00 01 00 00 00 05 09 03 02 00 07", client.receive());
            services.removeLine(line, Map.of(BusLine.LINE, "main-bus"));
            assertEquals("00 02 00 00 00 03 09 83 0A", client.ask("00 02 00 00 00 06 09 03 00 6B 00 01"));
            server.close();
            assertTrue(client.closedByServer());
        }
        assertEquals(0, unregistered.getCount());
    }

    // Process image, event bus and catalogue are bundles that can be replaced while a supervisor is connected.
    @Test
    void aConnectedClientIsServedOnWhileImageEventBusAndCatalogueAreAway() throws Exception {
        gateway.install(Samples.installation(Samples.device(Samples.METER, 9, "main-bus")));
        ModbusTcpServer server = server(Map.of("enabled", true, "bind", "127.0.0.1", "port", 0));
        int port = Integer.parseInt(face.get(10, TimeUnit.SECONDS).address().substring("127.0.0.1:".length()));
        try (RawClient client = new RawClient(port)) {
            String ask = "00 01 00 00 00 06 FF 03 C3 50 00 04";
            String before = client.ask(ask);
            services.unsetLive(gateway);
            services.unsetEvents(gateway);
            services.unsetProfiles(gateway);
            assertEquals(before, client.ask(ask));
        } finally {
            server.close();
        }
    }

    @Test
    void aConfigurationOutOfRangeStartsNothing() {
        assertThrows(IllegalArgumentException.class, () -> server(Map.of("port", 70_000)));
        assertTrue(gateway.events(io.karawatt.event.Event.class).isEmpty());
    }
}
