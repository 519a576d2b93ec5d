package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.LineStatus.Counters;
import io.karawatt.line.FakeWire.Reply;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short form of {@code bench flips}: bits flip, answers take their time, and no wrong value comes of it. */
class FlipsTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("sim:bus", 115_200, "8N1");
    private static final int TRANSACTIONS = 100_000;
    private static final int FIRST = 16;

    private final VirtualTimeline time = new VirtualTimeline();
    private final Random random = new Random(20261121);
    private final FakeWire wire = new FakeWire(time, SETTINGS);
    private final Truth truth = new Truth();
    private final LineLoop loop = new LineLoop(
            Bench.periods(10, 10, 10).apply(Bench.settings()),
            new LineContext(new SerialPorts(SETTINGS, wire), truth, new Recorder(), time, time));

    /** Compares every register with what the slaves have. */
    private static final class Truth implements ReadingSink {

        private long values;
        private long wrong;

        @Override
        public void accept(ReadingBatch batch) {}

        @Override
        public void acceptRegisters(String device, RegisterTable table, int address, Registers words, Instant at) {
            int unit = Integer.parseInt(device.substring(1));
            for (int i = 0; i < words.size(); i++) {
                values++;
                wrong += words.get(i) == FakeWire.content(unit, address + i) ? 0 : 1;
            }
        }

        @Override
        public void forget(String device) {}
    }

    /** One frame of a hundred is hit, by one to eight flips anywhere. */
    private Reply spoil(Reply reply) {
        byte[] bytes = reply.bytes();
        if (random.nextInt(100) == 0) {
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return new Reply(bytes, reply.delay());
    }

    @Test
    void flippedBitsAndSlowAnswersBringNoWrongValuesAndNoFalseTimeouts() throws InterruptedException {
        wire.turnaround(unit -> unit == 1 ? 5_000_000L : (1 + random.nextInt(200)) * 1_000_000L);
        loop.installation(Meters.installation(
                Meters.installed("m1", 1, Meters.dense(FIRST, 5, Poll.FAST)),
                Meters.installed("m2", 2, Meters.dense(FIRST, 10, Poll.FAST)),
                Meters.installed("m3", 3, Meters.dense(FIRST, 15, Poll.FAST))));
        while (loop.status().counters().requests() < TRANSACTIONS) {
            if (wire.tricks().isEmpty()) {
                wire.tricks().add(this::spoil);
            }
            time.sleepUntil(time.nanos() + loop.turn());
        }
        Counters counters = loop.status().counters();
        assertEquals(0, truth.wrong, "wrong values");
        assertTrue(truth.values > 19 * TRANSACTIONS, () -> truth.values + " values");
        long damaged = counters.checksums()
                + counters.malformed()
                + counters.strays().torn()
                + counters.strays().collisions();
        assertTrue(damaged > TRANSACTIONS / 200, () -> "" + counters);
        assertTrue(counters.timeouts() <= 1, () -> "every question was answered: " + counters);
    }
}
