package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.util.converter.Converters;

/** A live server on a free loopback port, with a meter at address 9 on line {@code rs485}. */
final class TestServer implements AutoCloseable {

    static final AccessPolicy ALLOW_ALL = request -> new AccessDecision.Allowed();

    private final FakeGateway gateway = new FakeGateway();
    private final FakeTime time = new FakeTime();
    private final FakeLine line = new FakeLine("rs485", "rs485");
    private final GatewayServices services = new GatewayServices(gateway, gateway, time, time, ZoneOffset.UTC);
    private final ServerLoop loop;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CompletableFuture<Endpoint> sideDoor = new CompletableFuture<>();
    private final Thread thread;

    TestServer(Object... settings) throws IOException {
        this(settings(settings));
        awaitOpen();
    }

    /** A server that may not be able to open. */
    static TestServer unopened(Object... settings) throws IOException {
        return new TestServer(settings(settings));
    }

    private TestServer(Settings settings) throws IOException {
        gateway.install(Samples.installation(Samples.device(Samples.METER, Samples.METER_ADDRESS, "rs485")));
        gateway.profiles(Samples.gateway(), Samples.meter());
        services.setLive(gateway);
        services.setProfiles(gateway);
        services.setEvents(gateway);
        services.lines().add("rs485", line);
        loop = new ServerLoop(settings, services, this::opened);
        thread = new Thread(loop, "test-server");
        thread.start();
    }

    private void opened(Endpoint door) {
        if (door instanceof Face) {
            opened.countDown();
        } else {
            sideDoor.complete(door);
        }
    }

    static Settings settings(Object... settings) {
        Map<String, Object> map = new HashMap<>(Map.of("bind", "127.0.0.1", "port", 0));
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        return Settings.of(Converters.standardConverter().convert(map).to(ModbusTcpConfig.class));
    }

    void awaitOpen() {
        try {
            if (!opened.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not open");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    FakeGateway gateway() {
        return gateway;
    }

    FakeTime time() {
        return time;
    }

    FakeLine line() {
        return line;
    }

    Lines lines() {
        return services.lines();
    }

    GatewayServices services() {
        return services;
    }

    WriteGate gate() {
        return services.gate();
    }

    ServerLoop loop() {
        return loop;
    }

    int port() {
        String address = loop.address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Waits for the door that takes Modbus RTU over TCP. */
    RawClient rtuClient() throws Exception {
        Endpoint door = sideDoor.get(10, TimeUnit.SECONDS);
        return new RawClient(Integer.parseInt(door.address().substring("127.0.0.1:".length())));
    }

    RawClient client() throws IOException {
        return new RawClient(port());
    }

    long count(String label) {
        Long count = loop.counters().get(label);
        if (count == null) {
            throw new AssertionError(
                    "no counter '" + label + "' in " + loop.counters().keySet());
        }
        return count;
    }

    void image(int address, int... values) {
        gateway.image(Samples.METER, RegisterTable.HOLDING, address, Registers.of(values), time.instant());
    }

    /** Lets time pass and makes the server see it. */
    void pass(Duration by) {
        time.advance(by);
        loop.wake();
    }

    /** Waits for something the server does on its own thread. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain: " + what + "; " + loop.counters());
            }
            loop.wake();
            LockSupport.parkNanos(200_000);
        }
    }

    boolean running() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (thread.isAlive()) {
            throw new AssertionError("the server's thread did not end");
        }
    }
}
