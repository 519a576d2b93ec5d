package io.karawatt.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final List<Event.AccessRefused> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-29T12:00:00Z");
    private final Refusals refusals = new Refusals(
            new EventBus() {

                @Override
                public void publish(Event event) {
                    told.add((Event.AccessRefused) event);
                }

                @Override
                public List<QueueState> queues() {
                    return List.of();
                }
            },
            () -> now);

    @Test
    void aFloodIsToldByItsFirstOnesAndItsNumber() {
        for (int i = 0; i < 1000; i++) {
            refuse("192.0.2.7:" + (1024 + i));
        }
        assertEquals(Refusals.BURST, told.size());

        now = now.plus(Refusals.PERIOD);
        refuse("192.0.2.8:1024");

        assertEquals(Refusals.BURST + 2, told.size());
        AccessRequest sum = told.get(Refusals.BURST).request();
        assertEquals("192.0.2.7", sum.from());
        assertEquals("995 more times, first output 1", sum.target());
    }

    @Test
    void theNumberIsToldAfterThePeriodOrAtTheEnd() {
        for (int i = 0; i < 12; i++) {
            refuse("192.0.2.7:1024");
        }
        refusals.tick();
        assertEquals(Refusals.BURST, told.size());

        now = now.plus(Refusals.PERIOD);
        refusals.tick();
        assertEquals(Refusals.BURST + 1, told.size());

        told.clear();
        for (int i = 0; i < 7; i++) {
            refuse("192.0.2.9:1024");
        }
        refusals.close();
        assertEquals(
                "2 more times, first output 1",
                told.get(Refusals.BURST).request().target());
    }

    @Test
    void oneWhoFloodsDoesNotHideAnother() {
        for (int i = 0; i < 1000; i++) {
            refuse("192.0.2.7:1024");
        }
        refuse("[2001:db8::7]:1024");

        assertEquals("[2001:db8::7]:1024", told.get(told.size() - 1).request().from());
    }

    // Addresses of datagrams are easily forged: a scan from many must not silence what comes later.
    @Test
    void manyForgedAddressesFillNoLogbookAndHideNobodyLater() {
        for (int i = 0; i < 10_000; i++) {
            refuse("10.0." + i / 256 + "." + i % 256 + ":47808");
        }
        assertEquals(Refusals.MOST_ADDRESSES + Refusals.BURST, told.size());

        now = now.plus(Refusals.PERIOD);
        told.clear();
        refuse("198.51.100.1:47808");
        refuse("198.51.100.2:47808");
        assertTrue(told.get(0).request().target().startsWith("9931 more times"), told.toString());
        assertEquals(3, told.size());
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceAnybody() {
        for (int i = 0; i < 10; i++) {
            refuse("192.0.2.7:1024");
        }
        now = now.minus(Duration.ofDays(1));
        told.clear();
        refuse("192.0.2.7:1024");

        assertEquals(2, told.size());
    }

    private void refuse(String from) {
        refusals.tell(
                new AccessRequest("bacnet", "anonymous", from, AccessRequest.Operation.COMMAND, "output 1"),
                "not allowed");
    }
}
