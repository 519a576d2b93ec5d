package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.topology.Installation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway itself as a Modbus device, and function 43/14. */
class GatewayTest {

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer();
        client = server.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private String read(String unit, int address, int count) throws IOException {
        String answer = client.ask(
                String.format("00 01 00 00 00 06 %s 03 %02X %02X 00 %02X", unit, address >> 8, address & 0xFF, count));
        return answer.substring(21);
    }

    private static DeviceStatus status(String device, DeviceStatus.State state) {
        return new DeviceStatus(
                device, 9, state, LineStatus.Counters.ZERO, Instant.EPOCH, Duration.ZERO, Duration.ZERO, Instant.EPOCH);
    }

    /** facts: drivers detect the family by "SOCO" at 50000, one character a word. */
    @ParameterizedTest
    @ValueSource(strings = {"FF", "01"})
    void theGatewayIntroducesItselfAtBothItsUnitIds(String unit) throws IOException {
        assertEquals("03 0C 00 53 00 4F 00 43 00 4F 01 90 10 4A", read(unit, 50000, 6));
    }

    @Test
    void textsAreTwoCharactersAWordAndPaddedWithNul() throws IOException {
        assertEquals("03 0A 4B 61 72 61 77 61 74 74 00 00", read("FF", 50042, 5));
        assertEquals("03 0A 44 49 52 49 53 20 44 2D 37 30", read("FF", 50058, 5));
    }

    @Test
    void aReadMayBeginInsideAValue() throws IOException {
        assertEquals("03 04 00 E5 C8 01", read("FF", 50067, 2));
        assertEquals("03 02 C8 01", read("FF", 50068, 1));
    }

    @Test
    void reservedRegistersOfAPageWithRowsAreZeroAndOtherPagesDoNotExist() throws IOException {
        assertEquals("03 06 00 00 00 00 00 00", read("FF", 520, 3));
        assertEquals("83 02", read("FF", 768, 1));
        assertEquals("83 02", read("FF", 767, 2));
        assertEquals("83 02", read("FF", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4352, 57856, 58112})
    void whatCanOnlyBeWrittenDoesNotExistForAReader(int address) throws IOException {
        assertEquals("83 02", read("FF", address, 1));
    }

    @Test
    void operatingSecondsCount() throws IOException {
        server.time().advance(Duration.ofSeconds(70_000));
        assertEquals("03 04 00 01 11 70", read("FF", 512, 2));
    }

    @Test
    void theClockIsToldInFields() throws IOException {
        assertEquals("03 06 00 1D 00 03 07 EA", read("FF", 57600, 3));
    }

    @Test
    void theDeviceListTellsEachDeviceInEightRegisters() throws IOException {
        server.line().devices(List.of(status(Samples.METER, DeviceStatus.State.GOOD)));
        // address 9, product 4351, RS485, good, NET ID E5C809, one load, one reserved; then a free place
        assertEquals("03 14 00 09 10 FF 00 01 00 01 00 E5 C8 09 00 01 00 00 00 00 00 00", read("FF", 28688, 10));
    }

    @Test
    void goodAndSilentDevicesAreCounted() throws IOException {
        server.line()
                .devices(List.of(
                        status("a", DeviceStatus.State.GOOD),
                        status("b", DeviceStatus.State.SILENT),
                        status("c", DeviceStatus.State.GOOD),
                        status("d", DeviceStatus.State.UNKNOWN)));
        assertEquals("03 04 00 02 00 01", read("FF", 28672, 2));
    }

    @Test
    void withoutAProfileOfItsOwnTheGatewayFailsHonestly() throws IOException {
        server.gateway().profiles();
        assertEquals("83 04", read("FF", 512, 1));
    }

    @Test
    void theGatewayIsFoundAtItsOwnAddressEvenWhenADeviceClaimsIt() throws IOException {
        server.gateway().install(Samples.installation(Samples.device("i35-1", 1, "rs485")));
        assertEquals("03 02 10 4A", read("01", 50005, 1));
    }

    /** §6.21, form of the example: 2B 0E 01 then conformity, more, next, number, objects. */
    @Test
    void theGatewayTellsItsBasicIdentification() throws IOException {
        assertEquals(
                "00 01 00 00 00 1F FF 2B 0E 01 83 00 00 03"
                        + " 00 08 4B 61 72 61 77 61 74 74 01 04 44 2D 37 30 02 05 30 2E 31 2E 30",
                client.ask("00 01 00 00 00 05 FF 2B 0E 01 00"));
    }

    @Test
    void oneObjectCanBeAskedForAlone() throws IOException {
        assertEquals(
                "00 01 00 00 00 0E FF 2B 0E 04 83 00 00 01 01 04 44 2D 37 30",
                client.ask("00 01 00 00 00 05 FF 2B 0E 04 01"));
        assertEquals("00 01 00 00 00 03 FF AB 02", client.ask("00 01 00 00 00 05 FF 2B 0E 04 77"));
    }

    @Test
    void aStreamFromAnUnknownObjectBeginsAtTheBeginning() throws IOException {
        assertEquals(client.ask("00 01 00 00 00 05 FF 2B 0E 01 00"), client.ask("00 01 00 00 00 05 FF 2B 0E 01 70"));
    }

    @Test
    void aDeviceIsIdentifiedFromWhatIsKnownWithoutTheBus() throws IOException {
        server.image(50007, 153);
        String answer = client.ask("00 01 00 00 00 05 09 2B 0E 02 00");
        assertTrue(answer.contains(hex("Socomec")), answer);
        assertTrue(answer.contains(hex("I-35")), answer);
        assertTrue(answer.contains(hex("1.53")), answer);
        assertTrue(answer.contains(hex("Office i35-9")), answer);
        assertEquals(0, server.line().submitted());
    }

    @Test
    void aDeviceWithoutProfileIsIdentifiedByItsReference() throws IOException {
        server.gateway()
                .install(new Installation(List.of(Samples.device(Samples.METER, 9, "rs485")), java.util.Map.of()));
        assertEquals(
                "00 01 00 00 00 12 09 2B 0E 01 83 00 00 03 00 00 01 04 49 2D 33 35 02 00",
                client.ask("00 01 00 00 00 05 09 2B 0E 01 00"));
    }

    private static String hex(String text) {
        return java.util.HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
