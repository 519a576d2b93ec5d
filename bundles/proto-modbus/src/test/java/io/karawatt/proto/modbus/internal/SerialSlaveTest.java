package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineStatus;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.converter.Converters;

/** The component as the container sees it, on ports that the test plays. */
class SerialSlaveTest implements SerialLinks, EventBus {

    private static final long SECONDS = 10;

    private final FakeGateway gateway = new FakeGateway();
    private final GatewayServices services = new GatewayServices(gateway, gateway);
    private final BlockingQueue<SerialSettings> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> announced = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final CountDownLatch withdrawn = new CountDownLatch(1);

    SerialSlaveTest() {
        services.setEvents(this);
    }

    private SerialSlave slave(Object... settings) {
        Map<String, Object> map = new HashMap<>(Map.of("enabled", true, "port", "play:bus"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        SerialSlaveConfig config = Converters.standardConverter().convert(map).to(SerialSlaveConfig.class);
        SerialSlave slave = new SerialSlave(config, context(), services, this);
        slave.start();
        return slave;
    }

    private BundleContext context() {
        InvocationHandler registration = (proxy, method, arguments) -> {
            if (method.getName().equals("unregister")) {
                withdrawn.countDown();
            }
            return null;
        };
        ServiceRegistration<?> handle = (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, registration);
        InvocationHandler registry = (proxy, method, arguments) -> {
            assertEquals(List.of(Face.class.getName(), Endpoint.class.getName()), List.of((String[]) arguments[0]));
            announced.add(arguments[1]);
            return handle;
        };
        return (BundleContext)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, registry);
    }

    @Override
    public boolean knows(String port) {
        return true;
    }

    /** A line on which nobody ever talks. */
    @Override
    public SerialLink open(SerialSettings settings) {
        opened.add(settings);
        return new SerialLink() {
            @Override
            public long write(byte[] bytes, int offset, int length) {
                return timeline().nanos();
            }

            @Override
            public int read(byte[] buffer, int offset, int length, long deadline) throws InterruptedException {
                timeline().sleepUntil(deadline);
                return 0;
            }

            @Override
            public int discard() {
                return 0;
            }

            @Override
            public Timeline timeline() {
                return Timeline.SYSTEM;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void publish(Event event) {
        if (event instanceof Event.GatewayNotice notice) {
            notices.add(notice.text());
        }
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }

    private static BusLine line(String port, boolean up) {
        return new FakeLine("meters", "rs485") {
            @Override
            public LineStatus status() {
                return new LineStatus(name(), "rs485", port, up, "", 0, Duration.ZERO, LineStatus.Counters.ZERO);
            }
        };
    }

    @Test
    void theFaceIsAServiceWhileThePortIsOpen() throws Exception {
        SerialSlave slave = slave("baud", 19_200, "format", "8E1");
        Face face = (Face) announced.poll(SECONDS, TimeUnit.SECONDS);
        assertEquals("modbus-rtu", face.name());
        assertEquals("play:bus 19200 8E1", face.address());
        assertEquals("play:bus 19200 8E1", opened.take().toString());
        slave.stop();
        assertTrue(withdrawn.await(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aSlaveThatIsNotEnabledLeavesThePortAlone() throws Exception {
        slave("enabled", false).stop();
        assertTrue(opened.isEmpty());
    }

    @Test
    void aPortOfWhichALineIsMasterIsRefusedInPlainWords() throws Exception {
        services.addLine(line("play:bus 38400 8N1", true), Map.of());
        SerialSlave slave = slave();
        String told = notices.poll(SECONDS, TimeUnit.SECONDS);
        assertTrue(
                told.startsWith("port play:bus is used by line 'meters', which is master there; one port can't be"
                        + " master and slave: set 'enabled = false' in the settings of the line or give this slave"
                        + " another 'port'"),
                told);
        slave.stop();
        assertTrue(opened.isEmpty());
    }

    @Test
    void aLineThatBecomesMasterOfThePortEndsTheSlave() throws Exception {
        SerialSlave slave = slave();
        assertEquals("listening on play:bus 38400 8N1", notices.poll(SECONDS, TimeUnit.SECONDS));
        services.addLine(line("play:bus 38400 8N1", true), Map.of());
        assertTrue(withdrawn.await(SECONDS, TimeUnit.SECONDS));
        slave.stop();
    }

    @Test
    void aLineThatIsSwitchedOffOrElsewhereDisturbsNobody() throws Exception {
        services.addLine(line("play:bus 38400 8N1", false), Map.of());
        services.addLine(new FakeLine("other", "rs485"), Map.of());
        SerialSlave slave = slave();
        assertEquals("listening on play:bus 38400 8N1", notices.poll(SECONDS, TimeUnit.SECONDS));
        slave.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    address       | 248   | address = 248 in etc/io.karawatt.proto.modbus.serial-NAME.cfg is outside 0..247
                    limit.ms      | 5     | limit.ms = 5 in etc/io.karawatt.proto.modbus.serial-NAME.cfg is outside 20..5000
                    turnaround.ms | 200   | turnaround.ms = 200 in etc/io.karawatt.proto.modbus.serial-NAME.cfg must be less than limit.ms = 200
                    format        | 7E1   | format = 7E1 in etc/io.karawatt.proto.modbus.serial-NAME.cfg: Modbus RTU needs 8 data bits
                    format        | 8X1   | '8X1' is not a character format: write data bits, N, E or O, and stop bits, as in 8N1
                    units         | 1..20 | '1..20' is no unit id: write numbers and ranges, as in 1-20, 35
                    units         | 5-3   | units '5-3' are not a rising range inside 1..247
                    units         | 250   | units '250' are not a rising range inside 1..247
                    port          | ' '   | port is empty in etc/io.karawatt.proto.modbus.serial-NAME.cfg: write the device file of the RS485 port, as /dev/ttyUSB0
                    """)
    void wrongSettingsAreRefusedWithKeyValueAndRemedy(String key, String value, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> slave(key, value));
        assertEquals(message, e.getMessage());
    }
}
