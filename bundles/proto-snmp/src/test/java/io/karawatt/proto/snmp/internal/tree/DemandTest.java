package io.karawatt.proto.snmp.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.live.PointReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A walk over everything must not drown the lines. */
class DemandTest {

    private final Reader reader = new Reader();
    private final Demand demand = new Demand();

    @Test
    void aWalkOverAllDevicesKeepsAFewOrdersUnderWay() {
        demand.set(reader);
        for (int round = 0; round < 100; round++) {
            for (int device = 0; device < 32; device++) {
                demand.want("meter-" + device, round);
            }
        }
        assertEquals(8, reader.orders.size());
    }

    @Test
    void whatIsAskedMeanwhileGoesWithTheNextOrder() {
        demand.set(reader);
        for (int point = 0; point < 5000; point++) {
            demand.want("meter-1", point);
        }
        assertEquals(List.of(0), reader.orders.get(0));
        reader.answers.get(0).complete(true);

        demand.want("meter-1", 7);
        assertEquals(2, reader.orders.size());
        assertTrue(reader.orders.get(1).size() <= 256, "an order stays readable");
    }

    @Test
    void withoutAReaderNothingHappens() {
        demand.want("meter-1", 7);
        demand.set(reader);
        demand.unset(reader);
        demand.want("meter-1", 7);
        assertEquals(List.of(), reader.orders);
    }

    private static final class Reader implements PointReader {

        private final List<List<Integer>> orders = new ArrayList<>();
        private final List<CompletableFuture<Boolean>> answers = new ArrayList<>();

        @Override
        public CompletableFuture<Boolean> refresh(
                String device, Collection<Integer> points, Duration maxAge, Duration patience) {
            orders.add(List.copyOf(points));
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        }
    }
}
