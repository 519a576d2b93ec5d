package io.karawatt.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void aListNamesEachDoorWithItsHostPortAndKind() {
        assertEquals(
                List.of(new Door("modbus-tcp", "127.0.0.1", 1502, false), new Door("snmp", "::1", 1161, true)),
                Door.parseAll("modbus-tcp=127.0.0.1:1502,snmp=::1:1161/udp"));
        assertEquals(List.of(), Door.parseAll(""));
    }

    @Test
    void anEntryOfAnotherFormIsRefusedWithTheFormWanted() {
        for (String wrong : List.of("1502", "modbus-tcp=1502", "=127.0.0.1:1502", "modbus-tcp=127.0.0.1:many")) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> Door.parseAll(wrong));
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains(wrong), message);
        }
    }

    @Test
    void aPortInUseIsToldWithNameAndNumber() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Door door = new Door("truth", "127.0.0.1", other.getLocalPort(), false);
            String obstacle = door.obstacle().orElseThrow();
            assertTrue(obstacle.contains("port " + other.getLocalPort() + " for truth on 127.0.0.1"), obstacle);
        }
    }

    @Test
    void aTcpServerDoesNotStandInTheWayOfAnUdpDoorOfTheSameNumber() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertTrue(new Door("snmp", "127.0.0.1", other.getLocalPort(), true)
                    .obstacle()
                    .isEmpty());
        }
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertTrue(new Door("snmp", "127.0.0.1", other.getLocalPort(), true)
                    .obstacle()
                    .isPresent());
        }
    }
}
