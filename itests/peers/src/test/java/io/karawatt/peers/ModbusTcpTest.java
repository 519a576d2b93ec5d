package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Modbus TCP server of the demo, read by mbpoll, compared with the simulated meters themselves. */
class ModbusTcpTest {

    /** The freshness contract of the server: an answer is at most one poll period of 1 s old. */
    private static final Duration FRESHNESS = Duration.ofSeconds(1);

    /** What the way over the line and two starts of mbpoll may take on a busy machine. */
    private static final Duration WAY = Duration.ofSeconds(2);

    @TempDir
    private static Path data;

    private static Demo demo;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        demo = Demo.start(data);
    }

    @AfterAll
    static void stopTheDemo() {
        demo.close();
    }

    // The simulated site moves on once a second. What the gateway says must be what the meter said at some moment
    // between "one period ago" and "now"; a mixture of two moments or an older answer is a fault.
    @ParameterizedTest(name = "unit {0}, {2} registers from {1}")
    @CsvSource({
        "3, 36864, 37",
        "4, 18432, 92",
        "5, 18432, 92",
        "5, 20480, 92",
        "5, 22528, 92",
        "6, 18432, 92",
        "9, 18432, 92",
        "9, 19840, 60",
        "11, 18432, 92",
        "20, 18432, 92",
        "21, 18432, 92",
        "22, 50512, 80",
        "23, 50512, 80",
        "24, 50512, 80",
        "25, 20480, 5",
        "30, 36864, 20",
        "31, 18432, 16",
        "9, 50000, 69",
        "22, 50000, 66"
    })
    void whatMbpollReadsEqualsTheTruthWithinOnePollPeriod(int unit, int address, int count)
            throws IOException, InterruptedException {
        Deque<Snapshot> truth = new ArrayDeque<>();
        truth.add(truth(unit, address, count));
        for (int attempt = 0; attempt < 60; attempt++) {
            List<Integer> said = Mbpoll.tcp(demo.modbus(), unit, address, count);
            long end = System.nanoTime();
            truth.add(truth(unit, address, count));
            long oldest = end - FRESHNESS.plus(WAY).toNanos();
            truth.removeIf(s -> s.until() < oldest);
            if (truth.stream().anyMatch(s -> s.words().equals(said))) {
                return;
            }
        }
        fail("unit " + unit + ": the gateway never agreed with the meter; it says "
                + Mbpoll.tcp(demo.modbus(), unit, address, count) + ", the meter "
                + truth.getLast().words());
    }

    @Test
    void theGatewayIntroducesItselfUnderUnit255AndItsOwnAddress() throws IOException, InterruptedException {
        List<Integer> soco = List.of(0x53, 0x4F, 0x43, 0x4F);
        assertEquals(soco, Mbpoll.tcp(demo.modbus(), 255, 50000, 4));
        assertEquals(soco, Mbpoll.tcp(demo.modbus(), 1, 50000, 4));
    }

    // Function 43/14: object 0 is the vendor, 1 the product code, 2 the revision.
    @Test
    void pymodbusIsToldWhoTheGatewayAndAMeterAre() throws IOException, InterruptedException {
        String gateway = identify(255);
        assertTrue(gateway.contains("0=Karawatt") && gateway.contains("1=D-70"), gateway);
        String meter = identify(9);
        assertTrue(meter.contains("1=I-35"), meter);
    }

    private static String identify(int unit) throws IOException, InterruptedException {
        String script = Path.of(Objects.requireNonNull(ModbusTcpTest.class.getResource("/identify.py"))
                        .getPath())
                .toString();
        return Program.run(
                        data,
                        Duration.ofSeconds(30),
                        "/usr/bin/python3",
                        script,
                        Integer.toString(demo.modbus()),
                        Integer.toString(unit))
                .text();
    }

    // Modbus Application Protocol V1.1b3 §7: 0x0A, a gateway has no path to the unit.
    @Test
    void aUnitThatIsNotInstalledIsRefusedAsUnreachable() throws IOException, InterruptedException {
        Program.Result result = Mbpoll.read(demo.modbus(), 99, 50000, 4);
        assertTrue(result.text().contains("Gateway path unavailable"), result.text());
    }

    @Test
    void aWriteIsRefusedAndChangesNothing() throws IOException, InterruptedException {
        List<Integer> before = Mbpoll.tcp(demo.truth(), 9, 13824, 3);
        Program.Result result = Mbpoll.write(demo.modbus(), 9, 13826, before.get(2) + 1);
        assertTrue(result.text().contains("Illegal"), result.text());
        assertEquals(before, Mbpoll.tcp(demo.truth(), 9, 13824, 3));
    }

    // Public reports on a gateway of this kind: one unauthenticated write took it down or reset it.
    @ParameterizedTest
    @CsvSource({"57856, 161", "57872, 1", "4352, 1", "29440, 15", "58112, 2"})
    void theGatewaysOwnSettingsCannotBeWritten(int register, int value) throws IOException, InterruptedException {
        Program.Result result = Mbpoll.write(demo.modbus(), 255, register, value);
        assertTrue(result.text().contains("Illegal"), result.text());
        assertEquals(List.of(0x53, 0x4F, 0x43, 0x4F), Mbpoll.tcp(demo.modbus(), 255, 50000, 4));
    }

    private static Snapshot truth(int unit, int address, int count) throws IOException, InterruptedException {
        List<Integer> words = Mbpoll.tcp(demo.truth(), unit, address, count);
        return new Snapshot(words, System.nanoTime());
    }

    /** What a meter said, and until when it is known to have said so. */
    private record Snapshot(List<Integer> words, long until) {}
}
