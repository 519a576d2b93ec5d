package io.karawatt.modbus.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.FakeLine;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.Registers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RtuMasterTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("fake", 9600, "8N1");
    private static final long CHARACTER = SETTINGS.characterNanos();
    private static final long SILENCE = SETTINGS.frameSilenceNanos();
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Request READ = new Request.ReadHoldingRegisters(107, 3);
    private static final Request WRITE = new Request.WriteSingleRegister(1, 3);

    /** Frames of pymodbus 3.0.0 for unit 17. */
    private static final String ASKED = "11 03 00 6B 00 03 76 87";

    private static final String ANSWERED = "11 03 06 02 2B 00 00 00 64 C8 BA";
    private static final String WRITTEN = "11 06 00 01 00 03 9A 9B";

    private final FakeLine line = new FakeLine(SETTINGS);
    private final RtuMaster master = new RtuMaster(line, SETTINGS);

    @Test
    void anAnswerIsReadWithItsTurnaround() throws InterruptedException {
        line.answer(5_000_000, ANSWERED);
        long begin = line.now();
        assertEquals(answered(Duration.ofMillis(5)), master.transact(17, READ, TIMEOUT));
        assertEquals(List.of(ASKED), line.written());
        assertEquals(
                SILENCE + 19 * CHARACTER + 5_000_000, line.now() - begin, "the answer ends with its last character");
        assertEquals(2 * SILENCE + 19 * CHARACTER, master.counters().busyNanos());
        assertEquals(0, master.counters().discarded());
    }

    private static MasterReply answered(Duration turnaround) {
        return new MasterReply.Answered(new Response.ReadRegisters(3, Registers.of(0x22B, 0, 0x64)), turnaround);
    }

    private void assertAnswered() throws InterruptedException {
        MasterReply reply = master.transact(17, READ, TIMEOUT);
        MasterReply.Answered answered = assertInstanceOf(MasterReply.Answered.class, reply);
        assertEquals(new Response.ReadRegisters(3, Registers.of(0x22B, 0, 0x64)), answered.response());
    }

    /** Modbus over Serial Line V1.02 §2.5.1.1: frames are parted by at least 3.5 characters. */
    @Test
    void theLineIsSilentBeforeEachRequest() throws InterruptedException {
        line.answer(5_000_000, ANSWERED).answer(5_000_000, ANSWERED);
        assertAnswered();
        long end = line.now();
        assertAnswered();
        assertEquals(end + SILENCE, line.writeTimes().get(1));
    }

    @Test
    void whatComesTooLateIsDiscardedBeforeTheNextRequest() throws InterruptedException {
        line.answer(TIMEOUT.toNanos() + 1_000_000, ANSWERED);
        assertEquals(new MasterReply.TimedOut(), master.transact(17, READ, TIMEOUT));
        line.timeline().sleepUntil(line.now() + 20_000_000);
        long heard = line.now();
        line.answer(5_000_000, ANSWERED);
        assertAnswered();
        assertEquals(11, master.counters().discarded());
        assertEquals(heard + SILENCE, line.writeTimes().get(1), "the silence counts from the last late character");
    }

    @Test
    void anExceptionResponseIsAnAnswer() throws InterruptedException {
        line.answer(5_000_000, "11 83 02 C1 34");
        MasterReply reply = master.transact(17, READ, TIMEOUT);
        assertEquals(new MasterReply.Answered(new Response.ExceptionResponse(0x83, 2), Duration.ofMillis(5)), reply);
    }

    @Test
    void aFlippedBitIsABadChecksum() throws InterruptedException {
        line.answer(5_000_000, "11 03 06 02 2B 00 10 00 64 C8 BA");
        assertEquals(new MasterReply.BadChecksum(11), master.transact(17, READ, TIMEOUT));
        assertEquals(11, master.counters().discarded());
    }

    @Test
    void aTornAnswerIsGivenUpAfterTheGap() throws InterruptedException {
        line.answer(5_000_000, "11 03 06 02 2B 00");
        assertEquals(new MasterReply.BadChecksum(6), master.transact(17, READ, TIMEOUT));
        line.answer(5_000_000, "11 03");
        assertEquals(new MasterReply.Malformed("2 characters are no frame"), master.transact(17, READ, TIMEOUT));
    }

    /** A driver that switches on often puts a spurious character before the frame. */
    @Test
    void garbageBeforeAnAnswerDoesNotHideIt() throws InterruptedException {
        for (String garbage : List.of("00", "FF 11", "11 03", "11 2B 0E", "11 83 55 66 77 88")) {
            line.answer(5_000_000, garbage + ANSWERED);
            assertAnswered();
        }
        assertEquals(1 + 2 + 2 + 3 + 6, master.counters().discarded());
    }

    @Test
    void anotherUnitsLateAnswerIsSteppedOver() throws InterruptedException {
        line.answer(5_000_000, "12 83 02 31 34" + ANSWERED);
        assertAnswered();
        assertEquals(5, master.counters().discarded());
        line.answer(5_000_000, "12 83 02 31 34");
        assertEquals(new MasterReply.Malformed("unit 18 answers for unit 17"), master.transact(17, READ, TIMEOUT));
    }

    @Test
    void anAnswerToAnotherQuestionIsMalformed() throws InterruptedException {
        line.answer(5_000_000, WRITTEN);
        assertEquals(new MasterReply.Malformed("function 6 answers function 3"), master.transact(17, READ, TIMEOUT));
    }

    @Test
    void theOwnEchoIsDropped() throws InterruptedException {
        line.echoing().answer(5_000_000, ANSWERED);
        assertEquals(answered(Duration.ofMillis(5)), master.transact(17, READ, TIMEOUT));
        assertEquals(8, master.counters().echoed());
        assertEquals(0, master.counters().discarded());
    }

    /** The answer to function 6 equals its request: an echo must not pass for a confirmation. */
    @Test
    void anEchoDoesNotConfirmAWrite() throws InterruptedException {
        line.echoing();
        assertEquals(new MasterReply.TimedOut(), master.transact(17, WRITE, TIMEOUT));
        line.answer(5_000_000, WRITTEN);
        assertEquals(
                new MasterReply.Answered(new Response.WrittenSingle(1, 3), Duration.ofMillis(5)),
                master.transact(17, WRITE, TIMEOUT));
    }

    @Test
    void aWriteIsConfirmedOnALineWithoutEcho() throws InterruptedException {
        MasterReply confirmed = new MasterReply.Answered(new Response.WrittenSingle(1, 3), Duration.ofMillis(5));
        line.answer(5_000_000, WRITTEN).answer(5_000_000, ANSWERED).answer(5_000_000, WRITTEN);
        assertEquals(confirmed, master.transact(17, WRITE, TIMEOUT));
        assertAnswered();
        assertEquals(confirmed, master.transact(17, WRITE, TIMEOUT));
    }

    @Test
    void aBabblingLineIsReportedAndNotWrittenTo() throws InterruptedException {
        line.arrive(line.now(), "55 ".repeat(1200));
        assertInstanceOf(MasterReply.Malformed.class, master.transact(17, READ, TIMEOUT));
        assertEquals(List.of(), line.written());
    }

    @Test
    void aVanishedLineIsAValueAndNoException() throws InterruptedException {
        line.unplug();
        assertEquals(new MasterReply.LinkDown("the line is gone"), master.transact(17, READ, TIMEOUT));
    }

    @Test
    void theBroadcastIsNoUnitToAsk() {
        assertThrows(IllegalArgumentException.class, () -> master.transact(0, READ, TIMEOUT));
    }

    @Test
    void theLineIsClosedWithTheMaster() {
        master.close();
        assertTrue(line.isClosed());
    }
}
