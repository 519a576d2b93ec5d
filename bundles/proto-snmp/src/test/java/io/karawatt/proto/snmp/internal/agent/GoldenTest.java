package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.smi.OctetString;

/** Octets that others made: standards and net-snmp. */
class GoldenTest {

    @TempDir
    private Path folder;

    static java.util.List<Captures> captures() throws IOException {
        return Captures.read();
    }

    /** All protocols and both ways to lengthen keys, against the independent implementation of net-snmp. */
    @ParameterizedTest
    @MethodSource("captures")
    void aMessageOfNetSnmpIsUnderstood(Captures capture) throws IOException {
        try (TestAgent agent = new TestAgent(folder, capture.config())) {
            agent.ask(capture.bytes());
            assertEquals(1, agent.count(Count.IN_GET_REQUESTS));
            assertEquals(1, agent.count(Count.IN_TOTAL_REQ_VARS));
        }
    }

    /** RFC 3414 A.3: pass phrase maplesyrup, engine 00 00 00 00 00 00 00 00 00 00 00 02. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 526f5eed9fcce26f8964c2930787d82b",
        "SHA_1, 6695febc9288e36282235fc7151f128497b38f3f",
    })
    void keysAreMadeAsTheStandardShows(Authentication authentication, String key) {
        byte[] engine = HexFormat.of().parseHex("000000000000000000000002");
        byte[] made =
                Objects.requireNonNull(authentication.protocol()).passwordToKey(new OctetString("maplesyrup"), engine);
        assertEquals(key, HexFormat.of().formatHex(made));
    }

    /** snmpget -v2c of I1 of device 4, load 1, as net-snmp 5.9.3 sends it; the answer as RFC 3416 has it. */
    @Test
    void aGetOfVersion2IsAnsweredOctetByOctet() throws IOException {
        try (TestAgent agent = new TestAgent(folder)) {
            assertEquals(
                    "3035020101" // message, version 2c
                            + "04096c6f6f6b2d6f6e6c79" // look-only
                            + "a225020412345678020100020100" // response, request id, no error
                            + "30173015060f2b06010401a34b0a141401ce10" // 1.3.6.1.4.1.4555.10.20.20.1.10000
                            + "0401" // .4.1
                            + "02023039", // 12345
                    agent.ask("3033020101 04096c6f6f6b2d6f6e6c79 a023020412345678020100020100"
                                    + "30153013060f2b06010401a34b0a141401ce100401 0500")
                            .replaceAll("\\s", ""));
        }
    }

    /** What managers send first (RFC 3414 §4): an empty message, answered by a report with the engine id. */
    @Test
    void theEngineIdIsFoundOutByAnEmptyMessage() throws IOException {
        try (TestAgent agent = new TestAgent(folder)) {
            String report = agent.ask("303e020103301102 04417cd019 020300ffe3 040104 020103"
                    + "0410 300e 0400 020100 020100 0400 0400 0400"
                    + "3014 0400 0400 a00e 02041873 0d0b 020100 020100 3000");
            assertTrue(report.contains("040d800000000599170fbb183477a3"), report);
            assertTrue(report.contains("060a2b060106030f01010400" + "410101"), "usmStatsUnknownEngineIDs.0 = 1");
            assertTrue(
                    agent.events().stream().noneMatch(event -> event instanceof io.karawatt.event.Event.AccessRefused));
        }
    }
}
