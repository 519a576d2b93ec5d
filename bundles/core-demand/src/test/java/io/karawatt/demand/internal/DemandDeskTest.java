package io.karawatt.demand.internal;

import static io.karawatt.demand.internal.Surroundings.AGE;
import static io.karawatt.demand.internal.Surroundings.METER;
import static io.karawatt.demand.internal.Surroundings.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.Cause;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile.Limits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandDeskTest {

    private final Surroundings around = new Surroundings(40);

    @Test
    void whatIsWishedForIsInTheProcessImageAfterOneRead() {
        CompletableFuture<Boolean> wish = wish(0, 1, 8);

        assertEquals(List.of(new BusRequest.Read(9, RegisterTable.HOLDING, 100, 9, PATIENCE)), around.asked());
        assertFalse(wish.isDone(), "nothing waits");
        around.answer();

        assertTrue(wish.join());
        assertEquals(new Value.Good(100 * 0.1), around.value(0));
        assertEquals(10.8, around.value(8).number().orElseThrow(), 1e-9);
        assertEquals(new Value.Missing(Cause.NOT_READ), around.value(5), "only what was wished for");
    }

    @Test
    void whatIsYoungEnoughIsNotReadAgain() {
        begin(around, PATIENCE, 0);
        around.answer();
        around.pass(AGE);

        assertTrue(wish(0).join());
        assertEquals(1, around.asked().size());

        around.pass(Duration.ofMillis(1));
        begin(around, PATIENCE, 0);
        assertEquals(2, around.asked().size());
    }

    // A clock that was set back makes the age of a reading unknown.
    @Test
    void whatIsDatedLaterThanNowIsReadAgain() {
        begin(around, PATIENCE, 0);
        around.answer();
        around.pass(Duration.ofHours(-1));

        assertFalse(wish(0).isDone());
    }

    @Test
    void equalWishesShareTheirTransaction() {
        CompletableFuture<Boolean> first = wish(0, 1);
        around.pass(Duration.ofMillis(10));
        CompletableFuture<Boolean> second = wish(1);
        CompletableFuture<Boolean> third = wish(1, 2);

        assertEquals(2, around.asked().size(), "only point 2 is asked for in addition");
        around.answer();
        assertTrue(first.join() && second.join());
        assertFalse(third.isDone());
        around.answer();
        assertTrue(third.join());
    }

    // Whoever waits only shortly must not wait for an answer that somebody else has more time for.
    @Test
    void aWishWithLessPatienceIsReadByItself() {
        begin(around, PATIENCE, 0);

        begin(around, Duration.ofMillis(100), 0);

        assertEquals(Duration.ofMillis(100), around.asked().get(1).patience());
    }

    @Test
    void whatTheDeviceSaysItHasNotIsAnAnswer() {
        CompletableFuture<Boolean> wish = wish(0, 1, 2);
        around.answer((short) 0xFFFF, (short) 1001, (short) 1000);

        assertTrue(wish.join());
        assertEquals(new Value.Missing(Cause.NOT_AVAILABLE), around.value(0));
        assertEquals(new Value.Missing(Cause.IMPLAUSIBLE), around.value(1));
        assertEquals(new Value.Good(1000 * 0.1), around.value(2));
        assertTrue(wish(0).join(), "it is not asked again for what it does not have");
    }

    @Test
    void aSilentDeviceIsSaidToBeSilent() {
        begin(around, PATIENCE, 0);
        around.answer();
        around.pass(AGE.multipliedBy(2));
        CompletableFuture<Boolean> wish = wish(0);
        around.reply(new BusReply.Silent("no answer"));

        assertFalse(wish.join());
        assertEquals(new Value.Missing(Cause.TIMEOUT), around.value(0), "no stale good value");
        assertFalse(wish(0).isDone(), "the next wish asks again");
    }

    @Test
    void aLineThatIsDownOrGoneIsSaidToBeDown() {
        CompletableFuture<Boolean> wish = wish(0);
        around.reply(new BusReply.LineDown("port gone"));
        assertFalse(wish.join());

        around.desk().removeLine(around);
        assertFalse(wish(1).join());

        assertEquals(new Value.Missing(Cause.LINE_DOWN), around.value(0));
        assertEquals(new Value.Missing(Cause.LINE_DOWN), around.value(1));
    }

    @Test
    void aBusyLineSaysNothingAboutTheDevice() {
        begin(around, PATIENCE, 0);
        around.answer();
        around.pass(AGE.multipliedBy(2));
        CompletableFuture<Boolean> wish = wish(0);
        around.reply(new BusReply.Busy("queue full"));

        assertFalse(wish.join());
        assertEquals(new Value.Good(100 * 0.1), around.value(0));
    }

    // One register that a device does not have must not hide its neighbours (exception 2, Modbus V1.1b3 §7).
    @Test
    void aRefusedReadIsSplitUntilTheCulpritIsFound() {
        CompletableFuture<Boolean> wish = wish(0, 1, 2, 3);
        around.reply(new BusReply.Refused(2));
        around.answer();
        around.reply(new BusReply.Refused(2));
        around.reply(new BusReply.Refused(2));
        around.answer();

        assertTrue(wish.join());
        assertEquals(new Value.Missing(Cause.REFUSED), around.value(2));
        assertEquals(new Value.Good(103 * 0.1), around.value(3));
        assertEquals(5, around.asked().size());
    }

    @Test
    void anAnswerOfTheWrongLengthIsNotBelieved() {
        CompletableFuture<Boolean> wish = wish(0, 1);
        around.answer((short) 7);

        assertFalse(wish.join());
        assertEquals(new Value.Missing(Cause.UNREADABLE), around.value(1));
    }

    // Points are numbered anew when loads or the profile change; old numbers would name other points.
    @Test
    void anAnswerForAnInstallationOfThePastIsDropped() {
        CompletableFuture<Boolean> wish = wish(0);
        around.reinstall();
        around.answer();

        assertFalse(wish.join());
        assertEquals(new Value.Missing(Cause.NOT_READ), around.value(0));
    }

    @Test
    void readsKeepTheLimitsOfTheDevice() {
        Surroundings narrow = new Surroundings(60, limits -> new Limits(8, true, 5));
        begin(narrow, PATIENCE, IntStream.range(0, 20).boxed().toArray(Integer[]::new));
        assertEquals(List.of(8, 8, 4), counts(narrow));

        Surroundings closed = new Surroundings(60, limits -> new Limits(125, false, 5));
        begin(closed, PATIENCE, 0, 1, 3);
        assertEquals(List.of(2, 1), counts(closed));

        Surroundings open = new Surroundings(60);
        begin(open, PATIENCE, 0, 17, 40);
        assertEquals(List.of(18, 1), counts(open), "a hole of 16 registers is read, one of 22 is not");

        Surroundings blocks = new Surroundings(
                60,
                limits -> new Limits(125, true, 5, List.of(Surroundings.block(100, 10), Surroundings.block(110, 50))));
        begin(blocks, PATIENCE, 8, 9, 10, 11);
        assertEquals(List.of(2, 2), counts(blocks));
    }

    @Test
    void tooMuchAtOnceIsRefusedAtOnce() {
        List<Integer> many =
                IntStream.rangeClosed(0, DemandDesk.MOST_POINTS).boxed().toList();
        assertFalse(around.desk().refresh(METER, many, AGE, PATIENCE).join());

        Surroundings single = new Surroundings(60, limits -> new Limits(1, true, 5));
        for (int i = 0; i < Transactions.MOST_ON_A_LINE; i++) {
            begin(single, PATIENCE, i);
        }
        assertFalse(single.desk().refresh(METER, List.of(50), AGE, PATIENCE).join());
        single.answer();
        assertFalse(single.desk().refresh(METER, List.of(50), AGE, PATIENCE).isDone(), "there is room again");
    }

    @Test
    void noMoreWishesWaitThanThereIsRoomFor() {
        for (int i = 0; i < DemandDesk.MOST_WISHES; i++) {
            assertFalse(wish(0).isDone());
        }
        assertFalse(wish(0).join());
        around.answer();

        assertEquals(1, around.asked().size());
        assertFalse(wish(1).isDone(), "there is room again");
    }

    @Test
    void whatIsNotThereIsNotWaitedFor() {
        assertFalse(around.desk().refresh("nobody", List.of(0), AGE, PATIENCE).join());
        assertFalse(wish(40).join());
        assertFalse(wish(-1).join());
        assertFalse(around.desk().refresh(METER, List.of(0), AGE, Duration.ZERO).join());
        assertTrue(wish().join());
        assertTrue(around.asked().isEmpty());
    }

    private CompletableFuture<Boolean> wish(Integer... points) {
        return around.desk().refresh(METER, List.of(points), AGE, PATIENCE);
    }

    /** Wishes for points and does not look at what comes of it. */
    private static void begin(Surroundings around, Duration patience, Integer... points) {
        CompletableFuture<Boolean> unused = around.desk().refresh(METER, List.of(points), AGE, patience);
    }

    private static List<Integer> counts(Surroundings around) {
        return around.asked().stream().map(BusRequest.Read::count).toList();
    }
}
