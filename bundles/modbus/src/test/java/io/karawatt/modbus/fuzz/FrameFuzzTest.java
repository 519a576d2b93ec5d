package io.karawatt.modbus.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.Hex;
import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.ParsedResponse;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.frame.ResponseParser;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.FakeLine;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.slave.Heard;
import io.karawatt.modbus.slave.RtuSlaveFramer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random and bent input for everything that reads bytes from outside. The build runs a short round;
 * {@code -Dfuzz.inputs=1000000 -Dfuzz.seed=…} makes it as long as wanted (docs/reference/fuzzing.md).
 */
final class FrameFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 50_000);
    private static final int LINE_INPUTS = Integer.getInteger("fuzz.inputs", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);

    private final Mutator mutator = new Mutator(SEED);
    private int accepted;

    /** A fuzzer that never gets past the first check proves nothing. */
    @AfterEach
    void someInputsWereGood() {
        assertTrue(accepted > LINE_INPUTS / 1000, accepted + " inputs were accepted");
    }

    @Test
    void requestsAreParsedOrRefused() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next(Mutator.REQUESTS);
            ByteBuffer pdu = guarded(input);
            ParsedRequest parsed = RequestParser.parse(pdu);
            assertFalse(pdu.hasRemaining());
            if (parsed instanceof ParsedRequest.Parsed good) {
                accepted++;
                assertWritten(input, out -> good.request().writeTo(out));
            } else {
                int code = ((ParsedRequest.Rejected) parsed).exceptionCode();
                assertTrue(code >= ExceptionCode.ILLEGAL_FUNCTION && code <= ExceptionCode.ILLEGAL_DATA_VALUE);
            }
        }
    }

    @Test
    void responsesAreParsedOrRefused() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next(Mutator.RESPONSES);
            Request asked = Mutator.ASKED.get(i % Mutator.ASKED.size());
            ByteBuffer pdu = guarded(input);
            ParsedResponse parsed = ResponseParser.parse(asked, pdu);
            assertFalse(pdu.hasRemaining());
            if (parsed instanceof ParsedResponse.Good good) {
                accepted++;
                assertSameButForOrder(input, good.response());
            }
        }
    }

    /** Objects of an identification may come in any order; ours are written in that of their ids. */
    private static void assertSameButForOrder(byte[] input, Response response) {
        if (response instanceof Response.DeviceIdentification) {
            ByteBuffer out = ByteBuffer.allocate(512);
            response.writeTo(out);
            assertEquals(input.length, out.position());
        } else {
            assertWritten(input, response::writeTo);
        }
    }

    @Test
    void headersAreWholeUnfinishedOrBroken() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next(Mutator.TCP_FRAMES);
            ByteBuffer buffer = guarded(input);
            int position = buffer.position();
            int size = Mbap.check(buffer);
            assertEquals(position, buffer.position());
            if (size == Mbap.BROKEN) {
                assertFalse(Mbap.fault(buffer).isBlank());
            } else if (size != Mbap.NEED_MORE) {
                accepted++;
                assertTrue(size > Mbap.HEADER && size <= input.length);
                assertEquals(size - Mbap.HEADER, Mbap.read(buffer).pduLength());
                assertEquals(position + Mbap.HEADER, buffer.position());
            }
        }
    }

    @Test
    void lengthsOfFramesStayInsideTheirBounds() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next(Mutator.RTU_FRAMES);
            int request = RtuFrame.requestLength(input, 0, input.length);
            int response = RtuFrame.responseLength(input, 0, input.length);
            assertTrue(request >= RtuFrame.UNKNOWN && request <= RtuFrame.MAX);
            assertTrue(response >= RtuFrame.UNKNOWN && response <= RtuFrame.MAX);
            accepted += RtuFrame.sound(input, 0, input.length) ? 1 : 0;
            int cut = i % (input.length + 1);
            byte[] begin = Arrays.copyOf(input, cut);
            assertBeginAgrees(RtuFrame.requestLength(begin, 0, cut), request);
            assertEquals(RtuFrame.requestLength(begin, 0, cut), RtuFrame.requestLength(input, 0, cut));
            assertBeginAgrees(RtuFrame.responseLength(begin, 0, cut), response);
            assertEquals(RtuFrame.responseLength(begin, 0, cut), RtuFrame.responseLength(input, 0, cut));
        }
    }

    /** What the begin of a frame tells, the whole frame tells too. */
    private static void assertBeginAgrees(int begin, int whole) {
        assertTrue(begin == RtuFrame.NEED_MORE || begin == whole, begin + " and then " + whole);
    }

    /** Whatever a slave sends, the master makes a value of it, and understands the next good answer. */
    @Test
    void theMasterAlwaysFindsItsWayBack() throws InterruptedException {
        SerialSettings settings = SerialSettings.of("fake", 115_200, "8N1");
        Request request = new Request.ReadHoldingRegisters(107, 3);
        FakeLine line = new FakeLine(settings);
        RtuMaster master = new RtuMaster(line, settings);
        for (int i = 0; i < LINE_INPUTS; i++) {
            byte[] noise = mutator.next(Mutator.RTU_FRAMES);
            line.answer(1_000_000, Hex.text(noise, noise.length));
            MasterReply reply = master.transact(17, request, Duration.ofMillis(100));
            accepted += reply instanceof MasterReply.Answered ? 1 : 0;
            line.timeline().sleepUntil(line.now() + 1_000_000_000);
            line.answer(1_000_000, "11 03 06 02 2B 00 00 00 64 C8 BA");
            assertTrue(
                    master.transact(17, request, Duration.ofMillis(100)) instanceof MasterReply.Answered,
                    () -> Hex.text(noise, noise.length));
            line.written().clear();
            line.writeTimes().clear();
        }
    }

    /** Whatever was on the line, a sound request after a silence is heard, and every character is accounted for. */
    @Test
    void theFramerAlwaysFindsItsWayBack() throws IOException, InterruptedException {
        SerialSettings settings = SerialSettings.of("fake", 115_200, "8N1");
        byte[] request = Hex.bytes("11 03 00 6B 00 03 76 87");
        for (int i = 0; i < LINE_INPUTS; i++) {
            FakeLine line = new FakeLine(settings);
            RtuSlaveFramer framer = new RtuSlaveFramer(line, settings, Duration.ZERO);
            byte[] noise = mutator.next(Mutator.RTU_FRAMES);
            line.arrive(line.now(), Hex.text(noise, noise.length));
            line.arrive(line.now() + 1_000_000_000, Hex.text(request, request.length));
            List<Heard> heard = new ArrayList<>();
            long deadline = line.now() + 2_000_000_000;
            for (Heard next = framer.next(deadline); !(next instanceof Heard.Nothing); next = framer.next(deadline)) {
                heard.add(next);
                assertTrue(heard.size() <= noise.length + 1);
            }
            Heard last = heard.get(heard.size() - 1);
            assertTrue(last instanceof Heard.Asked asked && asked.unit() == 17, () -> Hex.text(noise, noise.length));
            accepted += heard.size() > 1 && heard.get(0) instanceof Heard.Asked ? 1 : 0;
        }
    }

    /** Bytes before and after the input that a parser must neither read nor need. */
    private static ByteBuffer guarded(byte[] input) {
        ByteBuffer buffer = ByteBuffer.allocate(input.length + 4);
        buffer.position(2).put(input).flip().position(2);
        return buffer;
    }

    private interface Writer {
        void writeTo(ByteBuffer buffer);
    }

    private static void assertWritten(byte[] input, Writer writer) {
        ByteBuffer out = ByteBuffer.allocate(Request.MAX_PDU);
        writer.writeTo(out);
        assertEquals(ByteBuffer.wrap(input), out.flip());
    }
}
