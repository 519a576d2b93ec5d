package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.access.AccessDecision;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final List<Event> events = new ArrayList<>();
    private long nanos;
    private final Moment moment = new Moment(() -> Instant.EPOCH.plusNanos(nanos), () -> nanos);
    private final Guard guard = new Guard(
            request -> new AccessDecision.Refused("not today"),
            new EventBus() {
                @Override
                public void publish(Event event) {
                    events.add(event);
                }

                @Override
                public List<QueueState> queues() {
                    return List.of();
                }
            },
            moment,
            new Counters());

    // Addresses of datagrams are easily forged: a scan from many must not silence what comes a day later.
    @Test
    void manyForgedAddressesFillNoLogbookAndHideNobodyLater() {
        for (int ip = 1; ip <= 10_000; ip++) {
            refuse(ip);
        }
        assertEquals(Guard.MOST_ADDRESSES + Guard.BURST, events.size());

        nanos = Guard.PERIOD.toNanos();
        moment.next();
        events.clear();
        for (int i = 0; i < Guard.BURST; i++) {
            refuse(1_000_000);
            refuse(2_000_000);
        }
        assertEquals(2 * Guard.BURST, events.size());
    }

    private void refuse(int ip) {
        guard.refused(BacnetAddress.local(ip, 47808), "outputs", "not today");
    }
}
