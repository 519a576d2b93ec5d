package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class BacnetCommandsTest {

    /** A gateway with one of everything. */
    private static final class Gateway implements BacnetGateway {

        @Override
        public Status status() {
            return new Status(
                    "192.0.2.1:47808/udp",
                    "192.0.2.255:47808",
                    100,
                    2001,
                    "BBMD",
                    List.of("198.51.100.9:47808 255.255.255.255"),
                    List.of(new ForeignDevice("203.0.113.5:50000", Duration.ofSeconds(60), Site.NOON)),
                    List.of("device instance 105 is also used by 192.0.2.7:47808"),
                    Map.of("confirmed requests", 7L));
        }

        @Override
        public List<Device> devices() {
            return List.of(
                    new Device(100, 0, "D-70", 1, "enabled"),
                    new Device(109, 9, "PC 1-2-3", 63, "initiation disabled"));
        }

        @Override
        public List<Subscription> subscriptions() {
            Subscription ending = new Subscription(
                    109, "analog-input 104", "", "192.0.2.7:47808", 18, true, 0.5, Site.NOON.plusSeconds(60));
            Subscription endless = new Subscription(
                    109, "analog-input 104", "present-value", "192.0.2.7:47808/5:0c", 19, false, 0, Instant.MAX);
            return List.of(ending, endless);
        }

        @Override
        public CompletableFuture<List<Heard>> whoIs(int low, int high, Duration wait) {
            return CompletableFuture.completedFuture(
                    low == 4001 && high == 4002 && wait.toSeconds() == 5
                            ? List.of(new Heard(4001, "192.0.2.9:47808", 1476, "both", 260))
                            : List.of());
        }
    }

    private final Gateway gateway = new Gateway();

    @Test
    void troublesStandBeforeTheCounters() {
        assertEquals("""
                address         192.0.2.1:47808/udp
                broadcast       192.0.2.255:47808
                instance        100
                virtualNetwork  2001
                devices         2
                subscriptions   2
                otherSubnets    BBMD

                troubles
                text
                device instance 105 is also used by 192.0.2.7:47808

                broadcastTable
                peer
                198.51.100.9:47808 255.255.255.255

                foreignDevices
                address            ttlS  until
                203.0.113.5:50000    60  2026-03-29T12:00:00Z

                counters
                what                count
                confirmed requests      7
                """, BacnetView.status(gateway).text());
    }

    @Test
    void theGatewayItselfHasNoModbusAddress() {
        assertEquals("""
                instance  address  name      objects  communication
                     100           D-70            1  enabled
                     109        9  PC 1-2-3       63  initiation disabled
                """, BacnetView.devices(gateway).text());
    }

    @Test
    void aSubscriptionWithoutEndHasNone() {
        assertEquals("""
                device  object            property       recipient             process  confirmed  increment  until
                   109  analog-input 104                 192.0.2.7:47808            18  true             0.5  2026-03-29T12:01:00Z
                   109  analog-input 104  present-value  192.0.2.7:47808/5:0c       19  false
                """, BacnetView.subscriptions(gateway).text());
    }

    @Test
    void whoAnswersIsListedAndNobodyIsSaid() throws CommandException {
        assertEquals(
                """
                instance  address          maxApdu  segmentation  vendor
                    4001  192.0.2.9:47808     1476  both             260
                """, BacnetView.whoIs(gateway, List.of("4001", "4002"), "5").text());
        assertEquals(
                "nobody answered within 3 s\n",
                BacnetView.whoIs(gateway, List.of(), "3").text());
    }

    @Test
    void wrongNumbersAreNamedWithTheirRange() {
        assertEquals(
                "instance: '4194303' is not a number from 0 to 4194302",
                failure(List.of("4194303"), "3").getNiceHelp());
        assertTrue(failure(List.of("5", "4"), "3").getNiceHelp().contains("from 5 to"));
        assertTrue(failure(List.of(), "31").getNiceHelp().contains("--wait: '31' is not a number from 1 to 30"));
    }

    private CommandException failure(List<String> instances, String wait) {
        return assertThrows(CommandException.class, () -> BacnetView.whoIs(gateway, instances, wait));
    }
}
