package io.karawatt.modbus.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MbapTest {

    /** The example of Modbus Messaging on TCP/IP V1.0b §3.1.3: transaction 0x1501, unit 255, register 4. */
    private static final String EXAMPLE = "15 01 00 00 00 06 FF 03 00 04 00 01";

    @Test
    void theExampleOfTheSpecificationIsWrittenAndRead() {
        ByteBuffer frame = ByteBuffer.allocate(Mbap.MAX);
        Mbap.write(frame, 0x1501, 255, new Request.ReadHoldingRegisters(4, 1));
        assertEquals(EXAMPLE, Hex.written(frame));
        frame.flip();
        assertEquals(12, Mbap.check(frame));
        Mbap header = Mbap.read(frame);
        assertEquals(new Mbap(0x1501, 6, 255), header);
        assertEquals(header.pduLength(), frame.remaining());
        assertEquals(new ParsedRequest.Parsed(new Request.ReadHoldingRegisters(4, 1)), RequestParser.parse(frame));
    }

    @Test
    void theAnswerCarriesItsOwnLength() {
        ByteBuffer frame = ByteBuffer.allocate(Mbap.MAX + 3).position(3);
        Mbap.write(frame, 0x1501, 255, new Response.ReadRegisters(3, Registers.of(5)));
        assertEquals("00 00 00 15 01 00 00 00 05 FF 03 02 00 05", Hex.written(frame));
    }

    @Test
    void aFrameThatComesInPiecesIsCompleteWithItsLastByte() {
        ByteBuffer frame = Hex.buffer(EXAMPLE + EXAMPLE);
        for (int there = 0; there < 12; there++) {
            assertEquals(Mbap.NEED_MORE, Mbap.check(frame.limit(there)));
        }
        assertEquals(12, Mbap.check(frame.limit(24)), "the next frame is not touched");
    }

    @ParameterizedTest
    @CsvSource({
        "00 01 00 01, protocol id 1 where 0 belongs",
        "00 01 80, protocol id 32768 where 0 belongs",
        "00 01 00 00 01, length field 256; 2 to 254 are possible",
        "00 01 00 00 00 FF, length field 255; 2 to 254 are possible",
        "00 01 00 00 00 01 11, length field 1; 2 to 254 are possible",
        "00 01 00 00 00 00, length field 0; 2 to 254 are possible",
    })
    void aBrokenHeaderIsSeenWithItsFirstWrongByte(String text, String reason) {
        byte[] bytes = Hex.bytes(text);
        assertEquals(Mbap.BROKEN, Mbap.check(ByteBuffer.wrap(bytes)));
        assertEquals(reason, Mbap.fault(ByteBuffer.wrap(bytes)));
    }
}
