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
    private static final String OTHERWISE = "11 03 06 00 07 00 08 00 09 18 B1";
    private static final Request OTHER = new Request.ReadHoldingRegisters(200, 3);
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
        assertEquals(StrayCounts.NONE, master.counters().strays());
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
        assertEquals(new StrayCounts(11, 1, 0, 0, 0, 0, 0), master.counters().strays());
        assertEquals(1, master.counters().late(17));
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
        Garble garble = garbled();
        assertEquals(new Garble(11, 11, true, Duration.ofMillis(5), Duration.ofNanos(11 * CHARACTER)), garble);
        assertEquals(Garble.Kind.DAMAGED, garble.kind());
        assertEquals(new StrayCounts(11, 0, 0, 0, 0, 0, 0), master.counters().strays());
    }

    @Test
    void aTornAnswerIsGivenUpAfterTheGap() throws InterruptedException {
        line.answer(5_000_000, "11 03 06 02 2B 00");
        assertEquals(Garble.Kind.TORN, garbled().kind());
        line.answer(5_000_000, "11 03");
        assertEquals(
                "the first 2 characters of an answer, and no more", garbled().toString());
        assertEquals(new StrayCounts(8, 0, 0, 0, 2, 0, 0), master.counters().strays());
    }

    private Garble garbled() throws InterruptedException {
        return assertInstanceOf(MasterReply.Garbled.class, master.transact(17, READ, TIMEOUT))
                .what();
    }

    /** Two devices of one address whose answers overlap: twice the characters, and no frame among them. */
    @Test
    void severalAnswersAtOnceAreACollision() throws InterruptedException {
        line.answer(5_000_000, "11 03 06 02 01 02 01 00 42 00 08 20 00 44 C8 8A");
        assertEquals(Garble.Kind.COLLISION, garbled().kind());
        assertEquals(new StrayCounts(16, 0, 0, 0, 0, 1, 0), master.counters().strays());
    }

    /** Two devices of one address of which one is so slow that both answers stay whole. */
    @Test
    void aSecondAnswerIsACollision() throws InterruptedException {
        line.answer(5_000_000, ANSWERED).arrive(line.now() + 60_000_000, "11 03 06 02 2B 00 00 00 64 C8 BA");
        assertAnswered();
        line.timeline().sleepUntil(line.now() + 100_000_000);
        line.answer(5_000_000, ANSWERED);
        assertAnswered();
        assertEquals(new StrayCounts(11, 0, 0, 0, 0, 1, 0), master.counters().strays());
    }

    /** A spike on the line before the device answers must not cost the answer. */
    @Test
    void noiseLongBeforeTheAnswerDoesNotEndTheWaiting() throws InterruptedException {
        line.arrive(line.now() + 20_000_000, "E7 00").answer(300_000_000, ANSWERED);
        assertAnswered();
        assertEquals(new StrayCounts(2, 0, 0, 2, 0, 0, 0), master.counters().strays());
        line.arrive(line.now() + 20_000_000, "E7");
        assertEquals(Garble.Kind.NOISE, garbled().kind());
        assertEquals(new MasterReply.TimedOut(), master.transact(17, READ, TIMEOUT));
    }

    /** RTU has no transaction number: without this, register 200 would show what register 107 holds. */
    @Test
    void anAnswerThatBelongsToAnEarlierQuestionIsNotBelieved() throws InterruptedException {
        line.answer(TIMEOUT.toNanos() + 30_000_000, ANSWERED).answer(60_000_000, OTHERWISE);
        assertEquals(new MasterReply.TimedOut(), master.transact(17, READ, TIMEOUT));
        MasterReply reply = master.transact(17, OTHER, TIMEOUT);
        MasterReply.Answered answered = assertInstanceOf(MasterReply.Answered.class, reply);
        assertEquals(new Response.ReadRegisters(3, Registers.of(7, 8, 9)), answered.response());
        assertEquals(1, master.counters().strays().late());
    }

    /** A plug that was out: nothing was late, and the next requests are answered at once. */
    @Test
    void anAnswerThatNoOtherFollowsIsBelievedAndEndsTheDoubt() throws InterruptedException {
        assertEquals(new MasterReply.TimedOut(), master.transact(17, READ, TIMEOUT));
        line.answer(5_000_000, OTHERWISE);
        assertInstanceOf(MasterReply.Answered.class, master.transact(17, OTHER, TIMEOUT));
        assertEquals(0, master.counters().strays().late());

        long begin = line.now();
        line.answer(5_000_000, ANSWERED);
        assertAnswered();
        assertTrue(line.now() - begin < TIMEOUT.toNanos() / 2, "the doubt is settled");
    }

    @Test
    void aLateAnswerOfAnotherFormIsSteppedOver() throws InterruptedException {
        line.answer(TIMEOUT.toNanos() + 30_000_000, ANSWERED).answer(60_000_000, "11 03 02 00 2A F8 58");
        assertEquals(new MasterReply.TimedOut(), master.transact(17, READ, TIMEOUT));
        MasterReply reply = master.transact(17, new Request.ReadHoldingRegisters(0, 1), TIMEOUT);
        MasterReply.Answered answered = assertInstanceOf(MasterReply.Answered.class, reply);
        assertEquals(new Response.ReadRegisters(3, Registers.of(42)), answered.response());
        assertEquals(new StrayCounts(11, 1, 0, 0, 0, 0, 0), master.counters().strays());
    }

    /** Its question and the answer to it, between two of ours and while we wait. */
    @Test
    void anotherMasterIsHeard() throws InterruptedException {
        line.arrive(line.now(), "12 04 00 0A 00 02 53 6A")
                .arrive(line.now() + 20_000_000, "12 04 04 00 01 E2 40 C1 D5");
        line.timeline().sleepUntil(line.now() + 200_000_000);
        line.answer(5_000_000, ANSWERED);
        assertAnswered();
        assertEquals(new StrayCounts(17, 0, 0, 0, 0, 0, 2), master.counters().strays());
        assertEquals(
                "unit 18 answers function 4, and was not asked",
                master.counters().foreignHeard());
        line.arrive(line.now() + 40_000_000, "12 04 00 0A 00 02 53 6A");
        assertEquals(
                new MasterReply.Malformed("another master asks unit 18: function 4, registers 10..11"),
                master.transact(17, READ, TIMEOUT));
        assertEquals(3, master.counters().strays().foreign());
    }

    @Test
    void theEchoOfABroadcastIsNoOtherMaster() throws InterruptedException {
        line.echoing();
        assertEquals(new MasterReply.Sent(), master.broadcast(WRITE));
        line.answer(5_000_000, ANSWERED);
        assertAnswered();
        assertEquals(new StrayCounts(0, 0, 2, 0, 0, 0, 0), master.counters().strays());
    }

    /** A driver that switches on often puts a spurious character before the frame. */
    @Test
    void garbageBeforeAnAnswerDoesNotHideIt() throws InterruptedException {
        for (String garbage : List.of("00", "FF 11", "11 03", "11 2B 0E", "11 83 55 66 77 88")) {
            line.answer(5_000_000, garbage + ANSWERED);
            assertAnswered();
        }
        assertEquals(new StrayCounts(14, 0, 0, 14, 0, 0, 0), master.counters().strays());
    }

    @Test
    void anotherUnitsAnswerIsSteppedOver() throws InterruptedException {
        line.answer(5_000_000, "12 83 02 31 34" + ANSWERED);
        assertAnswered();
        assertEquals(new StrayCounts(5, 0, 0, 0, 0, 0, 1), master.counters().strays());
        line.answer(5_000_000, "12 83 02 31 34");
        assertEquals(
                new MasterReply.Malformed("unit 18 answers function 3, and was not asked"),
                master.transact(17, READ, TIMEOUT));
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
        assertEquals(new StrayCounts(0, 0, 1, 0, 0, 0, 0), master.counters().strays());
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
