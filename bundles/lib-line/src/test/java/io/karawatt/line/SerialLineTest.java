package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.LineStatus.Counters;
import io.karawatt.line.FakeWire.Reply;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.Value;
import io.karawatt.profile.RegisterSpec.Poll;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine on the real RTU master, over a wire that takes its time and is not always clean. */
class SerialLineTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("sim:bus", 38_400, "8N1");

    private final VirtualTimeline time = new VirtualTimeline();
    private final Recorder recorder = new Recorder();
    private final FakeWire wire = new FakeWire(time, SETTINGS);
    private final SerialPorts ports = new SerialPorts(SETTINGS, new NoPorts());
    private final LineLoop loop =
            new LineLoop(Bench.settings(), new LineContext(ports, recorder, recorder, time, time));

    /** A machine without any serial port. */
    private static final class NoPorts implements SerialLinks {

        @Override
        public boolean knows(String port) {
            return false;
        }

        @Override
        public SerialLink open(SerialSettings settings) throws IOException {
            throw new IOException("there is none");
        }
    }

    @BeforeEach
    void twoMeters() {
        loop.installation(Meters.installation(
                Meters.installed("m1", 1, Meters.dense(16, 10, Poll.FAST)),
                Meters.installed("m2", 2, Meters.dense(16, 10, Poll.FAST))));
    }

    private void run(int seconds) throws InterruptedException {
        long end = time.nanos() + seconds * 1_000_000_000L;
        while (time.nanos() < end) {
            long rest = loop.turn();
            time.sleepUntil(Math.min(end, time.nanos() + rest));
        }
    }

    private void everyValueIsItsOwn() {
        for (int unit = 1; unit <= 2; unit++) {
            for (ReadingBatch batch : recorder.of("m" + unit)) {
                for (int i = 0; i < batch.size(); i++) {
                    long high = FakeWire.content(unit, 16 + 2 * i);
                    long low = FakeWire.content(unit, 17 + 2 * i);
                    assertEquals(new Value.Good((high << 16 | low) * 0.01), batch.value(i));
                }
            }
            assertTrue(recorder.of("m" + unit).size() >= 9, "m" + unit);
        }
    }

    @Test
    void twoMetersAreReadOverTheWire() throws InterruptedException {
        ports.add(wire);
        run(10);
        everyValueIsItsOwn();
        Counters counters = loop.status().counters();
        assertEquals(counters.requests(), counters.replies());
        long response = loop.devices().get(0).response().toMillis();
        assertTrue(response == 6 || response == 7, () -> response + " ms");
    }

    /**
     * Noise, a flipped bit, a stranger's answer and a late one are told apart, and none shifts the answers after it.
     */
    @Test
    void faultsAreCountedApartAndShiftNothing() throws InterruptedException {
        ports.add(wire);
        wire.tricks().add(reply -> new Reply(flipped(reply.bytes(), 7), reply.delay()));
        wire.tricks().add(reply -> reply);
        wire.tricks().add(reply -> new Reply(framedFor(9, reply.bytes().length), reply.delay()));
        wire.tricks().add(reply -> reply);
        wire.tricks().add(reply -> new Reply(reply.bytes(), 310_000_000));
        run(12);
        everyValueIsItsOwn();
        Counters counters = loop.status().counters();
        assertEquals(1, counters.checksums());
        assertEquals(1, counters.malformed());
        assertEquals(1, counters.timeouts());
        assertEquals(3, counters.retries());
        assertEquals(1, counters.strays().late());
        assertEquals(1, counters.strays().foreign());
        assertEquals(3 * 45, counters.strays().discarded(), "three answers of ten values");
        assertEquals(1, recorder.events().size());
    }

    /** Modbus over Serial Line V1.02 §2.1: one master. A second one garbles the first; people must be told once. */
    @Test
    void aSecondMasterIsToldOnceAndOnceWhenItIsGone() throws InterruptedException {
        ports.add(wire);
        run(10);
        for (int i = 0; i < 5; i++) {
            wire.overhear("11 03 00 6B 00 03 76 87");
            run(30);
        }
        run(150);
        assertEquals(5, loop.status().counters().strays().foreign());
        assertEquals(
                List.of(
                        "line rs485-1: another master talks on this line (another master asks unit 17: function 3,"
                                + " registers 107..109); two masters garble each other: let one of them be a slave or"
                                + " disconnect it",
                        "line rs485-1: the other master has been quiet for 120 s"),
                recorder.told().subList(1, recorder.told().size()));
        everyValueIsItsOwn();
    }

    /** A late answer says by itself that the time-out was too short; no statistics are needed. */
    @Test
    void oneLateAnswerIsEnoughToWaitLonger() throws InterruptedException {
        ports.add(wire);
        run(300);
        assertEquals(50, loop.devices().get(0).timeout().toMillis());
        wire.tricks().add(reply -> new Reply(reply.bytes(), 90_000_000));
        run(3);
        long after = loop.devices().stream()
                .mapToLong(device -> device.timeout().toMillis())
                .max()
                .orElseThrow();
        assertTrue(after >= 100, () -> after + " ms");
        wire.tricks().add(reply -> new Reply(reply.bytes(), 90_000_000));
        wire.tricks().add(reply -> new Reply(reply.bytes(), 90_000_000));
        run(10);
        everyValueIsItsOwn();
        assertTrue(loop.status().counters().strays().late() <= 2, () -> "" + loop.status());
    }

    private static byte[] flipped(byte[] frame, int at) {
        byte[] copy = frame.clone();
        copy[at] ^= 0x10;
        return copy;
    }

    private static byte[] framedFor(int unit, int length) {
        java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocate(256);
        int[] words = new int[(length - 5) / 2];
        Arrays.fill(words, 0xBAD);
        io.karawatt.modbus.frame.RtuFrame.write(
                frame,
                unit,
                new io.karawatt.modbus.pdu.Response.ReadRegisters(3, io.karawatt.model.Registers.of(words)));
        return Arrays.copyOf(frame.array(), frame.position());
    }

    @Test
    void aPlayedPortIsWaitedForAndUsedWhenItComes() throws InterruptedException {
        run(30);
        assertFalse(loop.status().up());
        assertTrue(loop.status().reason().startsWith("no such port: sim:bus"), loop.status()::reason);
        ports.add(wire);
        loop.retryNow();
        run(1);
        assertTrue(loop.status().up());
        assertEquals(2, recorder.events().size());
        assertTrue(ports.remove(wire));
        loop.abort("its player went away");
        run(1);
        assertFalse(loop.status().up());
        assertEquals(3, recorder.events().size());
    }

    @Test
    void anAdapterThatIsUnpluggedAndPluggedInAgainIsUsedAgain() throws InterruptedException {
        ports.add(wire);
        run(5);
        wire.unplug(true);
        run(20);
        assertEquals("serial port fake is gone", loop.status().reason());
        wire.unplug(false);
        run(11);
        assertTrue(loop.status().up());
        assertEquals(3, recorder.events().size());
    }
}
