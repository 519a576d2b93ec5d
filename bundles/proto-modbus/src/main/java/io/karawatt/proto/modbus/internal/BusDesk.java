package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to the lines and their answers back to the thread of the face.
 *
 * <p>Equal reads under way share one request on the bus. A line that never answers, against its contract, is given up
 * after the patience and {@link #GRACE}.
 */
final class BusDesk {

    /** How much longer than its patience a line may take before it is given up. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final Lines lines;
    private final Round round;
    private final Counters counters;
    private final Duration patience;
    private final int most;
    private final Runnable wakeup;
    private final Map<Key, Flight> reads = new HashMap<>();
    private final Set<Flight> underway = new LinkedHashSet<>();
    private final ConcurrentLinkedQueue<Landing> landings = new ConcurrentLinkedQueue<>();

    BusDesk(Lines lines, Round round, Counters counters, Terms terms, Runnable wakeup) {
        this.lines = lines;
        this.round = round;
        this.counters = counters;
        this.patience = terms.patience();
        this.most = terms.busRequests();
        this.wakeup = wakeup;
    }

    private record Key(String device, RegisterTable table, int address, int count) {}

    private record Landing(Flight flight, BusReply reply) {}

    /** One request under way, with those who wait for it. */
    private static final class Flight {

        private final @Nullable Key key;
        private final long deadline;
        private final List<Slot> waiters = new ArrayList<>(1);
        private final Consumer<BusReply> then;

        Flight(@Nullable Key key, long deadline, Consumer<BusReply> then) {
            this.key = key;
            this.deadline = deadline;
            this.then = then;
        }
    }

    /** Reads registers of a device and answers the slot when they come. */
    void read(Route.ToDevice to, RegisterTable table, int address, int count, Slot slot) {
        Key key = new Key(to.device().key(), table, address, count);
        Flight flight = reads.get(key);
        if (flight != null) {
            counters.add(Counters.Kind.SHARED);
            flight.waiters.add(slot);
            return;
        }
        Flight begun = new Flight(key, deadline(), reply -> {});
        begun.waiters.add(slot);
        if (submit(to, new BusRequest.Read(to.device().unit(), table, address, count, patience), begun)) {
            counters.add(Counters.Kind.BUS_READS);
            reads.put(key, begun);
        }
    }

    /**
     * Sends one request of a chain. The chain answers its slot itself.
     *
     * @param to the device.
     * @param request what is wanted of it.
     * @param owner the slot the chain will answer, so that its caller is looked after when the reply comes.
     * @param then takes the reply, whatever it is, on the thread of the face.
     * @return whether it is on its way; when not, the reply has been given already.
     */
    boolean send(Route.ToDevice to, BusRequest request, Slot owner, Consumer<BusReply> then) {
        if (request instanceof BusRequest.Write) {
            // A read that is under way may have seen the old content: nobody may join it from now on.
            String device = to.device().key();
            reads.keySet().removeIf(key -> key.device().equals(device));
        }
        Flight flight = new Flight(null, deadline(), then);
        flight.waiters.add(owner);
        return submit(to, request, flight);
    }

    private long deadline() {
        return round.nanos() + patience.plus(GRACE).toNanos();
    }

    private boolean submit(Route.ToDevice to, BusRequest request, Flight flight) {
        Optional<BusLine> line = lines.find(to.device().line());
        if (line.isEmpty()) {
            finish(
                    flight,
                    new BusReply.LineDown("there is no line '" + to.device().line() + "' now"));
            return false;
        }
        if (underway.size() >= most) {
            finish(flight, new BusReply.Busy(most + " requests are under way, no more are allowed"));
            return false;
        }
        underway.add(flight);
        try {
            CompletableFuture<BusReply> unused = line.get().submit(request).whenComplete((reply, failure) -> {
                landings.add(new Landing(flight, reply != null ? reply : failed(failure)));
                wakeup.run();
            });
        } catch (RuntimeException e) {
            // The edge to a driver that may be stopping just now: its failure is the line's, not the client's.
            underway.remove(flight);
            finish(flight, failed(e));
            return false;
        }
        return true;
    }

    private static BusReply failed(@Nullable Throwable failure) {
        return new BusReply.LineDown("the driver failed: " + failure);
    }

    /** Hands out the answers that came and tells the callers that may go on. */
    void land() {
        for (Landing landing = landings.poll(); landing != null; landing = landings.poll()) {
            if (underway.remove(landing.flight())) {
                settle(landing.flight(), landing.reply());
            }
        }
    }

    /** Gives up what took too long. */
    void expire() {
        Iterator<Flight> oldestFirst = underway.iterator();
        List<Flight> late = new ArrayList<>(0);
        while (oldestFirst.hasNext()) {
            Flight flight = oldestFirst.next();
            if (flight.deadline - round.nanos() > 0) {
                break;
            }
            oldestFirst.remove();
            late.add(flight);
        }
        late.forEach(flight -> settle(flight, new BusReply.Silent("the line gave no answer in time")));
    }

    /** Returns how many requests are under way. */
    int underway() {
        return underway.size();
    }

    private void settle(Flight flight, BusReply reply) {
        if (flight.key != null) {
            reads.remove(flight.key, flight);
        }
        finish(flight, reply);
        flight.waiters.forEach(slot -> slot.caller().ready());
    }

    private void finish(Flight flight, BusReply reply) {
        flight.then.accept(reply);
        Key key = flight.key;
        if (key != null) {
            flight.waiters.forEach(slot -> answer(slot, response(slot, key, reply)));
        }
    }

    /** Puts an answer into its slot and counts it; does nothing when nobody waits for it any more. */
    void answer(Slot slot, Response response) {
        if (slot.abandoned()) {
            return;
        }
        if (response instanceof Response.ExceptionResponse refusal) {
            counters.addException(refusal.code());
            slot.caller().traffic().exception();
        }
        slot.fill(response);
    }

    private static Response response(Slot slot, Key key, BusReply reply) {
        if (reply instanceof BusReply.Data data && data.registers().size() == key.count()) {
            return new Response.ReadRegisters(slot.tag().function(), data.registers());
        }
        return Response.ExceptionResponse.to(slot.tag().function(), Outcomes.exception(reply));
    }
}
