package io.karawatt.modbus.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestParserTest {

    /** The examples of Modbus Application Protocol V1.1b3 §6.3, §6.4, §6.6, §6.12 and §6.21, byte for byte. */
    @Test
    void theExamplesOfTheSpecificationAreUnderstoodAndWrittenBack() {
        both("03 00 6B 00 03", new Request.ReadHoldingRegisters(107, 3));
        both("04 00 08 00 01", new Request.ReadInputRegisters(8, 1));
        both("06 00 01 00 03", new Request.WriteSingleRegister(1, 3));
        both("10 00 01 00 02 04 00 0A 01 02", new Request.WriteMultipleRegisters(1, Registers.of(10, 258)));
        both("2B 0E 01 00", new Request.ReadDeviceIdentification(1, 0));
    }

    private static void both(String bytes, Request request) {
        ByteBuffer pdu = Hex.buffer(bytes);
        assertEquals(new ParsedRequest.Parsed(request), RequestParser.parse(pdu));
        assertFalse(pdu.hasRemaining());
        ByteBuffer out = ByteBuffer.allocate(Request.MAX_PDU);
        request.writeTo(out);
        assertEquals(bytes, Hex.written(out));
    }

    /** The state diagrams of §6 give each of these its exception code; a slave that errs here misleads its masters. */
    @ParameterizedTest
    @CsvSource({
        "'', 0, 1",
        "01 00 00 00 08, 1, 1",
        "83 00 00 00 01, 131, 1",
        "03, 3, 3",
        "03 00 6B 00, 3, 3",
        "03 00 6B 00 03 00, 3, 3",
        "03 00 6B 00 00, 3, 3",
        "03 00 6B 00 7E, 3, 3",
        "04 FF FF 00 02, 4, 2",
        "03 FF 84 00 7D, 3, 2",
        "06 00 01 00, 6, 3",
        "10 00 01 00 02, 16, 3",
        "10 00 01 00 02 04 00 0A 01, 16, 3",
        "10 00 01 00 02 03 00 0A 01, 16, 3",
        "10 00 01 00 02 04 00 0A 01 02 03, 16, 3",
        "10 00 01 00 00 00, 16, 3",
        "10 00 01 00 7C F8, 16, 3",
        "10 FF FF 00 02 04 00 0A 01 02, 16, 2",
        "2B, 43, 3",
        "2B 0D 00 00, 43, 1",
        "2B 0E 01, 43, 3",
        "2B 0E 00 00, 43, 3",
        "2B 0E 05 00, 43, 3",
    })
    void whatTheSpecificationRefusesGetsItsExceptionCode(String bytes, int function, int code) {
        ByteBuffer pdu = Hex.buffer(bytes);
        ParsedRequest.Rejected rejected = (ParsedRequest.Rejected) RequestParser.parse(pdu);
        assertEquals(function, rejected.function());
        assertEquals(code, rejected.exceptionCode());
        assertFalse(rejected.reason().isBlank());
        assertFalse(pdu.hasRemaining());
    }

    @Test
    void theLastRegisterAndTheLargestCountsAreAllowed() {
        both("03 FF FF 00 01", new Request.ReadHoldingRegisters(65535, 1));
        both("04 FF 83 00 7D", new Request.ReadInputRegisters(65411, 125));
        both("10 FF 85 00 7B F6" + " 12 34".repeat(123), new Request.WriteMultipleRegisters(65413, repeated(123)));
    }

    private static Registers repeated(int count) {
        int[] words = new int[count];
        java.util.Arrays.fill(words, 0x1234);
        return Registers.of(words);
    }

    @Test
    void aRefusalIsAnsweredWithTheFunctionsHighBitSet() {
        ParsedRequest.Rejected rejected = (ParsedRequest.Rejected) RequestParser.parse(Hex.buffer("03 00 6B 00 00"));
        ByteBuffer out = ByteBuffer.allocate(Request.MAX_PDU);
        rejected.response().writeTo(out);
        assertEquals("83 03", Hex.written(out));
    }
}
