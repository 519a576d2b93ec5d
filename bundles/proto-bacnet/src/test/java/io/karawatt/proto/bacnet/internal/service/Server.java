package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.object.Plant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The network's side in a test: a thread that runs when told, a clock that is moved, and a record of what is sent. */
public final class Server implements Outbound {

    private final Plant.ManualClock clock;
    private final List<Due> tasks = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Outcome> unanswered = new ArrayList<>();

    private record Due(Instant at, Runnable task) {}

    /** Makes a server. */
    public Server(Plant.ManualClock clock) {
        this.clock = clock;
    }

    /** Runs what is due. */
    public void run() {
        for (Optional<Due> next = next(); next.isPresent(); next = next()) {
            tasks.remove(next.get());
            next.get().task().run();
        }
    }

    private Optional<Due> next() {
        return tasks.stream().filter(due -> !due.at().isAfter(clock.instant())).min(Comparator.comparing(Due::at));
    }

    /** Lets time pass in steps of 10 ms, running what becomes due. */
    public void pass(Duration time) {
        run();
        for (long left = time.toMillis(); left > 0; left -= 10) {
            clock.pass(Duration.ofMillis(10));
            run();
        }
    }

    /**
     * Returns what was sent since the last call: {@code DEVICE>RECIPIENT SERVICE HEX}, confirmed ones with {@code !}.
     */
    public List<String> sent() {
        List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** Answers all confirmed requests that wait. */
    public void answer(Delivery delivery) {
        List<Outcome> waiting = List.copyOf(unanswered);
        unanswered.clear();
        waiting.forEach(outcome -> outcome.done(delivery));
    }

    @Override
    public boolean unconfirmed(int device, BacnetAddress to, int service, Octets body) {
        sent.add(device + ">" + to.text() + " " + service + " " + HexFormat.of().formatHex(body.toArray()));
        return true;
    }

    @Override
    public void confirmed(int device, BacnetAddress to, int service, Octets body, Outcome outcome) {
        sent.add(
                device + ">" + to.text() + " " + service + "! " + HexFormat.of().formatHex(body.toArray()));
        unanswered.add(outcome);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(new Due(clock.instant(), task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(clock.instant().plus(delay), task);
        tasks.add(due);
        return () -> tasks.remove(due);
    }
}
