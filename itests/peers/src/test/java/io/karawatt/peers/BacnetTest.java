package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo over BACnet/IP, met by a client of other authors from another network namespace, through the router. */
class BacnetTest {

    private static final String BRANCH = "1.3.6.1.4.1.4555.10.";
    private static final int ANALOG_INPUT = 0;
    private static final int BINARY_OUTPUT = 4;
    private static final int PRESENT_VALUE = 85;
    private static final int FEEDBACK_VALUE = 40;

    @TempDir
    private static Path data;

    private static Demo demo;
    private static BacnetClient client;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        String missing = BacnetClient.missing();
        assumeTrue(missing.isEmpty(), missing);
        BacnetClient.join();
        demo = Demo.startAt(BacnetClient.HOST, data);
        client = BacnetClient.of(demo.bacnet());
    }

    @AfterAll
    static void stopTheDemo() throws IOException, InterruptedException {
        if (demo != null) {
            demo.close();
        }
        if (BacnetClient.missing().isEmpty()) {
            BacnetClient.leave();
        }
    }

    /** Device instance, network and address: the gateway itself, and meters behind it. */
    @Test
    void gatewayAndMetersAreDiscoveredThroughTheRouter() throws IOException, InterruptedException {
        List<String> heard = client.run("discover");

        assertTrue(heard.stream().anyMatch(line -> line.startsWith("100 0 ")), heard.toString());
        for (int address : new int[] {3, 5, 7, 9}) {
            assertTrue(heard.contains((100 + address) + " 2001 " + address), heard.toString());
        }
    }

    /** Instance 204 is V1 of load 2, as the manuals say. */
    @ParameterizedTest
    @CsvSource({"9, 104, VoltPhNV1.1", "5, 204, VoltPhNV1.2", "9, 146, THD_I1.1", "9, 158, ER+.1"})
    void everyPropertyOfAnAnalogInputIsRead(int address, int instance, String name)
            throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>();
        for (String line : client.run("read", address, ANALOG_INPUT, instance)) {
            String[] words = line.split(" ", 2);
            properties.put(words[0], words[1]);
        }

        assertEquals("7 " + name, properties.get("77"));
        assertTrue(properties.get("85").startsWith("4 "), properties.toString());
        assertEquals("9 0", properties.get("103"), "no fault detected");
        int standard = properties.keySet().stream()
                .map(Integer::parseInt)
                .filter(id -> id < 512)
                .toList()
                .size();
        assertTrue(standard >= 12 && properties.size() > standard, properties.toString());
    }

    @ParameterizedTest
    @CsvSource({"9, 104, 18444, 100", "5, 204, 20492, 100", "9, 103, 18442, 1000", "9, 111, 18458, 1000"})
    void whatTheClientReadsEqualsTheTruthWithinOnePollPeriod(int address, int instance, int register, int scale)
            throws IOException, InterruptedException {
        Agreement.check(
                demo,
                (unit, first, count) -> {
                    long raw = Math.round(client.number(unit, ANALOG_INPUT, instance, PRESENT_VALUE) * scale);
                    return List.of((int) (raw >> 16), (int) (raw & 0xffff));
                },
                address,
                register,
                2);
    }

    /** Read over BACnet between two equal answers over SNMP: at the same moment. */
    @ParameterizedTest
    @CsvSource({
        "9, 103, 20.20.1.40000.9.1, 1000",
        "9, 104, 20.20.1.20000.9.1, 100",
        "9, 111, 20.20.1.10000.9.1, 1000",
        "9, 121, 20.20.1.80000.9.1, 1",
        "9, 146, 20.20.1.100006.9.1, 100",
        "9, 156, 20.40.1.50001.9.1, 0.001",
        "5, 211, 20.20.1.10000.5.2, 1000",
        "5, 212, 20.20.1.10001.5.2, 1000"
    })
    void snmpAndBacnetTellTheSameAtTheSameMoment(int address, int instance, String oid, double coefficient)
            throws IOException, InterruptedException {
        NetSnmp snmp = new NetSnmp(demo.host(), demo.snmp());
        List<String> told = new ArrayList<>();
        for (int attempt = 0; attempt < 20; attempt++) {
            String before = snmp.get(NetSnmp.V2C, BRANCH + oid);
            String over = Long.toString(
                    Math.round(client.number(address, ANALOG_INPUT, instance, PRESENT_VALUE) * coefficient));
            String after = snmp.get(NetSnmp.V2C, BRANCH + oid);
            told.add(before + " " + over + " " + after);
            if (before.equals(after) && before.equals(over)) {
                return;
            }
        }
        throw new AssertionError("SNMP, BACnet and SNMP again never told the same: " + told);
    }

    @Test
    void anOutputIsSwitchedAndGivenUp() throws IOException, InterruptedException {
        assertEquals(List.of("done"), client.run("write", 7, BINARY_OUTPUT, 1, 1, 8));
        assertEquals(1, client.number(7, BINARY_OUTPUT, 1, PRESENT_VALUE));
        for (int attempt = 0; attempt < 20 && client.number(7, BINARY_OUTPUT, 1, FEEDBACK_VALUE) < 1; attempt++) {
            // The next poll brings it.
        }
        assertEquals(1, client.number(7, BINARY_OUTPUT, 1, FEEDBACK_VALUE));
        assertEquals(1, Mbpoll.tcp(demo.host(), demo.truth(), 7, 11282, 1).get(0) & 1);

        assertEquals(List.of("done"), client.run("write", 7, BINARY_OUTPUT, 1, "null", 8));
        assertEquals(0, Mbpoll.tcp(demo.host(), demo.truth(), 7, 11282, 1).get(0) & 1);
    }

    @Test
    void aSubscriberIsToldOfChanges() throws IOException, InterruptedException {
        List<String> told = client.run("watch", 9, ANALOG_INPUT, 121, 3);

        assertEquals(3, told.size());
        for (String line : told) {
            assertTrue(line.matches("109 85 \\S+ 111 .*"), line);
        }
    }
}
