package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The port: taken, free again, closed. */
class DoorTest {

    private static final String HOST = "127.0.0.63";
    private static final long SECOND = 1_000_000_000L;

    private final List<Event> events = new ArrayList<>();

    private Door door(int port, Selector selector) {
        Counters counters = new Counters();
        BacnetServices services = new BacnetServices();
        services.setEvents(new EventList(events));
        Moment moment = new Moment(() -> Instant.EPOCH, () -> 0);
        Notices notices = new Notices(services.events(), moment, counters);
        return new Door(TestStack.settings("bind", HOST, "port", port), notices, counters, selector);
    }

    @Test
    void aTakenPortIsToldOnceAndTriedAgainAfterAPause() throws IOException {
        try (Selector selector = Selector.open()) {
            DatagramSocket other = new DatagramSocket(new InetSocketAddress(HOST, 0));
            Door door = door(other.getLocalPort(), selector);
            assertFalse(door.open(0));
            assertFalse(door.open(SECOND));
            assertEquals(1, events.size());
            String told = events.get(0).describe();
            assertTrue(told.contains("UDP port " + other.getLocalPort()) && told.contains("etc/"), told);
            other.close();
            assertFalse(door.open(2 * SECOND), "the second pause is 2 s");
            assertTrue(door.open(3 * SECOND));
            assertEquals(HOST + ":" + door.port() + "/udp", door.address());
            assertEquals("bacnet: the port could be opened", events.get(1).describe());
            door.close();
        }
    }

    @Test
    void aClosedDoorLeavesThePortToOthers() throws IOException {
        try (Selector selector = Selector.open()) {
            Door door = door(0, selector);
            assertTrue(door.open(0));
            int port = door.port();
            door.close();
            assertFalse(door.isOpen());
            selector.selectNow(); // lets go of the closed channel
            new DatagramSocket(new InetSocketAddress(HOST, port)).close();
        }
    }
}
