package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Modbus TCP server of the demo, read by mbpoll, compared with the simulated meters themselves. */
class ModbusTcpTest {

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
        Agreement.check(demo, (u, a, n) -> Mbpoll.tcp(demo.modbus(), u, a, n), unit, address, count);
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
        return Script.run("identify.py", demo.modbus(), unit).text();
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
}
