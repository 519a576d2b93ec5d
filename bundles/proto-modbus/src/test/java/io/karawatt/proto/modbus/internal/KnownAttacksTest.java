package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The attacks that public reports on the DIRIS Digiware M-70 describe: one unauthenticated write, or a few, took the
 * gateway down or reset it. Ours neither obeys nor forwards them, though everything is allowed here that a policy can
 * allow: over unit 255 and its own address to itself, and by unit id to a meter, to a DIRIS B-30 and to an M-70 that
 * hang on its lines, in functions 6, 16, 22 and 23, through each of the three doors: Modbus TCP, RTU over TCP and a
 * serial line. What is forbidden stands in the shipped profiles.
 */
class KnownAttacksTest {

    private static final int UNLOCK_CODE = 58112;
    private static final int ADDRESSING_COMMAND = 4352;
    private static final int MODBUS_ADDRESS = 29440;
    private static final int SYSTEM_ACTION = 57856;
    private static final int USB_FUNCTION = 57872;
    private static final List<Integer> GATEWAY = List.of(255, 1);
    private static final List<Integer> BEHIND = List.of(9, 20, 41);

    private TestServer server;
    private RawClient client;
    private RawClient rtu;
    private RtuSlave serial;

    @BeforeEach
    void open() throws Exception {
        server = new TestServer("rtu.enabled", true, "rtu.port", 0);
        server.gateway().install(installation());
        server.gate().bind(TestServer.ALLOW_ALL);
        client = server.client();
        rtu = server.rtuClient();
        serial = new RtuSlave(RtuSlaveTest.settings(), server.services());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        rtu.close();
        server.close();
    }

    private static Installation installation() throws IOException {
        Profiles shipped = ProfileLibrary.load(ProfileSources.classPath(KnownAttacksTest.class.getClassLoader()))
                .profiles();
        List<Device> devices =
                List.of(device("i35-9", "I-35", 9), device("b30-20", "B-30 RS485", 20), device("m70-41", "M-70", 41));
        Map<String, InstalledDevice> installed = devices.stream()
                .map(device -> {
                    DeviceProfile profile = shipped.find(device.reference()).orElseThrow();
                    return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
                })
                .collect(Collectors.toMap(i -> i.device().key(), Function.identity()));
        return new Installation(devices, installed);
    }

    private static Device device(String key, String reference, int address) {
        return new Device(key, key, reference, "rs485", address, address, "", "", List.of());
    }

    private static String word(int number) {
        return String.format("%04X", number);
    }

    private String ask(int unit, String pdu) throws IOException {
        String frame = "00010000" + word(1 + pdu.length() / 2) + String.format("%02X", unit) + pdu;
        return client.ask(hex(frame));
    }

    private String rtu(int unit, String pdu) throws IOException {
        rtu.send(ScriptedLine.sealed(hex(String.format("%02X", unit) + pdu)));
        return rtu.receive(5);
    }

    private String serial(int unit, String pdu) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(pdu));
        Response.ExceptionResponse refusal = assertInstanceOf(
                Response.ExceptionResponse.class,
                serial.answer(unit, RequestParser.parse(bytes)).orElseThrow());
        return String.format("%02X %02X %02X", unit, refusal.function(), refusal.code());
    }

    private static String hex(String digits) {
        return HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(digits));
    }

    /** Modbus Application Protocol V1.1b3 §6.6, §6.12, §6.16, §6.17. */
    private static List<String> writes(int register, int value) {
        return List.of(
                "06" + word(register) + word(value),
                "10" + word(register) + "000102" + word(value),
                "16" + word(register) + "0000" + word(value),
                "17" + word(register) + "0001" + word(register) + "000102" + word(value));
    }

    private void refused(int unit, int register, int value) throws IOException {
        for (String pdu : writes(register, value)) {
            int function = Integer.parseInt(pdu.substring(0, 2), 16);
            boolean known = function == 0x06 || function == 0x10;
            String code = known && BEHIND.contains(unit) ? "02" : "01";
            String expected = "00 01 00 00 00 03 " + String.format("%02X %02X ", unit, 0x80 | function) + code;
            String what = "unit " + unit + " register " + register + " PDU " + pdu;
            assertEquals(expected, ask(unit, pdu), what);
            if (unit <= Device.MAX_ADDRESS) { // over a serial line there is no unit 255
                String refusal = expected.substring(18);
                assertEquals(ScriptedLine.sealed(refusal), rtu(unit, pdu), what);
                assertEquals(refusal, serial(unit, pdu), what);
            }
        }
    }

    private void neitherObeyedNorForwarded(int register, int... values) throws IOException {
        for (int value : values) {
            for (int unit : GATEWAY) {
                refused(unit, register, value);
            }
            for (int unit : BEHIND) {
                refused(unit, register, value);
            }
        }
        assertEquals(0, server.line().submitted());
        assertEquals(List.of(), server.gateway().events(Event.WriteHappened.class));
        assertTrue(server.count("writes refused") >= 2L * values.length * (GATEWAY.size() + BEHIND.size()));
        assertEquals(1, server.gateway().address());
    }

    /**
     * Denial of service with which the documented default credentials came back. Register 57856 makes a device act:
     * 0xA1 stores its settings, 0xB2 restarts it, 0xE5 brings the factory settings back (table of the DIRIS B-30).
     */
    @Test
    void cve202449572RestartAndFactorySettings() throws IOException {
        neitherObeyedNorForwarded(UNLOCK_CODE, 1000);
        neitherObeyedNorForwarded(SYSTEM_ACTION, 0xA1, 0xB2, 0xE5);
    }

    /** Denial of service by one packet; the same register, without unlocking before. */
    @Test
    void cve202448882ActionWithoutUnlocking() throws IOException {
        neitherObeyedNorForwarded(SYSTEM_ACTION, 0xA1, 0xB2, 0xC3, 0xE5, 0);
    }

    /**
     * One write of 1 to 4352, a command of the addressing, gave the gateway the address 15: it could not be reached.
     */
    @Test
    void cve202554849AddressingCommand() throws IOException {
        neitherObeyedNorForwarded(ADDRESSING_COMMAND, 1);
    }

    /** Unlock by 1000 to 58112, another Modbus address to 29440, 161 to 57856 to store it. */
    @Test
    void cve202554850AnotherModbusAddress() throws IOException {
        neitherObeyedNorForwarded(UNLOCK_CODE, 1000);
        neitherObeyedNorForwarded(MODBUS_ADDRESS, 15, 247);
        neitherObeyedNorForwarded(SYSTEM_ACTION, 161);
    }

    /** The USB function, over port 502. */
    @Test
    void cve202555221UsbFunctionOverTcp() throws IOException {
        neitherObeyedNorForwarded(USB_FUNCTION, 0, 1, 0xFFFF);
    }

    /** The USB function after unlocking, as the report on RTU over TCP has it: every door asks the same gate. */
    @Test
    void cve202555222UsbFunctionAfterUnlocking() throws IOException {
        neitherObeyedNorForwarded(UNLOCK_CODE, 1000);
        neitherObeyedNorForwarded(USB_FUNCTION, 1);
    }

    /** A write that only brushes a forbidden register is refused as a whole. */
    @Test
    void aLongWriteAcrossAForbiddenRegisterIsRefused() throws IOException {
        int unit = 9;
        String pdu = "10" + word(57605) + "000204" + word(1) + word(1);
        assertEquals("00 01 00 00 00 03 09 90 02", ask(unit, pdu));
        String brush = "10" + word(58112) + "000204" + word(1000) + word(1);
        assertEquals("00 01 00 00 00 03 09 90 02", ask(unit, brush));
        assertEquals(0, server.line().submitted());
    }
}
