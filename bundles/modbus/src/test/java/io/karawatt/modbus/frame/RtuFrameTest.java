package io.karawatt.modbus.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RtuFrameTest {

    /** Frames that pymodbus 3.0.0 built; the first is the one that every Modbus tutorial shows. */
    @Test
    void framesAreThoseOfAnIndependentPeer() {
        assertEquals("01 03 00 00 00 0A C5 CD", request(1, new Request.ReadHoldingRegisters(0, 10)));
        assertEquals("11 03 00 6B 00 03 76 87", request(17, new Request.ReadHoldingRegisters(107, 3)));
        assertEquals("11 04 00 08 00 01 B2 98", request(17, new Request.ReadInputRegisters(8, 1)));
        assertEquals("11 06 00 01 00 03 9A 9B", request(17, new Request.WriteSingleRegister(1, 3)));
        assertEquals(
                "11 10 00 01 00 02 04 00 0A 01 02 C6 F0",
                request(17, new Request.WriteMultipleRegisters(1, Registers.of(10, 258))));
        assertEquals("11 2B 0E 01 00 B1 B4", request(17, new Request.ReadDeviceIdentification(1, 0)));
        ByteBuffer frame = ByteBuffer.allocate(RtuFrame.MAX);
        RtuFrame.write(frame, 17, new Response.ReadRegisters(3, Registers.of(0x22B, 0, 0x64)));
        assertEquals("11 03 06 02 2B 00 00 00 64 C8 BA", Hex.written(frame));
    }

    private static String request(int unit, Request request) {
        ByteBuffer frame = ByteBuffer.allocate(RtuFrame.MAX);
        RtuFrame.write(frame, unit, request);
        return Hex.written(frame);
    }

    /** CRC-16/MODBUS of the nine digits is 0x4B37 in every catalogue of checksums. */
    @Test
    void theChecksumHasItsCatalogueValue() {
        byte[] digits = Hex.bytes("31 32 33 34 35 36 37 38 39");
        assertEquals(0x4B37, Crc16.of(digits, 0, 9));
        assertEquals(0x4B37, Crc16.of(ByteBuffer.wrap(digits), 0, 9));
    }

    @Test
    void aChangedBitIsSeen() {
        byte[] frame = Hex.bytes("00 11 03 06 02 2B 00 00 00 64 C8 BA 00");
        assertTrue(RtuFrame.sound(frame, 1, 11));
        for (int bit = 0; bit < 88; bit++) {
            byte[] bent = frame.clone();
            bent[1 + bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(RtuFrame.sound(bent, 1, 11));
        }
        assertFalse(RtuFrame.sound(frame, 1, 3));
    }

    /** Lengths are those of the peer's frames; each shorter begin must ask for more or know the same length. */
    @ParameterizedTest
    @CsvSource({
        "request, 11 03 00 6B 00 03 76 87",
        "request, 11 06 00 01 00 03 9A 9B",
        "request, 11 10 00 01 00 02 04 00 0A 01 02 C6 F0",
        "request, 11 2B 0E 01 00 B1 B4",
        "response, 11 03 06 02 2B 00 00 00 64 C8 BA",
        "response, 11 10 00 01 00 02 12 98",
        "response, 11 83 02 C1 34",
        "response, 11 2B 0E 01 83 00 00 03 00 07 43 6F 6D 70 61 6E 79 01 04 50 72 6F 64 02 02 56 32 01 23",
    })
    void theLengthIsKnownAsEarlyAsTheBytesTellIt(String kind, String text) {
        byte[] frame = Hex.bytes(text);
        int needed = 0;
        for (int length = 0; length <= frame.length; length++) {
            int told = kind.equals("request")
                    ? RtuFrame.requestLength(frame, 0, length)
                    : RtuFrame.responseLength(frame, 0, length);
            if (told == RtuFrame.NEED_MORE) {
                needed = length + 1;
            } else {
                assertEquals(frame.length, told);
            }
        }
        assertTrue(needed <= frame.length - 2, "known before the checksum");
        assertTrue(RtuFrame.sound(frame, 0, frame.length));
    }

    @Test
    void aLengthBeyondTheLongestFrameIsNotBelieved() {
        assertEquals(RtuFrame.UNKNOWN, RtuFrame.responseLength(Hex.bytes("11 03 FE"), 0, 3));
        assertEquals(RtuFrame.UNKNOWN, RtuFrame.requestLength(Hex.bytes("11 10 00 00 00 7F FE"), 0, 7));
        assertEquals(RtuFrame.UNKNOWN, RtuFrame.requestLength(Hex.bytes("11 63"), 0, 2));
    }
}
