package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.modbus.master.Garble;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Cause;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineLoopTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final MasterReply GARBLED =
            new MasterReply.Garbled(new Garble(17, 17, true, Duration.ofMillis(5), Duration.ofMillis(4)));

    private static InstalledDevice meter(int unit) {
        return Meters.installed("m" + unit, unit, Meters.dense(1000, 10, Poll.FAST));
    }

    private static void near(long wanted, long found, long by) {
        assertTrue(Math.abs(found - wanted) <= by, () -> found + " instead of " + wanted);
    }

    @Test
    void aPollIsOneBatchWithAllValuesOfItsGroup() {
        DeviceProfile profile = Meters.profile(
                Meters.row("near", 1, Poll.FAST), Meters.row("far", 500, Poll.FAST), Meters.row("slow", 3, Poll.SLOW));
        Bench bench = new Bench(Meters.installed("m", 7, profile));
        bench.run(Duration.ofMillis(200));
        List<ReadingBatch> batches = bench.recorder().of("m");
        assertEquals(2, batches.size());
        ReadingBatch fast = batches.get(0);
        assertEquals(List.of(0, 2), List.of(fast.index(0), fast.index(1)));
        // The slave answers each register with its own address: 1 * 65536 + 2 and 500 * 65536 + 501, in hundredths.
        assertEquals(655.38, fast.number(0), 1e-9);
        assertEquals(327685.01, fast.number(1), 1e-9);
        assertEquals(List.of("m 1+2", "m 500+2", "m 3+2"), bench.recorder().registers());
    }

    @Test
    void eachGroupKeepsItsPeriod() {
        DeviceProfile profile = Meters.profile(Meters.row("f", 1, Poll.FAST), Meters.row("s", 100, Poll.SLOW));
        Bench bench = new Bench(Meters.installed("m", 7, profile));
        bench.run(Duration.ofMinutes(1));
        near(60, bench.master().asked().stream().filter("7:1+2"::equals).count(), 1);
        near(6, bench.master().asked().stream().filter("7:100+2"::equals).count(), 1);
    }

    @Test
    void valuesSayWhyTheyAreMissing() {
        DeviceProfile profile = Meters.profile(
                Meters.row("none", 10, Poll.FAST, RegisterTable.HOLDING, RegisterType.U16, Set.of(10L)),
                Meters.row("digits", 11, Poll.FAST, RegisterTable.HOLDING, RegisterType.BCD16, Set.of()),
                Meters.row("good", 12, Poll.FAST, RegisterTable.HOLDING, RegisterType.U16, Set.of()));
        Bench bench = new Bench(Meters.installed("m", 7, profile));
        bench.run(Duration.ofMillis(100));
        ReadingBatch batch = bench.recorder().of("m").get(0);
        assertEquals(new Value.Missing(Cause.NOT_AVAILABLE), batch.value(0));
        assertEquals(new Value.Missing(Cause.UNREADABLE), batch.value(1));
        assertEquals(new Value.Good(0.12), batch.value(2));
    }

    /** Large slow reads are cut into slots: a fast job waits for one block at most. */
    @Test
    void aLongGroupGivesWayToAFastOneBetweenItsBlocks() {
        InstalledDevice big = Meters.installed("big", 1, Meters.dense(2000, 600, Poll.SLOW));
        InstalledDevice small = Meters.installed("small", 2, Meters.dense(10, 2, Poll.FAST));
        Bench bench = new Bench(Bench.periods(100, 2_000, 60_000), big, small);
        bench.run(Duration.ofSeconds(20));
        List<ReadingBatch> fast = bench.recorder().of("small");
        long block = Bench.COST.readNanos(125, Duration.ofMillis(5));
        for (int i = 1; i < fast.size(); i++) {
            long gap = Duration.between(fast.get(i - 1).at(), fast.get(i).at()).toNanos();
            assertTrue(gap <= 100_000_000L + 2 * block, "a gap of " + gap + " ns at " + i);
        }
        assertTrue(
                bench.recorder().of("big").size() >= 9,
                () -> "" + bench.recorder().of("big").size());
    }

    /** An overloaded line slows all devices alike, the slow groups first, up to four times: nobody starves. */
    @Test
    void anOverloadedLineServesEverybody() {
        InstalledDevice[] devices = new InstalledDevice[16];
        for (int i = 0; i < devices.length; i++) {
            DeviceProfile both = Meters.profile(Meters.row("f", 1, Poll.FAST), Meters.row("s", 500, Poll.SLOW));
            devices[i] = Meters.installed("m" + i, i + 1, both);
        }
        Bench bench = new Bench(Bench.periods(100, 500, 60_000), devices);
        bench.run(Duration.ofSeconds(20));
        for (int i = 1; i <= devices.length; i++) {
            String fast = i + ":1+2";
            String slow = i + ":500+2";
            near(87, bench.master().asked().stream().filter(fast::equals).count(), 2);
            near(10, bench.master().asked().stream().filter(slow::equals).count(), 1);
        }
    }

    @Test
    void aDeadDeviceTimesOutOnceAndIsThenAskedRarely() {
        Bench bench = new Bench(meter(1), meter(2));
        bench.master().dead().add(2);
        bench.run(Duration.ofMinutes(2));
        assertEquals(1, bench.recorder().missing("m2", Cause.TIMEOUT));
        assertEquals(1, bench.recorder().of("m2").size());
        assertEquals(
                List.of("line rs485-1 is up", "m2 on rs485-1 fell silent: no answer within 300 ms, 3 tries"),
                bench.recorder().told());
        long tries =
                bench.master().asked().stream().filter(a -> a.startsWith("2:")).count();
        // 3 tries, then after 2, 4, 8, 16, 32 and 60 s.
        near(8, tries, 1);
        assertEquals(State.SILENT, bench.loop().devices().get(1).state());
        assertTrue(bench.loop().devices().get(1).nextTry().isAfter(bench.now()));
    }

    @Test
    void aDeviceThatComesBackIsWelcomedAndPolledAtOnce() {
        Bench bench = new Bench(meter(1), meter(2));
        bench.master().dead().add(2);
        bench.run(Duration.ofSeconds(20));
        bench.master().dead().clear();
        bench.run(Duration.ofSeconds(70));
        assertTrue(
                bench.recorder().told().contains("m2 on rs485-1 answers again"),
                bench.recorder().told()::toString);
        assertTrue(bench.recorder().good("m2", Instant.EPOCH) > 5);
        assertEquals(State.GOOD, bench.loop().devices().get(1).state());
        assertEquals(Instant.EPOCH, bench.loop().devices().get(1).nextTry());
    }

    /** The oldest complaint of the field: one missing RTU device makes every other device on the line stale. */
    @Test
    void withEightOfThirtyTwoDeadTheOthersKeepTheirRate() {
        double whole = healthyRate(Set.of());
        double some = healthyRate(Set.of(2, 5, 9, 14, 17, 21, 26, 32));
        assertTrue(some >= 0.95 * whole, some + " of " + whole);
    }

    /** Batches a second of each healthy device on a line that can just carry 32 of them. */
    private static double healthyRate(Set<Integer> dead) {
        InstalledDevice[] devices = new InstalledDevice[32];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = Meters.installed("m" + (i + 1), i + 1, Meters.dense(100, 60, Poll.FAST));
        }
        // 32 x 82 ms = 2.6 s at 38,400 Bd: with a period of 1 s the line is overloaded.
        Bench bench = new Bench(devices);
        bench.run(Duration.ofSeconds(30));
        bench.master().dead().addAll(dead);
        Instant since = bench.now();
        bench.run(Duration.ofMinutes(2));
        long batches = 0;
        for (int unit = 1; unit <= 32; unit++) {
            batches += dead.contains(unit) ? 0 : bench.recorder().good("m" + unit, since);
        }
        return batches / 120.0 / (32 - dead.size());
    }

    @Test
    void aSilentDeviceTakesNoMoreThanItsShareOfABusyLine() {
        InstalledDevice[] devices = new InstalledDevice[12];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = Meters.installed("m" + (i + 1), i + 1, Meters.dense(100, 60, Poll.FAST));
        }
        Bench bench = new Bench(Bench.periods(100, 1_000, 1_000), devices);
        bench.master().dead().addAll(Set.of(1, 2, 3, 4, 5, 6));
        bench.run(Duration.ofMinutes(1));
        long before = bench.loop().status().counters().timeouts();
        bench.run(Duration.ofMinutes(10));
        double share = (bench.loop().status().counters().timeouts() - before) * 0.3 / 600;
        assertTrue(share > 0.01 && share <= 0.035, "share " + share);
    }

    @Test
    void aTornReplyIsAskedAgainAndCounted() {
        Bench bench = new Bench(meter(1));
        bench.master().next().add(GARBLED);
        bench.master().next().add(new MasterReply.Malformed("unit 9 answers for unit 1"));
        bench.run(SECOND);
        assertEquals(1, bench.loop().status().counters().checksums());
        assertEquals(1, bench.loop().status().counters().malformed());
        assertEquals(2, bench.loop().status().counters().retries());
        assertEquals(0, bench.loop().status().counters().timeouts());
        assertTrue(bench.recorder().of("m1").stream().allMatch(b -> b.value(0) instanceof Value.Good));
        assertEquals(
                bench.loop().status().counters(), bench.loop().devices().get(0).counters());
    }

    @Test
    void aDeviceThatOnlyMakesNoiseIsSilentWithUnreadableValues() {
        Bench bench = new Bench(meter(1));
        bench.master().slaves().put(1, (unit, request) -> GARBLED);
        bench.run(SECOND);
        assertEquals(1, bench.recorder().missing("m1", Cause.UNREADABLE));
        assertEquals(
                "m1 on rs485-1 fell silent: a frame of 17 characters with a wrong checksum, 3 tries",
                bench.recorder().told().get(1));
    }

    @Test
    void anAnswerOfTheWrongLengthIsNoAnswer() {
        Bench bench = new Bench(meter(1));
        bench.master().next().add(bench.master().answered(new Response.ReadRegisters(3, FakeMaster.words(1, 19))));
        bench.run(Duration.ofMillis(200));
        assertEquals(1, bench.loop().status().counters().malformed());
        assertTrue(bench.recorder().of("m1").stream().allMatch(b -> b.value(0) instanceof Value.Good));
    }

    /** Exception 2 on a block read across a hole: the hole is not there. Split, and remember. */
    @Test
    void aRefusedHoleIsReadNoMore() {
        DeviceProfile profile = Meters.profile(Meters.row("a", 100, Poll.FAST), Meters.row("b", 106, Poll.FAST));
        Bench bench = new Bench(Meters.installed("m", 1, profile));
        bench.master().slaves().put(1, (unit, request) -> refuseAcross(bench, request, 103));
        bench.run(Duration.ofSeconds(10));
        assertEquals(
                1, bench.master().asked().stream().filter("1:100+8"::equals).count());
        assertTrue(bench.recorder().of("m").stream().allMatch(b -> b.value(0) instanceof Value.Good));
        assertEquals(10, bench.recorder().of("m").size(), 1);
        assertEquals(1, bench.loop().status().counters().exceptions());
    }

    /** One register that the device does not have must not cost its neighbours. */
    @Test
    void aRefusedRegisterIsFoundAndTheOthersAreGood() {
        Bench bench = new Bench(Meters.installed("m", 1, Meters.dense(100, 8, Poll.FAST)));
        bench.master().slaves().put(1, (unit, request) -> refuseAcross(bench, request, 106));
        bench.run(Duration.ofSeconds(5));
        ReadingBatch batch = bench.recorder().of("m").get(1);
        for (int i = 0; i < 8; i++) {
            assertEquals(i == 3, batch.value(i).equals(new Value.Missing(Cause.REFUSED)), "value " + i);
        }
        long lonely = bench.master().asked().stream().filter("1:106+2"::equals).count();
        assertEquals(1, lonely, "a refused register is not asked again at once");
        assertEquals(State.GOOD, bench.loop().devices().get(0).state());
    }

    private static @org.jspecify.annotations.Nullable MasterReply refuseAcross(Bench bench, Request request, int hole) {
        Request.ReadHoldingRegisters read = (Request.ReadHoldingRegisters) request;
        boolean across = read.address() <= hole && hole < read.address() + read.count();
        return across ? bench.master().answered(Response.ExceptionResponse.to(3, 2)) : null;
    }

    /** Some devices don't refuse what they don't have; they keep quiet. */
    @Test
    void aDeafBlockDoesNotMakeTheDeviceSilent() {
        DeviceProfile profile = Meters.profile(Meters.row("a", 100, Poll.FAST), Meters.row("b", 900, Poll.SLOW));
        Bench bench = new Bench(Meters.installed("m", 1, profile));
        bench.master().slaves().put(1, (unit, request) -> {
            Request.ReadHoldingRegisters read = (Request.ReadHoldingRegisters) request;
            return read.address() == 900 ? new MasterReply.TimedOut() : null;
        });
        bench.run(Duration.ofSeconds(30));
        assertEquals(List.of("line rs485-1 is up"), bench.recorder().told());
        assertTrue(
                bench.recorder().of("m").stream().anyMatch(b -> b.value(0).equals(new Value.Missing(Cause.TIMEOUT))));
        near(30, bench.recorder().good("m", Instant.EPOCH), 2);
        assertEquals(
                3, bench.master().asked().stream().filter("1:900+2"::equals).count());
    }

    @Test
    void aLineWithoutItsPortSaysSoOnceAndRecoversByItself() {
        Bench bench = new Bench(meter(1));
        bench.master().absent("serial port /dev/ttyUSB0 is absent: plug the adapter in");
        bench.run(Duration.ofMinutes(1));
        assertEquals(1, bench.recorder().missing("m1", Cause.LINE_DOWN));
        assertEquals(1, bench.recorder().events().size());
        assertFalse(bench.loop().status().up());
        assertTrue(bench.loop().status().reason().contains("plug the adapter in"));
        // After 0.5, 1, 2, 4, 8 and then every 10 s: no spin.
        assertEquals(10, bench.master().opened(), 1);
        bench.master().absent(null);
        bench.run(Duration.ofSeconds(11));
        assertTrue(bench.loop().status().up());
        assertTrue(bench.recorder().good("m1", Instant.EPOCH) > 0);
        assertEquals(2, bench.recorder().events().size());
    }

    @Test
    void aPortThatVanishesTakesTheLineDownAndItsValuesWithIt() {
        Bench bench = new Bench(meter(1), meter(2));
        bench.run(Duration.ofSeconds(5));
        bench.master().absent("serial port is gone");
        bench.run(SECOND);
        assertEquals(1, bench.recorder().missing("m1", Cause.LINE_DOWN));
        assertEquals(1, bench.recorder().missing("m2", Cause.LINE_DOWN));
        assertEquals(
                "line rs485-1 is down: serial port is gone",
                bench.recorder().told().get(1));
        assertEquals(State.UNKNOWN, bench.loop().devices().get(0).state());
    }

    /** Servers close idle connections; making it anew is not worth an event. */
    @Test
    void aConnectionThatThePeerClosedIsMadeAnewWithoutAWord() {
        Bench bench = new Bench(meter(1));
        bench.run(Duration.ofSeconds(5));
        bench.master().next().add(new MasterReply.LinkDown("the server closed the connection"));
        bench.run(Duration.ofSeconds(5));
        assertEquals(List.of("line rs485-1 is up"), bench.recorder().told());
        assertEquals(2, bench.master().opened());
        near(10, bench.recorder().good("m1", Instant.EPOCH), 1);
    }

    @Test
    void aLineThatOpensAndFailsAtOnceDoesNotSpin() {
        Bench bench = new Bench(meter(1));
        bench.master().slaves().put(1, (unit, request) -> new MasterReply.LinkDown("reset"));
        bench.run(Duration.ofMinutes(1));
        assertTrue(bench.master().opened() <= 12, () -> "" + bench.master().opened());
    }

    @Test
    void aChangedInstallationIsTakenOverAndKeepsTheStateOfTheOthers() {
        InstalledDevice one = meter(1);
        InstalledDevice two = meter(2);
        Bench bench = new Bench(one, two);
        bench.master().dead().add(1);
        bench.run(Duration.ofSeconds(10));
        bench.loop().installation(Meters.installation(one, meter(3)));
        bench.run(SECOND);
        assertEquals(List.of("m2"), bench.recorder().forgotten());
        assertEquals(State.SILENT, bench.loop().devices().get(0).state());
        assertTrue(bench.recorder().good("m3", Instant.EPOCH) > 0);
        assertEquals(1, bench.recorder().missing("m1", Cause.TIMEOUT));
    }

    @Test
    void theTimeOutIsLearntFromTheDevice() {
        Bench bench = new Bench(meter(1));
        bench.master().turnaround(Duration.ofMillis(20));
        bench.run(Duration.ofMinutes(2));
        assertEquals(87, bench.loop().devices().get(0).timeout().toMillis(), "4 x (20 + 1.75 of silence)");
        assertEquals(21, bench.loop().devices().get(0).response().toMillis());
    }

    /** A quick device is found out quickly: 50, 100 and 200 ms instead of three times 300. */
    @Test
    void secondTriesOfAKnownDeviceWaitLongerStepByStep() {
        Bench bench = new Bench(meter(1));
        bench.run(Duration.ofMinutes(2));
        bench.master().dead().add(1);
        bench.run(Duration.ofSeconds(2));
        assertEquals(
                "m1 on rs485-1 fell silent: no answer within 200 ms, 3 tries",
                bench.recorder().told().get(1));
    }

    @Test
    void statusTellsShareAndCycle() {
        Bench bench = new Bench(meter(1), meter(2));
        bench.run(Duration.ofSeconds(10));
        double each = Bench.COST.readNanos(20, Duration.ofMillis(5)) / 1e9;
        assertEquals(2 * each, bench.loop().status().busy(), 0.01);
        near(1000, bench.loop().status().cycle().toMillis(), 5);
        assertTrue(bench.loop().status().up());
    }
}
