package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.Urgency;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Work that can wait, such as reading the memory of a meter, on a line that polls could fill alone. */
class BackgroundShareTest {

    private static final int PAGE = 104;

    private final Bench bench = new Bench(
            Bench.periods(50, 50, 50),
            Meters.installed("m1", 1, Meters.dense(1000, 60, Poll.FAST)),
            Meters.installed("m2", 2, Meters.dense(1000, 60, Poll.FAST)));

    private final List<CompletableFuture<BusReply>> answered = new ArrayList<>();

    /** Asks for one page after the other, each as soon as the one before is there. */
    private void askOn() {
        BusRequest page = new BusRequest.Read(1, RegisterTable.HOLDING, 34_928, PAGE, Duration.ofMinutes(1));
        CompletableFuture<BusReply> reply = bench.loop().submit(page, Urgency.BACKGROUND);
        answered.add(reply.whenComplete((data, failure) -> askOn()));
    }

    @Test
    void itGetsATenthOfAFullLineAndNoMore() {
        bench.run(Duration.ofSeconds(1));
        Instant since = bench.now();
        askOn();
        bench.run(Duration.ofSeconds(60));

        double elapsed = Duration.between(since, bench.now()).toNanos();
        double used = (answered.size() - 1) * (double) Bench.COST.readNanos(PAGE, Duration.ofMillis(5));
        double share = used / elapsed;
        assertTrue(share > 0.07 && share < 0.11, "share " + share);
    }
}
