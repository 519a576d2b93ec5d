package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.snmp.SnmpAgent;
import io.karawatt.snmp.SnmpDelivery;
import io.karawatt.snmp.SnmpObject;
import io.karawatt.snmp.SnmpStatus;
import io.karawatt.snmp.SnmpUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class SnmpViewTest {

    /** An agent that answers, with one community, one user and one host. */
    private static final class Agent implements SnmpAgent {

        @Override
        public SnmpStatus status() {
            return new SnmpStatus(
                    "open",
                    "",
                    "127.0.0.1:1161/udp",
                    List.of("v2c", "v3"),
                    "800000000599170fbb183477a3",
                    3,
                    Duration.ofSeconds(61),
                    List.of("v2c.write.community is still the published 'privateV2'"),
                    Map.of("snmpInPkts", 5L));
        }

        @Override
        public List<SnmpUser> users() {
            return List.of(
                    new SnmpUser("v2c", "v2c read community", false, "none", "none", "noAuthNoPriv"),
                    new SnmpUser("v3", "operator", true, "SHA-256", "AES-128", "authPriv"));
        }

        @Override
        public List<SnmpObject> walk(String oid, int most) {
            if (oid.equals("x")) {
                throw new IllegalArgumentException("'x' is no OID");
            }
            return List.of(new SnmpObject("1.3.6.1.2.1.1.3.0", "TimeTicks", "0:01:01.00"));
        }

        @Override
        public CompletableFuture<List<SnmpDelivery>> trapTest() {
            return CompletableFuture.completedFuture(
                    List.of(new SnmpDelivery("192.0.2.9:162", "v2c inform", true, "confirmed after 12 ms")));
        }
    }

    private final SnmpAgent agent = new Agent();

    @Test
    void theStatusTellsWhereHowAndWhatToMend() {
        String text = SnmpView.status(agent.status()).text();
        assertTrue(text.contains("127.0.0.1:1161/udp"), text);
        assertTrue(text.contains("v2c v3"), text);
        assertTrue(text.contains("800000000599170fbb183477a3"), text);
        assertTrue(text.contains("still the published 'privateV2'"), text);
        assertTrue(text.contains("snmpInPkts"), text);
    }

    @Test
    void usersAreListedWithoutSecrets() {
        assertEquals("""
                version  name                access  authentication  privacy  level
                v2c      v2c read community  read    none            none     noAuthNoPriv
                v3       operator            write   SHA-256         AES-128  authPriv
                """, SnmpView.users(agent).text());
    }

    @Test
    void objectsAreListed() throws CommandException {
        assertEquals("""
                oid                type       value
                1.3.6.1.2.1.1.3.0  TimeTicks  0:01:01.00
                """, SnmpView.walk(agent, "1.3.6.1.2.1.1", "10").text());
        CommandException failure = assertThrows(CommandException.class, () -> SnmpView.walk(agent, "x", "10"));
        assertEquals("'x' is no OID", failure.getNiceHelp());
        CommandException range = assertThrows(CommandException.class, () -> SnmpView.walk(agent, "1.3", "many"));
        assertEquals("--limit: 'many' is not a number from 1 to 100000", range.getNiceHelp());
    }

    @Test
    void aTestTellsWhatBecameOfEachNotification() throws Exception {
        assertEquals("""
                host           kind        delivered  outcome
                192.0.2.9:162  v2c inform  true       confirmed after 12 ms
                """, SnmpView.deliveries(agent).text());
    }
}
