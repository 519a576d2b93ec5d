package io.karawatt.modbus.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseParserTest {

    private static final Request READ = new Request.ReadHoldingRegisters(107, 3);
    private static final Request IDENTIFY = new Request.ReadDeviceIdentification(1, 0);

    /** Answer of pymodbus 3.0.0 to a basic identification; the example in V1.1b3 §6.21 miscounts its second object. */
    private static final String IDENTITY =
            "2B 0E 01 83 00 00 03 00 07 43 6F 6D 70 61 6E 79 01 04 50 72 6F 64 02 02 56 32";

    /** The examples of Modbus Application Protocol V1.1b3 §6.3, §6.4, §6.6, §6.12 and §7. */
    @Test
    void theExamplesOfTheSpecificationAreUnderstoodAndWrittenBack() {
        both(READ, "03 06 02 2B 00 00 00 64", new Response.ReadRegisters(3, Registers.of(555, 0, 100)));
        both(new Request.ReadInputRegisters(8, 1), "04 02 00 0A", new Response.ReadRegisters(4, Registers.of(10)));
        both(new Request.WriteSingleRegister(1, 3), "06 00 01 00 03", new Response.WrittenSingle(1, 3));
        both(
                new Request.WriteMultipleRegisters(1, Registers.of(10, 258)),
                "10 00 01 00 02",
                new Response.WrittenMultiple(1, 2));
        both(READ, "83 02", new Response.ExceptionResponse(0x83, 2));
    }

    @Test
    void anIdentificationOfAnIndependentPeerIsUnderstoodAndWrittenBack() {
        both(
                IDENTIFY,
                IDENTITY,
                new Response.DeviceIdentification(
                        1, 0x83, false, 0, new TreeMap<>(Map.of(0, "Company", 1, "Prod", 2, "V2"))));
    }

    private static void both(Request request, String bytes, Response response) {
        ByteBuffer pdu = Hex.buffer(bytes);
        assertEquals(new ParsedResponse.Good(response), ResponseParser.parse(request, pdu));
        assertFalse(pdu.hasRemaining());
        ByteBuffer out = ByteBuffer.allocate(Request.MAX_PDU);
        response.writeTo(out);
        assertEquals(bytes, Hex.written(out));
    }

    /** Each of these would otherwise become a plausible but wrong measurement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "03",
                "04 06 02 2B 00 00 00 64",
                "84 02",
                "83",
                "83 02 00",
                "03 04 02 2B 00 00",
                "03 06 02 2B 00 00 00",
                "03 06 02 2B 00 00 00 64 00",
            })
    void anAnswerToAnotherQuestionIsNoAnswer(String bytes) {
        refused(READ, bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"06 00 01 00 04", "06 00 02 00 03", "06 00 01 00", "06 00 01 00 03 00"})
    void anEchoThatDiffersIsNoConfirmation(String bytes) {
        refused(new Request.WriteSingleRegister(1, 3), bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2B 0E 01 83 00 00",
                "2B 0D 01 83 00 00 00",
                "2B 0E 02 83 00 00 00",
                "2B 0E 01 83 01 00 00",
                "2B 0E 01 83 00 00 01",
                "2B 0E 01 83 00 00 01 00 02 41",
                "2B 0E 01 83 00 00 01 00 01 41 42",
                "2B 0E 01 83 00 00 02 00 01 41 00 01 42",
            })
    void anIdentificationWhoseLengthsDisagreeIsRefused(String bytes) {
        refused(IDENTIFY, bytes);
    }

    private static void refused(Request request, String bytes) {
        ByteBuffer pdu = Hex.buffer(bytes);
        ParsedResponse.Bad bad = assertInstanceOf(ParsedResponse.Bad.class, ResponseParser.parse(request, pdu));
        assertFalse(bad.reason().isBlank());
        assertFalse(pdu.hasRemaining());
    }
}
