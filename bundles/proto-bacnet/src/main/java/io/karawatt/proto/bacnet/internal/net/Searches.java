package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Operators ask which devices there are: Who-Is of ours, and the I-Am of others that follow. */
final class Searches implements Unconfirmed.Listeners {

    /** Searches at once. */
    static final int MOST = 8;

    /** Devices listed by one search. */
    static final int MOST_HEARD = 4096;

    private static final int WHO_IS = 8;
    private static final int SMALL = 16;
    private static final String[] SEGMENTATION = {"both", "transmit", "receive", "none"};

    private final Ground ground;
    private final Sender sender;
    private final List<Search> running = new ArrayList<>();
    private boolean closed;

    private record Search(
            int low, int high, Set<BacnetGateway.Heard> heard, CompletableFuture<List<BacnetGateway.Heard>> answer) {

        List<BacnetGateway.Heard> result() {
            return heard.stream()
                    .sorted(java.util.Comparator.comparingInt(BacnetGateway.Heard::instance)
                            .thenComparing(BacnetGateway.Heard::address))
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    Searches(Ground ground, Sender sender) {
        this.ground = ground;
        this.sender = sender;
    }

    /** Asks and listens; on the server's thread. */
    void begin(int low, int high, Duration wait, CompletableFuture<List<BacnetGateway.Heard>> answer) {
        if (closed || running.size() >= MOST) {
            answer.complete(List.of());
            return;
        }
        Search search = new Search(low, high, new LinkedHashSet<>(), answer);
        running.add(search);
        Octets out = new Octets(SMALL, SMALL).u8(Apdu.UNCONFIRMED << 4).u8(WHO_IS);
        if (low > 0 || high < Terms.MAX_INSTANCE) {
            limit(out, 0, low);
            limit(out, 1, high);
        }
        sender.broadcast(Application.GATEWAY, true, out);
        ground.timers().after(wait, () -> {
            running.remove(search);
            search.answer.complete(search.result());
        });
    }

    /** A number with a context tag, in as few octets as it needs. */
    private static void limit(Octets out, int context, int value) {
        int octets = value < 0x100 ? 1 : value < 0x10000 ? 2 : 3;
        out.u8((context << 4) | 0x08 | octets);
        for (int i = octets - 1; i >= 0; i--) {
            out.u8(value >>> (8 * i));
        }
    }

    @Override
    public void heard(BacnetAddress from, int instance, int maxApdu, int segmentation, int vendor) {
        for (Search search : running) {
            if (instance >= search.low && instance <= search.high && search.heard.size() < MOST_HEARD) {
                String can = segmentation < SEGMENTATION.length ? SEGMENTATION[segmentation] : "unknown";
                search.heard.add(new BacnetGateway.Heard(instance, from.text(), maxApdu, can, vendor));
            }
        }
    }

    /** Ends all; the server closes. */
    void close() {
        closed = true;
        running.forEach(search -> search.answer.complete(List.of()));
        running.clear();
    }
}
