package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.Urgency;
import io.karawatt.line.LineSettings.Limits;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstalledDevice meter = Meters.installed("m1", 1, Meters.dense(1000, 60, Poll.FAST));

    private final List<CompletableFuture<BusReply>> sent = new ArrayList<>();

    private static BusRequest read(int unit, int address) {
        return new BusRequest.Read(unit, RegisterTable.HOLDING, address, 2, PATIENCE);
    }

    private static BusRequest write(int unit, int address) {
        return new BusRequest.Write(unit, address, Registers.of(7), true, PATIENCE);
    }

    private static BusReply reply(CompletableFuture<BusReply> future) {
        assertTrue(future.isDone());
        return future.join();
    }

    @Test
    void aReadIsAnsweredBeforeTheNextPollAndKeptInTheImage() {
        Bench bench = new Bench(meter);
        bench.turn();
        CompletableFuture<BusReply> future = bench.loop().submit(read(1, 50_000), Urgency.CLIENT);
        bench.turn();
        BusReply.Data data = assertInstanceOf(BusReply.Data.class, reply(future));
        assertEquals(FakeMaster.words(50_000, 2), data.registers());
        assertTrue(bench.recorder().registers().contains("m1 50000+2"));
    }

    @Test
    void equalReadsThatWaitAreAskedOnce() {
        Bench bench = new Bench(meter);
        bench.turn();
        List<CompletableFuture<BusReply>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            futures.add(bench.loop().submit(read(1, 300), Urgency.CLIENT));
        }
        bench.run(Duration.ofMillis(500));
        assertEquals(
                1, bench.master().asked().stream().filter("1:300+2"::equals).count());
        assertTrue(futures.stream().allMatch(f -> reply(f) instanceof BusReply.Data));
    }

    /** A read asked after a write must not be answered with what was there before. */
    @Test
    void aReadAfterAWriteDoesNotJoinOneFromBefore() {
        Bench bench = new Bench(meter);
        bench.turn();
        sent.add(bench.loop().submit(read(1, 300), Urgency.CLIENT));
        sent.add(bench.loop().submit(write(1, 300), Urgency.CLIENT));
        sent.add(bench.loop().submit(read(1, 300), Urgency.CLIENT));
        bench.run(Duration.ofMillis(900));
        List<String> mine = bench.master().asked().stream()
                .filter(a -> !a.equals("1:1000+120"))
                .toList();
        assertEquals(List.of("1:300+2", "1:WriteSingleRegister", "1:300+2"), mine);
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        Bench bench = new Bench(Bench.limits(new Limits(3, 3, 50, 0)), meter);
        bench.turn();
        for (int i = 0; i < 3; i++) {
            assertFalse(bench.loop().submit(read(1, i), Urgency.CLIENT).isDone());
        }
        BusReply.Busy busy =
                assertInstanceOf(BusReply.Busy.class, reply(bench.loop().submit(read(1, 99), Urgency.CLIENT)));
        assertEquals("the queue of line rs485-1 is full: 3 are waiting", busy.reason());
        bench.run(Duration.ofSeconds(1));
        assertFalse(bench.loop().submit(read(1, 4), Urgency.CLIENT).isDone());
    }

    @Test
    void anAskerIsToldWhenItsPatienceIsOver() {
        Bench bench = new Bench(meter);
        bench.turn();
        sent.add(bench.loop().submit(read(1, 4), Urgency.CLIENT));
        CompletableFuture<BusReply> late = bench.loop()
                .submit(new BusRequest.Read(1, RegisterTable.HOLDING, 6, 2, Duration.ofMillis(10)), Urgency.CLIENT);
        CompletableFuture<BusReply> patient = bench.loop().submit(read(1, 6), Urgency.CLIENT);
        bench.run(Duration.ofMillis(500));
        assertInstanceOf(BusReply.Busy.class, reply(late));
        assertInstanceOf(BusReply.Data.class, reply(patient));
    }

    /** However much the north asks, half of a busy line stays with the polls. */
    @Test
    void requestsDoNotStarveThePolls() {
        InstalledDevice second = Meters.installed("m2", 2, Meters.dense(1000, 60, Poll.FAST));
        Bench bench = new Bench(Bench.periods(50, 50, 50), meter, second);
        bench.run(Duration.ofSeconds(1));
        Instant since = bench.now();
        for (int round = 0; round < 300; round++) {
            for (int i = 0; i < 5; i++) {
                sent.add(bench.loop().submit(read(2, 300 + i), Urgency.CLIENT));
            }
            bench.run(Duration.ofMillis(100));
        }
        double elapsed = Duration.between(since, bench.now()).toNanos();
        double each = Bench.COST.readNanos(120, Duration.ofMillis(5));
        double share = bench.recorder().good("m1", since) * 2 * each / elapsed;
        assertTrue(share > 0.42, "share " + share);
    }

    @Test
    void aReadIsTriedAgainAndAWriteNever() {
        Bench bench = new Bench(meter);
        bench.run(Duration.ofMillis(200));
        bench.master().next().add(new MasterReply.TimedOut());
        CompletableFuture<BusReply> read = bench.loop().submit(read(1, 300), Urgency.CLIENT);
        bench.run(Duration.ofMillis(500));
        assertInstanceOf(BusReply.Data.class, reply(read));
        bench.run(Duration.ofMillis(400));
        CompletableFuture<BusReply> write = bench.loop().submit(write(1, 300), Urgency.CLIENT);
        bench.master().next().add(new MasterReply.TimedOut());
        bench.turn();
        BusReply.Silent silent = assertInstanceOf(BusReply.Silent.class, reply(write));
        assertEquals("unit 1: no answer within 300 ms, 1 try", silent.reason());
    }

    @Test
    void aRefusalIsPassedOnAndAConfirmationToo() {
        Bench bench = new Bench(meter);
        bench.turn();
        bench.master().next().add(bench.master().answered(Response.ExceptionResponse.to(3, 2)));
        CompletableFuture<BusReply> refused = bench.loop().submit(read(1, 300), Urgency.CLIENT);
        bench.turn();
        assertEquals(new BusReply.Refused(2), reply(refused));
        CompletableFuture<BusReply> written = bench.loop().submit(write(1, 300), Urgency.CLIENT);
        bench.run(Duration.ofMillis(100));
        assertInstanceOf(BusReply.Written.class, reply(written));
    }

    /** Clients go on asking for a dead device for hours: that must not cost the others. */
    @Test
    void askingForASilentDeviceCostsNoMoreThanItsShare() {
        InstalledDevice dead = Meters.installed("m2", 2, Meters.dense(1000, 60, Poll.FAST));
        Bench bench = new Bench(Bench.periods(50, 50, 50), meter, dead);
        bench.master().dead().add(2);
        bench.run(Duration.ofSeconds(20));
        Instant since = bench.now();
        long before = bench.loop().status().counters().timeouts();
        List<BusReply> replies = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            CompletableFuture<BusReply> future = bench.loop().submit(read(2, i), Urgency.CLIENT);
            bench.run(Duration.ofMillis(100));
            replies.add(future.getNow(new BusReply.Busy("still waiting")));
        }
        long spent = bench.loop().status().counters().timeouts() - before;
        double seconds = Duration.between(since, bench.now()).toMillis() / 1e3;
        assertTrue(spent * 0.3 <= 0.035 * seconds, spent + " time-outs in " + seconds + " s");
        assertTrue(replies.stream().filter(BusReply.Silent.class::isInstance).count() > 580);
    }

    @Test
    void aUnitThatNobodyKnowsIsAskedOnceAndThenSparedForAWhile() {
        Bench bench = new Bench(meter);
        bench.master().dead().add(99);
        bench.turn();
        CompletableFuture<BusReply> first = bench.loop().submit(read(99, 0), Urgency.CLIENT);
        bench.run(Duration.ofMillis(500));
        CompletableFuture<BusReply> second = bench.loop().submit(read(99, 0), Urgency.CLIENT);
        bench.run(Duration.ofMillis(500));
        assertEquals("unit 99: no answer within 300 ms, 1 try", ((BusReply.Silent) reply(first)).reason());
        assertEquals("unit 99 did not answer just now", ((BusReply.Silent) reply(second)).reason());
    }

    @Test
    void aLineThatIsDownSaysSoAtOnce() {
        Bench bench = new Bench(meter);
        bench.master().absent("there is no such port");
        CompletableFuture<BusReply> future = bench.loop().submit(read(1, 0), Urgency.CLIENT);
        bench.turn();
        assertEquals(new BusReply.LineDown("line rs485-1 is down: there is no such port"), reply(future));
    }

    @Test
    void aClosedLineAnswersWhoeverWaits() {
        Bench bench = new Bench(meter);
        bench.turn();
        CompletableFuture<BusReply> waiting = bench.loop().submit(read(1, 0), Urgency.CLIENT);
        bench.loop().end();
        assertInstanceOf(BusReply.LineDown.class, reply(waiting));
        assertInstanceOf(BusReply.LineDown.class, reply(bench.loop().submit(read(1, 0), Urgency.CLIENT)));
        assertSame(1, bench.master().closed());
        assertEquals(1, bench.recorder().missing("m1", io.karawatt.model.Cause.LINE_DOWN));
    }
}
