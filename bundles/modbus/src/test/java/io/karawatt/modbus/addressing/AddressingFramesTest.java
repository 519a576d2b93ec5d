package io.karawatt.modbus.addressing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.RawFrame;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/reference/addressing.md; their checksums come from a calculator of its own. */
final class AddressingFramesTest {

    private static final int SESSION = 0x1234;
    private static final NetId ID = new NetId(0xE5C801);

    private static RawFrame frame(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        return RawFrame.copyOf(bytes, 0, bytes.length);
    }

    private static void same(String hex, AddressingRequest request) {
        assertEquals(hex, request.frame().toString());
        assertEquals(Optional.of(request), AddressingRequest.read(frame(hex)));
    }

    private static void same(String hex, AddressingRequest asked, AddressingAnswer answer) {
        assertEquals(hex, answer.frame().toString());
        assertEquals(Optional.of(answer), AddressingAnswer.read(asked, frame(hex)));
    }

    @Test
    void requestsAreTheBytesOfTheDocument() {
        same("FD 41 09 10 12 34 00 00 00 00 00 00 73 14", new AddressingRequest.Ask(SESSION, 0, false, Prefix.ALL));
        same(
                "FD 41 09 10 12 34 09 00 02 C0 00 00 72 09",
                new AddressingRequest.Ask(SESSION, 9, false, new Prefix(2, 0xC00000)));
        same("FD 41 09 10 12 34 09 01 00 00 00 00 4E 4D", new AddressingRequest.Ask(SESSION, 9, true, Prefix.ALL));
        same("FD 41 06 11 12 34 E5 C8 01 C7 1D", new AddressingRequest.Hush(SESSION, ID));
        same("FD 41 07 12 12 34 E5 C8 01 0C AE 5B", new AddressingRequest.Assign(SESSION, ID, 12));
    }

    @Test
    void answersAreTheBytesOfTheDocument() {
        AddressingRequest ask = new AddressingRequest.Ask(SESSION, 0, false, Prefix.ALL);
        same("FD 41 08 90 12 34 E5 C8 01 09 00 11 A5", ask, new AddressingAnswer.Here(SESSION, ID, 9, false));
        same("FD 41 08 90 12 34 E5 C8 01 09 01 D0 65", ask, new AddressingAnswer.Here(SESSION, ID, 9, true));
        same(
                "FD 41 07 91 12 34 E5 C8 01 09 DC 90",
                new AddressingRequest.Hush(SESSION, ID),
                new AddressingAnswer.Obeyed(SESSION, ID, 9, false));
        same(
                "FD 41 07 92 12 34 E5 C8 01 0C 2F 93",
                new AddressingRequest.Assign(SESSION, ID, 12),
                new AddressingAnswer.Obeyed(SESSION, ID, 12, true));
    }

    /** Overlapping answers may add up to a sound frame by chance: what nobody can have meant is no answer. */
    @Test
    void anAnswerToAnotherQuestionIsNone() {
        RawFrame here = frame("FD 41 08 90 12 34 E5 C8 01 09 00 11 A5");
        for (AddressingRequest other : List.of(
                new AddressingRequest.Ask(SESSION + 1, 0, false, Prefix.ALL),
                new AddressingRequest.Ask(SESSION, 0, false, new Prefix(1, 0)),
                new AddressingRequest.Hush(SESSION, ID))) {
            assertEquals(Optional.empty(), AddressingAnswer.read(other, here), other::toString);
        }
        assertEquals(
                Optional.empty(),
                AddressingAnswer.read(
                        new AddressingRequest.Hush(SESSION, new NetId(1)),
                        frame("FD 41 07 91 12 34 E5 C8 01 09 DC 90")));
    }

    @Test
    void foreignAndBrokenFramesSayNothing() {
        assertEquals(Optional.empty(), AddressingRequest.read(frame("11 03 00 00 00 01 86 9A")));
        assertEquals(Optional.empty(), AddressingRequest.read(RawFrame.of(253, 0x41)));
        assertEquals(Optional.empty(), AddressingRequest.read(RawFrame.of(253, 0x41, (byte) 9, (byte) 0x10)));
        assertEquals(
                Optional.empty(), AddressingRequest.read(RawFrame.of(253, 0x41, new byte[] {6, 0x11, 0, 1, 0, 0, 0})));
        assertEquals(
                Optional.empty(),
                AddressingRequest.read(RawFrame.of(253, 0x41, new byte[] {9, 0x10, 0, 1, 0, 0, 25, 0, 0, 0})));
    }

    @Test
    void halvesOfAPrefixPartItsNetIds() {
        Prefix prefix = new Prefix(23, 0xE5C800);
        assertTrue(prefix.matches(ID));
        assertEquals(List.of(new Prefix(24, 0xE5C800), Prefix.exactly(ID)), prefix.halves());
        assertEquals(List.of(), Prefix.exactly(ID).halves());
        assertTrue(Prefix.ALL.matches(ID));
        assertFalse(new Prefix(1, 0).matches(ID));
        assertThrows(IllegalArgumentException.class, () -> new Prefix(8, 0xE5C800));
    }

    @Test
    void aNetIdIsShownAsOnTheFrontOfTheDevice() {
        assertEquals("E5C801", ID.toString());
        assertEquals("000001", new NetId(1).toString());
        assertFalse(NetId.valid(0));
        assertFalse(NetId.valid(0xFFFFFF));
    }
}
