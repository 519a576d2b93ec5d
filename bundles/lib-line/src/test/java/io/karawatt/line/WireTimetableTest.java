package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.Urgency;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the timetable foretells and promises, held against the real RTU master on a wire on which every character takes
 * its time and every device its own.
 */
class WireTimetableTest {

    private static final int DEVICES = 32;
    private static final long MS = 1_000_000;

    /** The line of this test. */
    private static final class Rig {

        private final VirtualTimeline time = new VirtualTimeline();
        private final Recorder recorder = new Recorder();
        private final LineLoop loop;

        Rig(int baud, IntToLongFunction turnaround, InstalledDevice... devices) {
            SerialSettings serial = SerialSettings.of("sim:bus", baud, "8N1");
            FakeWire wire = new FakeWire(time, serial);
            wire.turnaround(turnaround);
            SerialPorts ports = new SerialPorts(serial, new NoPorts());
            ports.add(wire);
            LineSettings settings = Bench.baud(baud).apply(Bench.settings());
            loop = new LineLoop(settings, new LineContext(ports, recorder, recorder, time, time));
            loop.installation(Meters.installation(devices));
        }

        void run(Duration duration) throws InterruptedException {
            long end = time.nanos() + duration.toNanos();
            while (time.nanos() < end) {
                long rest = loop.turn();
                if (rest > 0 && time.nanos() < end) {
                    time.advance(Math.min(rest, end - time.nanos()));
                }
            }
        }

        LineBudget budget() {
            return loop.budget(List.of());
        }
    }

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

    private static InstalledDevice[] meters(int fast, int slow, int rare) {
        InstalledDevice[] devices = new InstalledDevice[DEVICES];
        for (int i = 0; i < DEVICES; i++) {
            List<RegisterSpec> rows = new ArrayList<>();
            group(rows, "u", 100, fast, Poll.FAST);
            group(rows, "e", 1_000, slow, Poll.SLOW);
            group(rows, "h", 2_000, rare, Poll.RARE);
            devices[i] = Meters.installed("m" + (i + 1), i + 1, Meters.profile(rows.toArray(new RegisterSpec[0])));
        }
        return devices;
    }

    private static void group(List<RegisterSpec> rows, String name, int address, int values, Poll poll) {
        for (int i = 0; i < values; i++) {
            rows.add(Meters.row(name + i, address + 2 * i, poll));
        }
    }

    private static void assertForetold(LineBudget budget) {
        double foretold = budget.predictedCycle().toNanos();
        double measured = budget.measuredCycle().toNanos();
        assertEquals(1, measured / foretold, 0.05, () -> "" + budget);
    }

    /** The profile says 5 ms, the devices take 3 to 34 ms. */
    @ParameterizedTest
    @ValueSource(ints = {9_600, 19_200, 38_400, 115_200})
    void theCycleOfAFullLineIsForetold(int baud) throws InterruptedException {
        Rig rig = new Rig(baud, unit -> (2 + unit) * MS, meters(42, 0, 0));
        rig.run(Duration.ofMinutes(2));
        assertTrue(rig.budget().stretch() > 1.1, () -> "" + rig.budget());
        assertForetold(rig.budget());
    }

    @ParameterizedTest
    @ValueSource(ints = {9_600, 38_400})
    void theCycleIsForetoldWithAllGroups(int baud) throws InterruptedException {
        Rig rig = new Rig(baud, unit -> (2 + unit) * MS, meters(42, 30, 60));
        rig.run(Duration.ofMinutes(5));
        assertForetold(rig.budget());
    }

    /**
     * At 38,400 Bd the fast groups of 32 devices take about 60 % of the line; harmonics are read by the timetable and
     * settings on top of that.
     */
    @Test
    void theFastGroupKeepsItsPeriodWhileHarmonicsAndSettingsAreRead() throws InterruptedException {
        Rig rig = new Rig(38_400, unit -> (2 + unit % 8) * MS, meters(6, 0, 125));
        rig.run(Duration.ofSeconds(30));
        Instant since = rig.time.instant();
        int settings = runWithSettings(rig, Duration.ofMinutes(5));
        LineBudget.Group fast = rig.budget().groups().get(0);
        assertTrue(fast.share() > 0.55 && fast.share() < 0.65, () -> "" + fast);
        List<Long> jitter = jitter(rig, since, fast.asked().toNanos());
        assertTrue(jitter.size() > DEVICES * 295, () -> "rounds " + jitter.size());
        long p99 = jitter.get(jitter.size() * 99 / 100);
        assertTrue(p99 < 50 * MS, () -> "p99 " + p99);
        assertTrue(settings > 100, () -> "reads of settings " + settings);
        assertForetold(rig.budget());
    }

    /** Reads settings of one device after the other; returns how many reads were answered. */
    private static int runWithSettings(Rig rig, Duration duration) throws InterruptedException {
        int answered = 0;
        int unit = 0;
        Instant end = rig.time.instant().plus(duration);
        CompletableFuture<BusReply> reply = null;
        while (rig.time.instant().isBefore(end)) {
            if (reply == null || reply.isDone()) {
                answered += reply == null ? 0 : 1;
                unit = 1 + unit % DEVICES;
                reply = rig.loop.submit(
                        new BusRequest.Read(unit, RegisterTable.HOLDING, 5_000, 60, Duration.ofMinutes(1)),
                        Urgency.BACKGROUND);
            }
            rig.run(Duration.ofMillis(5));
        }
        return answered;
    }

    /** By how much the time between two readings of the fast group differs from its period, sorted. */
    private static List<Long> jitter(Rig rig, Instant since, long period) {
        List<Long> all = new ArrayList<>();
        for (int unit = 1; unit <= DEVICES; unit++) {
            Instant last = null;
            for (ReadingBatch batch : rig.recorder.of("m" + unit)) {
                if (batch.index(0) == 0 && !batch.at().isBefore(since)) {
                    if (last != null) {
                        all.add(Math.abs(Duration.between(last, batch.at()).toNanos() - period));
                    }
                    last = batch.at();
                }
            }
        }
        return all.stream().sorted().toList();
    }
}
