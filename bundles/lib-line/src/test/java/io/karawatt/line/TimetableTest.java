package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.Urgency;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the line promises about periods: kept where they fit, stretched by priority where they don't, and told. */
class TimetableTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Values of a fast group, and of a large one that is read rarely. */
    private static DeviceProfile meter(int fast, int rare) {
        List<RegisterSpec> rows = new ArrayList<>();
        for (int i = 0; i < fast; i++) {
            rows.add(Meters.row("u" + i, 100 + 2 * i, Poll.FAST));
        }
        for (int i = 0; i < rare; i++) {
            rows.add(Meters.row("h" + i, 2_000 + 2 * i, Poll.RARE));
        }
        return Meters.profile(rows.toArray(new RegisterSpec[0]));
    }

    private static InstalledDevice[] meters(int count, int fast, int rare) {
        InstalledDevice[] devices = new InstalledDevice[count];
        for (int i = 0; i < count; i++) {
            devices[i] = Meters.installed("m" + (i + 1), i + 1, meter(fast, rare));
        }
        return devices;
    }

    /** By how much the time between two readings of the fast group differs from its period, sorted; in nanoseconds. */
    private static long[] jitter(Bench bench, int devices, Instant since, long period) {
        List<Long> all = new ArrayList<>();
        for (int unit = 1; unit <= devices; unit++) {
            Instant last = null;
            for (ReadingBatch batch : bench.recorder().of("m" + unit)) {
                if (batch.index(0) == 0 && !batch.at().isBefore(since)) {
                    if (last != null) {
                        all.add(Math.abs(Duration.between(last, batch.at()).toNanos() - period));
                    }
                    last = batch.at();
                }
            }
        }
        return all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static LineBudget.Group group(Bench bench, Poll poll) {
        return bench.loop().budget(List.of()).groups().stream()
                .filter(group -> group.poll() == poll)
                .findFirst()
                .orElseThrow();
    }

    /** Reads settings of one device after the other in the background; returns how many reads were answered. */
    private static int runWithBackground(Bench bench, Duration duration, int registers) {
        int answered = 0;
        int unit = 1;
        Instant end = bench.now().plus(duration);
        CompletableFuture<BusReply> reply = null;
        while (bench.now().isBefore(end)) {
            if (reply == null || reply.isDone()) {
                answered += reply == null ? 0 : 1;
                BusRequest ask = new BusRequest.Read(1 + unit++ % 32, RegisterTable.HOLDING, 5_000, registers, MINUTE);
                reply = bench.loop().submit(ask, Urgency.BACKGROUND);
            }
            bench.run(Duration.ofMillis(5));
        }
        return answered;
    }

    /** Thirty-two devices whose fast group takes 60 % of a line, large rare groups, settings read on top of all. */
    @Test
    void aFastGroupOfSixtyPercentKeepsItsPeriodWhileEverythingElseIsRead() {
        keepsItsPeriod(Bench.baud(38_400), 6, 0.55, 0.65, 60);
    }

    /** At 9,600 bit/s a read of 125 registers takes 290 ms: it has to be cut. */
    @Test
    void onASlowLineLongReadsAreCut() {
        keepsItsPeriod(
                s -> Bench.periods(4_000, 40_000, 240_000)
                        .apply(Bench.baud(9_600).apply(s)),
                13,
                0.55,
                0.65,
                20);
    }

    private static void keepsItsPeriod(
            UnaryOperator<LineSettings> change, int values, double least, double most, int background) {
        Bench bench = new Bench(change, meters(32, values, 200));
        bench.run(Duration.ofSeconds(30));
        Instant since = bench.now();
        int answered = runWithBackground(bench, Duration.ofMinutes(10), background);
        LineBudget.Group fast = group(bench, Poll.FAST);
        assertTrue(fast.share() > least && fast.share() < most, () -> "" + fast);
        assertEquals(fast.asked(), fast.granted());
        long period = fast.asked().toNanos();
        long[] jitter = jitter(bench, 32, since, period);
        assertTrue(jitter.length > 31L * 600_000_000_000L / period, () -> "rounds " + jitter.length);
        long p99 = jitter[jitter.length * 99 / 100];
        assertTrue(p99 < 50_000_000, () -> "p99 " + p99 + " max " + jitter[jitter.length - 1]);
        long told = fast.jitterTail().toNanos();
        assertTrue(told >= 0.85 * p99 && told < 50_000_000, () -> told + " instead of " + p99);
        LineBudget.Group rare = group(bench, Poll.RARE);
        assertTrue(rare.measured().compareTo(rare.granted().multipliedBy(105).dividedBy(100)) < 0, () -> "" + rare);
        assertTrue(answered > 100, () -> "background " + answered);
        LineBudget budget = bench.loop().budget(List.of());
        assertEquals(
                1,
                (double) budget.measuredCycle().toNanos()
                        / budget.predictedCycle().toNanos(),
                0.05);
    }

    /** 32 devices with 85 registers each need nearly two seconds at 38,400 bit/s. */
    @Test
    void whatDoesNotFitIsStretchedAndTheCycleIsPredicted() {
        Bench bench = new Bench(Bench.baud(38_400), meters(32, 42, 0));
        bench.run(MINUTE);
        LineBudget budget = bench.loop().budget(List.of());
        assertEquals(1.78, budget.predictedCycle().toNanos() / 1e9, 0.02);
        assertEquals(
                1,
                (double) budget.measuredCycle().toNanos()
                        / budget.predictedCycle().toNanos(),
                0.05);
        assertEquals(1.78, group(bench, Poll.FAST).measured().toNanos() / 1e9, 0.05);
        long stretched = bench.recorder().told().stream()
                .filter(text -> text.contains("is asked for more than it carries"))
                .count();
        assertEquals(1, stretched, () -> "" + bench.recorder().told());
        assertEquals(
                "line rs485-1 is asked for more than it carries: periods are up to 1.78 times as long; fast 1.78 times;"
                        + " polls ask for 178 % of the line and 100 % is there for them. What helps:"
                        + " 115200 bit/s (77 %), or 15 devices fewer of 32, or all periods 1.78 times as long",
                bench.recorder().told().get(1));
    }

    /** Each read takes 2 ms more than the device needs; that must not be the loss of the rare group alone. */
    @Test
    void whatNobodyForesawIsBorneByAllGroups() {
        Bench bench = new Bench(Bench.baud(38_400), meters(32, 42, 30));
        for (int unit = 1; unit <= 32; unit++) {
            bench.master().slaves().put(unit, (u, request) -> prompt(bench.master(), request));
        }
        bench.run(Duration.ofMinutes(30));
        for (LineBudget.Group group : bench.loop().budget(List.of()).groups()) {
            double kept = (double) group.measured().toNanos() / group.granted().toNanos();
            assertEquals(1, kept, 0.1, () -> "" + group);
        }
    }

    private static MasterReply prompt(FakeMaster master, Request request) {
        MasterReply.Answered ordinary = (MasterReply.Answered) master.ordinary(request);
        return new MasterReply.Answered(ordinary.response(), Duration.ofMillis(3));
    }

    @Test
    void aLineThatFitsAgainSaysSoOnce() {
        InstalledDevice[] all = meters(32, 42, 0);
        Bench bench = new Bench(Bench.baud(38_400), all);
        bench.run(MINUTE);
        bench.loop().installation(Meters.installation(Arrays.copyOf(all, 8)));
        bench.run(MINUTE);
        assertEquals(
                3, bench.recorder().told().size(), () -> "" + bench.recorder().told());
        assertEquals(
                "line rs485-1 keeps its periods again", bench.recorder().told().get(2));
        assertEquals("", bench.loop().budget(List.of()).advice());
    }

    @Test
    void oneMoreDeviceIsReckonedBeforeItIsAdded() {
        Bench bench = new Bench(Bench.baud(38_400), meters(10, 42, 0));
        bench.run(MINUTE);
        InstalledDevice eleventh = Meters.installed("m11", 11, meter(42, 0));
        LineBudget now = bench.loop().budget(List.of());
        LineBudget then = bench.loop().budget(List.of(eleventh));
        bench.loop().installation(Meters.installation(meters(11, 42, 0)));
        bench.run(MINUTE);
        assertEquals(0.0559, then.asked() - now.asked(), 0.001);
        assertEquals(then.asked(), bench.loop().budget(List.of()).asked(), 0.001);
    }
}
