package io.karawatt.modbus.slave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.FakeLine;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RtuSlaveFramerTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("fake", 9600, "8N1");
    private static final long CHARACTER = SETTINGS.characterNanos();
    private static final long SILENCE = SETTINGS.frameSilenceNanos();

    /** Frames of pymodbus 3.0.0 for unit 17. */
    private static final String READ = "11 03 00 6B 00 03 76 87";

    private static final String READ_ANSWER = "11 03 06 02 2B 00 00 00 64 C8 BA";
    private static final String WRITE = "11 06 00 01 00 03 9A 9B";

    private final FakeLine line = new FakeLine(SETTINGS);
    private final RtuSlaveFramer framer = new RtuSlaveFramer(line, SETTINGS);

    private Heard next() throws IOException, InterruptedException {
        return framer.next(line.now() + 1_000_000_000);
    }

    private void assertAsked(Request request) throws IOException, InterruptedException {
        Heard.Asked asked = assertInstanceOf(Heard.Asked.class, next());
        assertEquals(17, asked.unit());
        assertEquals(new ParsedRequest.Parsed(request), asked.request());
    }

    @Test
    void aRequestIsHeardWithItsLastCharacterAndAnsweredAfterTheSilence() throws IOException, InterruptedException {
        long begin = line.now();
        line.arrive(begin, READ);
        Heard.Asked asked = assertInstanceOf(Heard.Asked.class, next());
        assertEquals(begin + 8 * CHARACTER, asked.end());
        assertEquals(new ParsedRequest.Parsed(new Request.ReadHoldingRegisters(107, 3)), asked.request());
        Response response = new Response.ReadRegisters(3, Registers.of(0x22B, 0, 0x64));
        long end = framer.answer(asked, response, Duration.ZERO);
        assertEquals(List.of(READ_ANSWER), line.written());
        assertEquals(asked.end() + SILENCE, line.writeTimes().get(0));
        assertEquals(line.writeTimes().get(0) + 11 * CHARACTER, end);
    }

    @Test
    void aSlowSlaveThinksAsLongAsItIsTold() throws IOException, InterruptedException {
        line.arrive(line.now(), READ);
        Heard.Asked asked = assertInstanceOf(Heard.Asked.class, next());
        framer.answer(asked, Response.ExceptionResponse.to(3, 2), Duration.ofMillis(50));
        assertEquals(asked.end() + 50_000_000, line.writeTimes().get(0));
    }

    /** A gateway's line carries requests and answers of all slaves, and the operating system makes lumps of them. */
    @Test
    void otherSlavesTrafficIsSteppedOverEvenInOneLump() throws IOException, InterruptedException {
        line.arrive(line.now(), READ + READ_ANSWER + WRITE + WRITE + READ);
        assertAsked(new Request.ReadHoldingRegisters(107, 3));
        assertEquals(new Heard.Overheard(17, 11), next());
        assertAsked(new Request.WriteSingleRegister(1, 3));
        assertEquals(new Heard.Overheard(17, 8), next());
        assertAsked(new Request.ReadHoldingRegisters(107, 3));
    }

    @Test
    void anAnswerWithoutItsRequestIsOverheard() throws IOException, InterruptedException {
        line.arrive(line.now(), READ_ANSWER);
        assertEquals(new Heard.Overheard(17, 11), next());
        line.arrive(line.now() + 1, "11 83 02 C1 34");
        assertEquals(new Heard.Overheard(17, 5), next());
    }

    @Test
    void aBentFrameIsNotAnsweredAndTheNextIsHeard() throws IOException, InterruptedException {
        long begin = line.now();
        line.arrive(begin, "11 03 00 6B 00 13 76 87").arrive(begin + 200_000_000, READ);
        assertEquals(new Heard.BadCrc(8), next());
        assertAsked(new Request.ReadHoldingRegisters(107, 3));
    }

    @Test
    void garbageBeforeARequestDoesNotHideIt() throws IOException, InterruptedException {
        for (String garbage : List.of("00", "FF FF 11", "11 10 00 01 00 7B F6")) {
            line.arrive(line.now(), garbage + READ);
            assertAsked(new Request.ReadHoldingRegisters(107, 3));
        }
    }

    @Test
    void endlessNoiseIsReportedInBoundedPieces() throws IOException, InterruptedException {
        line.arrive(line.now(), "55 ".repeat(600) + READ);
        assertEquals(new Heard.BadCrc(512), next());
        assertAsked(new Request.ReadHoldingRegisters(107, 3));
    }

    /** A function that only silence delimits is refused, not ignored: the master learns that it is not supported. */
    @Test
    void anUnknownFunctionIsHeardAndRefused() throws IOException, InterruptedException {
        line.arrive(line.now(), "11 63 00 00 F5 06");
        Heard.Asked asked = assertInstanceOf(Heard.Asked.class, next());
        ParsedRequest.Rejected rejected = assertInstanceOf(ParsedRequest.Rejected.class, asked.request());
        assertEquals(0x63, rejected.function());
        assertEquals(1, rejected.exceptionCode());
    }

    @Test
    void theOwnAnswerGivenBackByTheAdapterIsNoRequest() throws IOException, InterruptedException {
        line.echoing().arrive(line.now(), WRITE);
        Heard.Asked asked = assertInstanceOf(Heard.Asked.class, next());
        long end = framer.answer(asked, new Response.WrittenSingle(1, 3), Duration.ZERO);
        line.arrive(end + SILENCE, WRITE);
        Heard.Asked again = assertInstanceOf(Heard.Asked.class, next());
        assertEquals(end + SILENCE + 8 * CHARACTER, again.end());
    }

    @Test
    void aQuietLineEndsAtTheDeadline() throws IOException, InterruptedException {
        long deadline = line.now() + 1_000_000_000;
        assertEquals(new Heard.Nothing(), framer.next(deadline));
        assertEquals(deadline, line.now());
    }

    @Test
    void aVanishedLineIsAnException() {
        line.unplug();
        assertThrows(IOException.class, this::next);
    }
}
