package io.karawatt.discovery.internal;

import static io.karawatt.discovery.internal.House.NOON;
import static io.karawatt.discovery.internal.House.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.karawatt.discovery.Discovery;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that is added brings along what lies behind it. */
class BehindGatewayTest {

    private final House house = new House();
    private final FakeLine tcp = new FakeLine("tcp-d50", "modbus-tcp");
    private final SiteDiscovery discovery =
            new SiteDiscovery(house, house, house, house, house, new Idle(), InstantSource.fixed(NOON));

    BehindGatewayTest() {
        discovery.setEvents(house);
        discovery.addLine(tcp);
    }

    // The supervisor's operator enters one address of the network, not thirty-two meters.
    @Test
    void aGatewayTellsWhatLiesBehindIt() {
        house.install(device("hall", "D-50", "tcp-d50", 1, ""));
        tcp.putAt(1, 28688, 1);
        tcp.putAt(1, 28696, 9);
        tcp.putAt(1, 28704, 12);
        tcp.putAt(1, 28712, 0);
        tcp.putAt(9, 50000, 'S', 'O', 'C', 'O', 400, 35);
        tcp.putAt(9, 50067, 0x00E5, 0xC801);
        tcp.putAt(9, 13824, 1, 8);
        tcp.putAt(9, 13856, 0, 1);
        tcp.putAt(9, 46592, 0x4F76, 0x656E, 0, 0, 0, 0, 0, 0);

        Discovery.Behind.Told told = assertInstanceOf(
                Discovery.Behind.Told.class, discovery.behind("hall").join());

        assertEquals(
                List.of("ADDED i35-9 1 load", "UNKNOWN  the gateway names it, but it does not answer"),
                told.entries().stream()
                        .map(entry -> entry.what() + " " + entry.device() + " " + entry.text())
                        .toList());
        assertEquals("E5C801", house.known("i35-9").netId());
        assertFalse(house.known("hall").missing());
    }

    // Two ways to one meter: the one that works stays.
    @Test
    void aMeterThatIsReadAnotherWayStaysThere() {
        house.install(device("hall", "D-50", "tcp-d50", 1, ""), device("a", "I-35", "rs485", 9, "E5C801"));
        for (int place = 0; place < 4; place++) {
            tcp.putAt(1, 28688 + 8 * place, place == 0 ? 9 : 0);
        }
        tcp.putAt(9, 50000, 'S', 'O', 'C', 'O', 400, 35);
        tcp.putAt(9, 50067, 0x00E5, 0xC801);

        Discovery.Behind.Told told = assertInstanceOf(
                Discovery.Behind.Told.class, discovery.behind("hall").join());

        assertEquals(
                "a is read over rs485 already; remove it to have it read this way",
                told.entries().get(0).text());
        assertEquals("rs485", house.known("a").line());
    }

    @Test
    void whoIsNoGatewayOrDoesNotTellIsNamed() {
        house.install(device("a", "I-35", "tcp-d50", 9, ""), device("hall", "D-50", "tcp-d50", 1, ""));

        assertEquals(new Discovery.Behind.NoGateway(), discovery.behind("a").join());
        assertEquals(
                new Discovery.Behind.Refused("hall does not tell what lies behind it; 'bus:scan tcp-d50 --full' asks"
                        + " every unit id there"),
                discovery.behind("hall").join());
    }
}
