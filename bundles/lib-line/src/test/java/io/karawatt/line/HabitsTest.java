package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceHabit.Span;
import io.karawatt.modbus.master.Garble;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line learns about its devices, keeps, and gives up again. */
class HabitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final MasterReply GARBLED =
            new MasterReply.Garbled(new Garble(31, 31, true, Duration.ofMillis(5), Duration.ofMillis(8)));

    private static InstalledDevice meter(int unit) {
        return Meters.installed("m" + unit, unit, Meters.dense(1000, 10, Poll.FAST));
    }

    private static DeviceHabit habit(Bench bench, int index) {
        return bench.loop().learned().get(index);
    }

    /**
     * A slave that is prompt at first and sometimes late thereafter: with a short time-out its answer comes when its
     * neighbour is being asked, and garbles the neighbour's.
     */
    private static final class LateSlave {

        private final Bench bench;
        private final Duration late;
        private int asked;
        private boolean pending;

        LateSlave(Bench bench, Duration late) {
            this.bench = bench;
            this.late = late;
        }

        @Nullable
        MasterReply answer(int unit, Request request) {
            Duration timeout = bench.loop().devices().get(0).timeout();
            if (++asked < 70 || asked % 20 != 0) {
                return null;
            }
            if (timeout.compareTo(late) < 0) {
                pending = true;
                return new MasterReply.TimedOut();
            }
            return new MasterReply.Answered(
                    ((MasterReply.Answered) bench.master().ordinary(request)).response(), late);
        }

        @Nullable
        MasterReply neighbour(int unit, Request request) {
            if (pending) {
                pending = false;
                return GARBLED;
            }
            return null;
        }
    }

    /** A time-out that is too short for one slave shows as errors of the others. */
    @Test
    void shorterTimeOutsAreTakenBackWhenErrorsRiseOnTheLine() {
        Bench bench = new Bench(Bench.periods(200, 10_000, 60_000), meter(1), meter(2));
        LateSlave late = new LateSlave(bench, Duration.ofMillis(120));
        bench.master().slaves().put(1, late::answer);
        bench.master().slaves().put(2, late::neighbour);
        bench.run(Duration.ofSeconds(12));
        assertTrue(habit(bench, 0).onTrial());
        assertTrue(habit(bench, 0).timeout().toMillis() < 120);
        bench.run(Duration.ofMinutes(10));
        assertFalse(habit(bench, 0).onTrial());
        assertTrue(habit(bench, 0).timeout().toMillis() >= 300, () -> "" + habit(bench, 0));
        assertTrue(habit(bench, 1).timeout().toMillis() >= 300, "also for the neighbour");
        long before = bench.loop().status().counters().retries();
        bench.run(Duration.ofMinutes(50));
        assertEquals(before, bench.loop().status().counters().retries(), "and the errors are over");
    }

    @Test
    void shorterTimeOutsThatDoNoHarmStay() {
        Bench bench = new Bench(Bench.periods(200, 10_000, 60_000), meter(1), meter(2));
        bench.run(Duration.ofSeconds(12));
        assertTrue(habit(bench, 0).onTrial());
        bench.run(Duration.ofMinutes(2));
        assertFalse(habit(bench, 0).onTrial());
        assertEquals(50, habit(bench, 0).timeout().toMillis());
    }

    /** A line with one percent of noise is no reason to wait longer. */
    @Test
    void noiseThatWasThereBeforeIsNoEvidence() {
        Bench bench = new Bench(Bench.periods(100, 10_000, 60_000), meter(1), meter(2));
        int[] asked = {0};
        bench.master().slaves().put(1, (unit, request) -> ++asked[0] % 50 == 7 ? GARBLED : null);
        bench.run(Duration.ofMinutes(5));
        assertEquals(50, habit(bench, 0).timeout().toMillis());
    }

    @Test
    void pullingAPlugIsNoEvidence() {
        Bench bench = new Bench(Bench.periods(200, 10_000, 60_000), meter(1), meter(2), meter(3));
        bench.run(Duration.ofSeconds(12));
        bench.master().dead().add(3);
        bench.run(Duration.ofMinutes(2));
        assertEquals(50, habit(bench, 0).timeout().toMillis());
    }

    @Test
    void theTimeOutIsNotShorterThanTwiceWhatNearlyAllAnswersKeep() {
        Bench bench = new Bench(Bench.periods(100, 10_000, 60_000), meter(1));
        int[] asked = {0};
        bench.master()
                .slaves()
                .put(
                        1,
                        (unit, request) -> ++asked[0] % 200 != 10
                                ? null
                                : new MasterReply.Answered(
                                        ((MasterReply.Answered) bench.master().ordinary(request)).response(),
                                        Duration.ofMillis(180)));
        bench.run(Duration.ofMinutes(10));
        DeviceHabit habit = habit(bench, 0);
        assertEquals(5, (double) habit.typical().toMillis(), 1);
        assertEquals(180, (double) habit.tail().toMillis(), 20);
        assertTrue(habit.timeout().toMillis() >= 360, () -> "" + habit);
        assertEquals(
                habit.samples(),
                habit.histogram().stream().mapToLong(DeviceHabit.Bin::count).sum());
    }

    private static @Nullable MasterReply refuse(Bench bench, Request request, int most, int hole) {
        Request.ReadHoldingRegisters read = (Request.ReadHoldingRegisters) request;
        boolean across = read.address() <= hole && hole < read.address() + read.count();
        return across || read.count() > most ? bench.master().answered(Response.ExceptionResponse.to(3, 2)) : null;
    }

    @Test
    void aHoleThatIsRefusedIsLearnt() {
        Bench bench = new Bench(Meters.installed(
                "m1", 1, Meters.profile(Meters.row("a", 100, Poll.FAST), Meters.row("b", 106, Poll.FAST))));
        bench.master().slaves().put(1, (unit, request) -> refuse(bench, request, 125, 103));
        bench.run(Duration.ofSeconds(5));
        assertEquals(
                List.of(new Span(RegisterTable.HOLDING, 102, 4)),
                habit(bench, 0).unreadable());
        assertEquals(0, habit(bench, 0).readLimit());
        assertEquals(2, habit(bench, 0).largestRead());
    }

    @Test
    void aRegisterThatIsNotThereIsLearnt() {
        Bench bench = new Bench(Meters.installed("m1", 1, Meters.dense(100, 8, Poll.FAST)));
        bench.master().slaves().put(1, (unit, request) -> refuse(bench, request, 125, 106));
        bench.run(Duration.ofSeconds(5));
        assertEquals(
                List.of(new Span(RegisterTable.HOLDING, 106, 2)),
                habit(bench, 0).unreadable());
    }

    /** Some devices take smaller reads only than they say. */
    @Test
    void theLargestReadIsLearnt() {
        Bench bench = new Bench(Meters.installed("m1", 1, Meters.dense(100, 50, Poll.FAST)));
        bench.master().slaves().put(1, (unit, request) -> refuse(bench, request, 60, 5_000));
        bench.run(Duration.ofSeconds(5));
        assertEquals(50, habit(bench, 0).readLimit());
        assertEquals(50, habit(bench, 0).largestRead());
        assertEquals(List.of(), habit(bench, 0).unreadable());
    }

    /** Keeps what it is given. */
    private static final class Shelf implements HabitStore {

        private List<DeviceHabit> kept = List.of();

        @Override
        public List<DeviceHabit> load() {
            return kept;
        }

        @Override
        public void save(List<DeviceHabit> habits) {
            kept = habits;
        }
    }

    @Test
    void afterARestartNothingIsLearntAnew() {
        Shelf shelf = new Shelf();
        InstalledDevice meter = Meters.installed("m1", 1, Meters.dense(100, 50, Poll.FAST));
        Bench first = new Bench(Bench.settings(), shelf, meter);
        first.master().slaves().put(1, (unit, request) -> refuse(first, request, 125, 106));
        first.run(Duration.ofMinutes(11));
        first.loop().end();

        Bench second = new Bench(Bench.settings(), shelf, meter);
        second.master().slaves().put(1, (unit, request) -> refuse(second, request, 125, 106));
        second.run(Duration.ofSeconds(3));
        // The register that is not there is asked for once, alone; nothing else is refused.
        assertEquals(1, second.loop().status().counters().exceptions());
        assertEquals(50, habit(second, 0).timeout().toMillis());
        assertTrue(habit(second, 0).samples() > 600);
    }

    @Test
    void aLineThatStopsBeforeItHasDevicesForgetsNothing() {
        Shelf shelf = new Shelf();
        Bench first = new Bench(Bench.settings(), shelf, meter(1));
        first.run(Duration.ofMinutes(11));
        first.loop().installation(Meters.installation());
        first.run(Duration.ofSeconds(1));
        first.loop().end();
        assertEquals(1, shelf.load().size());
        new Bench(Bench.settings(), shelf).loop().end();
        Bench third = new Bench(Bench.settings(), shelf, meter(1));
        third.run(Duration.ofSeconds(1));
        assertEquals(50, habit(third, 0).timeout().toMillis());
    }

    @Test
    void whatWasLearntAboutAnotherKindOfDeviceIsNotTakenUp() {
        Shelf shelf = new Shelf();
        Bench first = new Bench(Bench.settings(), shelf, meter(1));
        first.run(Duration.ofMinutes(11));
        first.loop().end();
        Bench second = new Bench(Bench.settings(), shelf, Meters.installed("m1", 2, Meters.dense(100, 4, Poll.FAST)));
        second.run(Duration.ofSeconds(1));
        assertEquals(300, habit(second, 0).timeout().toMillis());
    }

    @Test
    void aDeviceCanBeLearntAnew() {
        Bench bench = new Bench(Meters.installed(
                "m1", 1, Meters.profile(Meters.row("a", 100, Poll.FAST), Meters.row("b", 106, Poll.FAST))));
        bench.master().slaves().put(1, (unit, request) -> refuse(bench, request, 125, 103));
        bench.run(MINUTE);
        bench.master().slaves().clear();
        bench.loop().relearn("m1");
        bench.loop().relearn("nix");
        bench.run(Duration.ofSeconds(10));
        assertEquals(300, habit(bench, 0).timeout().toMillis());
        assertEquals(List.of(), habit(bench, 0).unreadable());
        assertEquals(
                "1:100+8", bench.master().asked().get(bench.master().asked().size() - 1));
    }

    @Test
    void theFileGivesBackWhatWasWritten(@TempDir Path folder) {
        Shelf shelf = new Shelf();
        Bench bench = new Bench(Bench.settings(), shelf, Meters.installed("m1", 1, Meters.dense(100, 50, Poll.FAST)));
        bench.master().slaves().put(1, (unit, request) -> refuse(bench, request, 60, 106));
        bench.run(MINUTE);
        bench.loop().end();
        DeviceHabit kept = shelf.load().get(0);

        HabitFile file = new HabitFile(folder.resolve("lines").resolve("rs485-1.habits.csv"));
        file.save(shelf.load());
        DeviceHabit read = file.load().get(0);
        assertEquals(kept.device(), read.device());
        assertEquals(kept.unreadable(), read.unreadable());
        assertEquals(kept.timeout(), read.timeout());
        assertEquals(kept.readLimit(), read.readLimit());
        Histogram one = new Histogram(1_000_000);
        one.addAll(read.histogram());
        assertEquals(kept.histogram(), one.bins());
    }

    @Test
    void aFileThatCannotBeReadIsNoHindrance(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("broken.csv");
        HabitFile file = new HabitFile(broken);
        assertEquals(List.of(), file.load());
        for (String content : List.of("", "nonsense\n", "\u0000\u0000")) {
            Files.writeString(broken, content);
            assertEquals(List.of(), file.load());
        }
        file.save(List.of());
        String head = Files.readAllLines(broken).get(0);
        Files.writeString(broken, head + "\nm1,T-1,1,20,5,5,50,20,0,HOLDING:70000:1,\n");
        assertEquals(List.of(), file.load());
        Files.writeString(broken, head + "\nm1,T-1,1,20,5,5,50\n");
        assertEquals(List.of(), file.load());
    }
}
