package io.karawatt.simulator.internal.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a virtual timeline every moment is exact; the figures are those of Modbus over Serial Line V1.02 §2.5.1.1. */
final class TimedWireTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("sim:bus", 9600, "8N1");
    private static final long CHARACTER = SETTINGS.characterNanos();
    private static final long SILENCE = SETTINGS.frameSilenceNanos();
    private static final long TURNAROUND = 5_000_000;
    private static final long SECOND = 1_000_000_000;

    /** Read 1 register at 0 of unit 0x11: CRC as an independent calculator gives it. */
    private static final byte[] REQUEST = HexFormat.of().parseHex("110300000001869a");

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final TimedWire wire = new TimedWire(SETTINGS, timeline, 1);

    private record Slave(int unit, int value, long turnaroundNanos) implements WireSlave {

        @Override
        public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
            return Optional.of(new Response.ReadRegisters(3, Registers.of(value)));
        }
    }

    private SerialLink master() {
        return wire.attach(SETTINGS).orElseThrow();
    }

    private byte[] receive(SerialLink link, long patience) throws IOException, InterruptedException {
        byte[] buffer = new byte[300];
        int length = 0;
        long deadline = timeline.nanos() + patience;
        for (int got = 1; got > 0; ) {
            got = link.read(buffer, length, buffer.length - length, deadline);
            length += got;
        }
        return Arrays.copyOf(buffer, length);
    }

    /** T = (8 + R) x c + t3.5 + turnaround up to the last character of the answer. */
    @Test
    void anAnswerComesAfterSilenceTurnaroundAndItsCharacters() throws Exception {
        wire.add(new Slave(0x11, 0x1234, TURNAROUND));
        SerialLink link = master();

        long sent = link.write(REQUEST, 0, REQUEST.length);
        byte[] buffer = new byte[7];
        int length = 0;
        while (length < 7) {
            length += link.read(buffer, length, 7 - length, SECOND);
        }

        assertEquals(8 * CHARACTER, sent);
        assertEquals(
                0, (timeline.nanos() - sent - SILENCE - TURNAROUND - 7 * CHARACTER) / 1000, "whole microseconds off");
        assertTrue(RtuFrame.sound(buffer, 0, 7));
        assertArrayEquals(HexFormat.of().parseHex("1103021234"), Arrays.copyOf(buffer, 5));
    }

    @Test
    void nobodyAnswersForAnAbsentUnitAndTheReaderWaitsUntilItsDeadline() throws Exception {
        wire.add(new Slave(0x12, 1, TURNAROUND));
        SerialLink link = master();
        link.write(REQUEST, 0, REQUEST.length);

        assertEquals(0, link.read(new byte[10], 0, 10, SECOND));
        assertEquals(SECOND, timeline.nanos());
    }

    @Test
    void aFrameWithAPauseOfTwoCharactersInsideIsIgnored() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        long half = link.write(REQUEST, 0, 4);
        timeline.sleepUntil(half + 2 * CHARACTER);
        link.write(REQUEST, 4, 4);

        assertEquals(0, receive(link, SECOND).length);
    }

    @Test
    void aFrameWithAPauseOfOneCharacterInsideIsHeard() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        long half = link.write(REQUEST, 0, 4);
        timeline.sleepUntil(half + CHARACTER);
        link.write(REQUEST, 4, 4);

        assertEquals(7, receive(link, SECOND).length);
    }

    /** A request that begins less than 3.5 characters after the answer of another slave is not heard. */
    @Test
    void aRequestThatBeginsTooEarlyIsIgnored() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        link.write(REQUEST, 0, REQUEST.length);
        byte[] answer = new byte[7];
        for (int length = 0; length < 7; ) {
            length += link.read(answer, length, 7 - length, SECOND);
        }
        timeline.sleepUntil(timeline.nanos() + 2 * CHARACTER);
        link.write(REQUEST, 0, REQUEST.length);
        assertEquals(0, receive(link, SECOND).length);

        timeline.sleepUntil(timeline.nanos() + SILENCE);
        link.write(REQUEST, 0, REQUEST.length);
        assertEquals(7, receive(link, SECOND).length);
    }

    @Test
    void twoDevicesOnOneAddressSpoilEachOthersAnswers() throws Exception {
        wire.add(new Slave(0x11, 0x1234, TURNAROUND));
        wire.add(new Slave(0x11, 0x4321, TURNAROUND));
        SerialLink link = master();
        link.write(REQUEST, 0, REQUEST.length);
        byte[] heard = receive(link, SECOND);

        assertTrue(heard.length >= 7, "characters " + heard.length);
        assertFalse(RtuFrame.sound(heard, 0, 7));
    }

    @Test
    void noiseDamagesFramesAndItsEndHealsTheLine() throws Exception {
        wire.add(new Slave(0x11, 0x1234, TURNAROUND));
        SerialLink link = master();
        wire.noise(0.2);
        int good = 0;
        for (int i = 0; i < 50; i++) {
            link.write(REQUEST, 0, REQUEST.length);
            byte[] heard = receive(link, SECOND / 10);
            good += RtuFrame.sound(heard, 0, heard.length) ? 1 : 0;
        }
        assertTrue(good < 10, "good " + good);

        wire.noise(0);
        link.write(REQUEST, 0, REQUEST.length);
        assertTrue(RtuFrame.sound(receive(link, SECOND), 0, 7));
    }

    @Test
    void anotherSpeedMakesGarbageInBothDirections() throws Exception {
        wire.add(new Slave(0x11, 0x1234, TURNAROUND));
        SerialLink wrong =
                wire.attach(SerialSettings.of("sim:bus", 19_200, "8N1")).orElseThrow();
        wrong.write(REQUEST, 0, REQUEST.length);
        assertEquals(0, receive(wrong, SECOND).length);

        SerialLink right = master();
        right.write(REQUEST, 0, REQUEST.length);
        receive(right, SECOND);
        byte[] heard = receive(wrong, SECOND);
        assertTrue(heard.length > 0);
        assertFalse(RtuFrame.sound(heard, 0, heard.length));
    }

    @Test
    void aMasterDoesNotHearItselfButHearsAnother() throws Exception {
        SerialLink one = master();
        SerialLink other = master();
        one.write(REQUEST, 0, REQUEST.length);

        assertArrayEquals(REQUEST, receive(other, SECOND));
        assertEquals(0, one.discard());
    }

    /** Everybody obeys a broadcast, nobody answers it (§2.1). */
    @Test
    void aBroadcastIsNotAnswered() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        byte[] broadcast = HexFormat.of().parseHex("00030000000185db");
        link.write(broadcast, 0, broadcast.length);

        assertEquals(0, receive(link, SECOND).length);
    }

    @Test
    void aFrameWithAWrongChecksumIsIgnored() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        byte[] bad = REQUEST.clone();
        bad[7] ^= 1;
        link.write(bad, 0, bad.length);

        assertEquals(0, receive(link, SECOND).length);
    }

    @Test
    void discardThrowsAwayWhatHasArrived() throws Exception {
        wire.add(new Slave(0x11, 1, TURNAROUND));
        SerialLink link = master();
        link.write(REQUEST, 0, REQUEST.length);
        timeline.sleepUntil(SECOND);

        assertEquals(7, link.discard());
        assertEquals(0, link.discard());
    }
}
