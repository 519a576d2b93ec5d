package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The SNMP agent of the demo, asked by net-snmp's commands and heard by its receiver of notifications. */
class SnmpTest {

    private static final String BRANCH = ".1.3.6.1.4.1.4555.10.";
    private static final String INSTANTANEOUS = BRANCH + "20.20.1.";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int WORD = 0xFFFF;

    @TempDir
    private static Path data;

    private static Demo demo;
    private static NetSnmp snmp;
    private static Path modules;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        demo = Demo.start(data);
        snmp = new NetSnmp(demo.snmp());
        modules = NetSnmp.modules(demo);
    }

    @AfterAll
    static void stopTheDemo() {
        demo.close();
    }

    static Stream<List<String>> versions() {
        return Stream.of(NetSnmp.V1, NetSnmp.V2C, NetSnmp.V3);
    }

    // The examples of the D-50/D-70 manual, Annex I-5: addresses 4 and 5, loads 1 to 3, I2 of a single-phase load, THD.
    @ParameterizedTest
    @MethodSource("versions")
    void theExamplesOfTheManualsAreAnswered(List<String> who) throws IOException, InterruptedException {
        for (String load : List.of("4.1", "5.1", "5.2", "5.3")) {
            assertTrue(measured(who, INSTANTANEOUS + "10000." + load) > 0, load);
        }
        assertEquals("0", snmp.get(who, INSTANTANEOUS + "10001.5.1"));
        assertEquals("0", snmp.get(who, INSTANTANEOUS + "100006.4.1"));
    }

    @Test
    void aValueIsShownWithItsNameAndUnit() throws IOException, InterruptedException {
        measured(NetSnmp.V2C, INSTANTANEOUS + "10000.4.1");
        String shown = snmp.named("snmpget", NetSnmp.V3, "KARAWATT-MIB::instCurrentI1.4.1")
                .text();
        assertTrue(shown.matches("KARAWATT-MIB::instCurrentI1\\.4\\.1 = Gauge32: [0-9]+\\.[0-9]{3} A"), shown);
    }

    @ParameterizedTest
    @CsvSource({
        "instCurrentI1.5.3, 20.20.1.10000.5.3",
        "avgPowerActiveTotal.5.1, 20.30.1.80031.5.1",
        "totalEnergyActivePos.4.1, 20.40.1.50001.4.1",
        "digOutCommand.10.2, 30.20.1.2.10.2"
    })
    void namesAndNumbersAreTranslatedBothWays(String name, String number) throws IOException, InterruptedException {
        assertEquals(BRANCH + number, translate("-On", "KARAWATT-MIB::" + name));
        assertEquals("KARAWATT-MIB::" + name, translate("-OS", BRANCH + number));
    }

    private static String translate(String form, String oid) throws IOException, InterruptedException {
        return Program.run(
                        Path.of("."),
                        Duration.ofSeconds(30),
                        "snmptranslate",
                        "-M",
                        modules.toString(),
                        "-m",
                        "KARAWATT-MIB",
                        form,
                        oid)
                .text();
    }

    // RFC 2578 to 2580, as strictly as libsmi judges.
    @Test
    void theModuleIsClean() throws IOException, InterruptedException {
        Program.Result lint = Program.run(
                Path.of("."),
                Duration.ofSeconds(60),
                "env",
                "SMIPATH=" + modules.toAbsolutePath(),
                "smilint",
                "-s",
                "-m",
                "-l",
                "6",
                modules.resolve("KARAWATT-MIB").toString());
        assertEquals("", lint.text());
    }

    @Test
    void aWalkOfAColumnListsTheLoadsOfTheSite() throws IOException, InterruptedException {
        List<String> byNext =
                snmp.run("snmpwalk", NetSnmp.V1, INSTANTANEOUS + "10000").lines();
        List<String> inBulk = snmp.run("snmpbulkwalk", NetSnmp.V2C, "-Cr50", INSTANTANEOUS + "10000")
                .lines();
        assertEquals(names(byNext), names(inBulk));
        assertTrue(names(inBulk)
                .containsAll(List.of(
                        INSTANTANEOUS + "10000.4.1", INSTANTANEOUS + "10000.5.3", INSTANTANEOUS + "10000.9.1")));
    }

    // snmpbulkwalk stops with "OID not increasing" when an agent goes back.
    @Test
    void aWalkOfEverythingEndsAtItsEnd() throws IOException, InterruptedException {
        Program.Result all = snmp.run("snmpbulkwalk", NetSnmp.V2C, "-Cr50", ".1.3.6");
        assertEquals(0, all.status(), all.text());
        List<String> names = names(all.lines());
        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(names.size() > 10_000, () -> "only " + names.size() + " objects");
    }

    private static List<String> names(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(".") && !line.contains(" = No more variables"))
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();
    }

    // Voltages and currents of load 1: registers 18444 to 18465 of the meter and the columns of the same quantities.
    @ParameterizedTest
    @CsvSource({"9, 1", "4, 1", "6, 1", "11, 1"})
    void whatNetSnmpReadsEqualsTheTruthWithinOnePollPeriod(int address, int load)
            throws IOException, InterruptedException {
        List<Integer> columns = List.of(20000, 20001, 20002, 20003, 30000, 30001, 30002, 10000, 10001, 10002, 10003);
        String[] oids = columns.stream()
                .map(column -> INSTANTANEOUS + column + "." + address + "." + load)
                .toArray(String[]::new);
        Agreement.check(demo, (unit, from, count) -> words(oids), address, 18444, 22);
    }

    private static List<Integer> words(String... oids) throws IOException, InterruptedException {
        List<Integer> words = new ArrayList<>();
        for (String line : snmp.run("snmpget", NetSnmp.V2C, oids).lines()) {
            long value = Long.parseLong(line.substring(line.indexOf(" = ") + 3));
            words.add((int) (value >> Short.SIZE) & WORD);
            words.add((int) value & WORD);
        }
        return words;
    }

    // The manuals' example of a SetRequest. Register 11282 of the module: bit n-1 is output n.
    @Test
    void aSetSwitchesAnOutputAndOnlyForWhomItIsAllowed() throws IOException, InterruptedException {
        String command = BRANCH + "30.20.1.2.7.2";
        assertNotEquals(0, snmp.run("snmpset", NetSnmp.V3, command, "i", "1").status());
        assertNotEquals(0, snmp.run("snmpset", NetSnmp.V2C, command, "i", "1").status());
        assertNotEquals(
                0, snmp.run("snmpset", NetSnmp.V3_WRITE, command, "i", "2").status());

        for (int state : new int[] {1, 0}) {
            Program.Result set = snmp.run("snmpset", NetSnmp.V3_WRITE, command, "i", "" + state);
            assertEquals(0, set.status(), set.text());
            assertEquals(state, Mbpoll.tcp(demo.truth(), 7, 11282, 1).get(0) >> 1 & 1);
            await(NetSnmp.V2C, BRANCH + "30.20.1.1.7.2", "" + state);
        }
    }

    @Test
    void whatIsOnlyToBeReadIsNotWritten() throws IOException, InterruptedException {
        Program.Result set = snmp.run("snmpset", NetSnmp.V2C_WRITE, INSTANTANEOUS + "10000.4.1", "u", "1");
        assertTrue(set.text().contains("notWritable"), set.text());
    }

    @Test
    void snmptrapdIsToldOfDevicesThatFallSilentAndComeBack() throws IOException, InterruptedException {
        String engineId = snmp.get(NetSnmp.V3, ".1.3.6.1.6.3.10.2.1.1.0").replace(" ", "");
        try (SnmpTrapd receiver = SnmpTrapd.start(data.resolve("snmptrapd"), modules, engineId)) {
            told(receiver, "v1", "trap", "sim:pull 14", "deviceLost");
            told(receiver, "v2c", "trap", "sim:plug 14", "deviceBack");
            told(receiver, "v2c", "inform", "sim:pull 14", "deviceLost");
            told(receiver, "v3", "trap", "sim:plug 14", "deviceBack");
            told(receiver, "v3", "inform", "sim:pull 14", "deviceLost");
            told(receiver, "v2c", "inform", "sim:plug 14", "deviceBack");
        }
    }

    private static void told(SnmpTrapd receiver, String version, String kind, String deed, String wanted)
            throws IOException, InterruptedException {
        demo.run("config:edit io.karawatt.proto.snmp.traps; config:property-set enabled true; "
                + "config:property-set version " + version + "; config:property-set kind " + kind + "; "
                + "config:property-set community " + SnmpTrapd.COMMUNITY + "; config:property-set user demo-read; "
                + "config:property-set host1 127.0.0.1; config:property-set port1 " + receiver.port() + "; "
                + "config:update");
        demo.until("snmp:trap-test", "true");
        receiver.await("KARAWATT-MIB::testNotification");
        demo.run(deed);
        String line = receiver.await("KARAWATT-MIB::" + wanted);
        assertTrue(line.contains("KARAWATT-MIB::alarmAddress.0 = Gauge32: 14"), line);
        assertTrue(line.contains("io20-14 on digiware"), line);
    }

    private static long measured(List<String> who, String oid) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        String said = snmp.get(who, oid);
        while (!said.matches("[1-9][0-9]*") && System.nanoTime() - end < 0) {
            said = snmp.get(who, oid);
        }
        assertTrue(said.matches("[1-9][0-9]*"), oid + " never had a value, but: " + said);
        return Long.parseLong(said);
    }

    /** Asks until the next poll has brought the value, however fast the answers come. */
    private static void await(List<String> who, String oid, String wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        String said = snmp.get(who, oid);
        while (!said.equals(wanted) && System.nanoTime() - end < 0) {
            said = snmp.get(who, oid);
        }
        assertEquals(wanted, said, oid);
    }
}
