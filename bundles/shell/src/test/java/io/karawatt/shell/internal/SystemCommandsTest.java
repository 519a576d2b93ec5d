package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.journal.Journal;
import io.karawatt.journal.JournalEntry;
import io.karawatt.topology.Topology;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class SystemCommandsTest {

    private static final Face SERVER = new Server();

    @Test
    void aMissingBundleIsNamedWithItsFeature() {
        Services none = new Site.Fakes();

        assertEquals(
                "the logbook is not available: bundle journal is not running (feature karawatt-core)",
                assertThrows(CommandException.class, () -> none.need(Journal.class))
                        .getNiceHelp());
        assertEquals(
                "the Modbus TCP server is not running (feature karawatt-proto-modbus)",
                assertThrows(CommandException.class, () -> SystemView.face("modbus-tcp", List.of()))
                        .getNiceHelp());
    }

    // It is asked first when something is wrong, and then half of the bundles may be away.
    @Test
    void theGatewayIsShownEvenWhenNothingElseRuns() {
        assertTrue(SystemView.info(new Site.Fakes(), Site.NOON).text().contains("time        2026-03-29T12:00:00Z"));
    }

    @Test
    void theGatewayIsShownWithItsLinesAndDoors() {
        Services services = new Site.Fakes()
                .with(Topology.class, () -> Site.INSTALLATION)
                .with(BusLine.class, new Site.Line("digiware", new BusReply.Silent("x")))
                .with(Endpoint.class, SERVER);

        String text = SystemView.info(services, Site.NOON).text();

        assertTrue(text.contains("devices     2\nlines       1\nlinesUp     1\n"), text);
        assertTrue(text.endsWith("endpoints\nname        address\nmodbus-tcp  127.0.0.1:1502\n"), text);
    }

    @Test
    void whoIsConnectedIsShownWithTimesInIso8601() {
        assertEquals("""
                client           since                 requests  exceptions  lastRequest
                192.0.2.7:49152  2026-03-29T12:00:00Z        12           1  2026-03-29T12:00:05Z
                """, SystemView.clients(SERVER).text());
    }

    @Test
    void theCountersOfADoorKeepTheirOrder() {
        assertEquals("""
                endpoint  modbus-tcp
                address   127.0.0.1:1502
                refused   3
                """, SystemView.counters(SERVER).text());
    }

    @Test
    void everyLineOnWhichTheGatewayIsSlaveIsShown() {
        assertEquals("""
                line                   what      count
                /dev/ttyUSB0 9600 8E1  requests     12
                """, SystemView.slaves(List.of(SERVER, new Slave())).text());
        assertTrue(SystemView.slaves(List.of(SERVER)).text().contains("slave on no serial line"));
    }

    @Test
    void aFullQueueIsVisible() {
        assertEquals(
                """
                contributor  topic  capacity  waiting  passed  dropped
                journal      bus        1000     1000    1234       56
                """,
                SystemView.queues(List.of(new QueueState("journal", Topic.BUS, 1000, 1000, 1234, 56)))
                        .text());
    }

    @Test
    void theLogbookIsOneLineAnEntry() {
        assertEquals(
                """
                time                  topic  text
                2026-03-29T12:00:00Z  bus    line rs485 is up
                """,
                SystemView.events(List.of(new JournalEntry(Site.NOON, "bus", "line rs485 is up")))
                        .text());
    }

    private static final class Slave implements Face {

        @Override
        public String name() {
            return "modbus-rtu";
        }

        @Override
        public String address() {
            return "/dev/ttyUSB0 9600 8E1";
        }

        @Override
        public List<Client> clients() {
            return List.of();
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("requests", 12L);
        }
    }

    private static final class Server implements Face {

        @Override
        public String name() {
            return "modbus-tcp";
        }

        @Override
        public String address() {
            return "127.0.0.1:1502";
        }

        @Override
        public List<Client> clients() {
            return List.of(new Client("192.0.2.7:49152", Site.NOON, 12, 1, Site.NOON.plusSeconds(5)));
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("refused", 3L);
        }
    }
}
