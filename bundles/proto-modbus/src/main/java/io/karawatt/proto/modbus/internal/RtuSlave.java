package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.Face;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.slave.Heard;
import io.karawatt.modbus.slave.RtuSlaveFramer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as Modbus RTU slave: answers for itself and for the devices behind it, each at its own unit id.
 *
 * <p>Other slaves share the line: what is not for a unit served here is met with silence. While an answer waits for a
 * bus the line is listened to; whatever is heard then means that the master has gone on, and the answer is dropped. An
 * answer that is not there within the limit becomes an exception, so nothing is ever sent late or twice.
 */
public final class RtuSlave implements Face {

    private static final long LISTEN_NANOS = 100_000_000;
    private static final long GLANCE_NANOS = 2_000_000;

    /** How much later than the limit an answer may begin before silence is better. */
    private static final long SLACK_NANOS =
            RtuSlaveFramer.DEFAULT_JITTER.plusMillis(10).toNanos();

    private final SlaveSettings settings;
    private final Counters counters = Counters.serial();
    private final Kernel kernel;
    private final Traffic traffic;
    private long nextTick;
    private volatile boolean closed;

    /**
     * Makes a slave; {@link #serve} puts it on a line.
     *
     * @param settings how it answers.
     * @param services the rest of the gateway.
     */
    public RtuSlave(SlaveSettings settings, GatewayServices services) {
        this.settings = settings;
        // Nobody is woken: while something is under way the thread looks every two milliseconds.
        this.kernel = new Kernel(services, settings.terms(services), counters, () -> {});
        this.traffic = new Traffic(settings.serial().port(), kernel.round().wall());
        this.nextTick = kernel.round().nanos();
    }

    /** Says whether the line may still be used. */
    interface Guard {

        /**
         * Looks.
         *
         * @throws IOException with the reason when the line must be left.
         */
        void check() throws IOException;
    }

    /** A request that is being answered. */
    private final class Pending implements Caller {

        private final Slot slot = new Slot(this);
        private final ParsedRequest request;

        Pending(Tag tag, ParsedRequest request) {
            this.request = request;
            slot.take(tag);
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }

        @Override
        public void answer(Tag tag, Response response) {
            slot.fill(response);
        }

        @Override
        public Slot defer(Tag tag) {
            return slot;
        }

        @Override
        public void ready() {
            // The loop looks by itself.
        }

        /** Says that it takes too long: a write has begun, a read may be asked again. */
        Response late() {
            slot.abandon();
            boolean write = request instanceof ParsedRequest.Parsed sound
                    && (sound.request() instanceof Request.WriteSingleRegister
                            || sound.request() instanceof Request.WriteMultipleRegisters);
            int code = write ? ExceptionCode.ACKNOWLEDGE : ExceptionCode.DEVICE_BUSY;
            counters.add(Counters.Kind.LATE);
            counters.addException(code);
            traffic.exception();
            return Response.ExceptionResponse.to(slot.tag().function(), code);
        }
    }

    /**
     * Answers at once, from what is known now: for a line whose time stands still meanwhile.
     *
     * @param unit unit id of the request, 0..255.
     * @param request what is asked.
     * @return the answer; empty when the unit is not served here. What would need a bus's answer first is refused as
     *     busy.
     */
    public Optional<Response> answer(int unit, ParsedRequest request) {
        turn();
        Pending pending = take(unit, request);
        kernel.land();
        if (pending == null) {
            return Optional.empty();
        }
        Response answer = pending.slot.answer();
        counters.add(Counters.Kind.ANSWERS);
        return Optional.of(answer == null ? pending.late() : answer);
    }

    /**
     * Answers on a line until {@link #close}; on the caller's thread.
     *
     * @param link the line; the caller closes it.
     * @throws IOException when the line is gone.
     * @throws InterruptedException when the thread is interrupted.
     */
    public void serve(SerialLink link) throws IOException, InterruptedException {
        serve(link, () -> {});
    }

    void serve(SerialLink link, Guard guard) throws IOException, InterruptedException {
        Line line = new Line(link);
        while (!closed) {
            if (turn()) {
                guard.check();
            }
            line.step();
        }
    }

    /** Begins a turn; tells whether the slow work was done. */
    private boolean turn() {
        kernel.turn();
        kernel.land();
        if (kernel.round().nanos() - nextTick < 0) {
            return false;
        }
        nextTick = kernel.round().nanos() + LISTEN_NANOS;
        kernel.tick();
        return true;
    }

    /** Takes a request; null when nothing will be said. */
    private @Nullable Pending take(int unit, ParsedRequest request) {
        if (unit != 0 && !served(unit)) {
            counters.add(Counters.Kind.IGNORED);
            return null;
        }
        int function = request instanceof ParsedRequest.Parsed sound
                ? sound.request().function()
                : ((ParsedRequest.Rejected) request).function();
        Tag tag = new Tag(0, unit, function);
        Pending pending = new Pending(tag, request);
        kernel.request(pending, tag, request);
        return unit == 0 ? null : pending;
    }

    private boolean served(int unit) {
        Route route = kernel.route(unit);
        return route instanceof Route.ToDevice
                ? settings.units().contains(unit)
                : route instanceof Route.Gateway && unit != RouteTable.GATEWAY;
    }

    /** One line while it is being served. */
    private final class Line {

        private final RtuSlaveFramer framer;
        private final SerialLink link;
        private Heard.@Nullable Asked asked;
        private @Nullable Pending pending;

        Line(SerialLink link) {
            this.link = link;
            this.framer = new RtuSlaveFramer(link, settings.serial());
        }

        /** Listens for a while, and answers when the line is quiet. */
        void step() throws IOException, InterruptedException {
            Heard heard = framer.next(link.timeline().nanos() + patience());
            if (heard instanceof Heard.Nothing) {
                settle();
                return;
            }
            overtaken();
            if (heard instanceof Heard.Asked request) {
                kernel.turn();
                asked = request;
                pending = take(request.unit(), request.request());
            } else if (heard instanceof Heard.Overheard) {
                counters.add(Counters.Kind.OVERHEARD);
            } else if (heard instanceof Heard.BadCrc garbage) {
                counters.add(Counters.Kind.GARBLED, garbage.length());
            }
        }

        private long patience() {
            Pending now = pending;
            return now == null ? LISTEN_NANOS : now.slot.answer() == null ? GLANCE_NANOS : 0;
        }

        /** Somebody talks: whoever asked before does not wait any more. */
        private void overtaken() {
            Pending now = pending;
            if (now != null) {
                now.slot.abandon();
                pending = null;
                counters.add(Counters.Kind.OVERTAKEN);
            }
        }

        private void settle() throws IOException, InterruptedException {
            Pending now = pending;
            Heard.Asked request = asked;
            if (now == null || request == null) {
                return;
            }
            long waited = link.timeline().nanos() - request.end();
            long limit = settings.timing().limit().toNanos();
            Response answer = now.slot.answer();
            if (answer == null && waited < limit - GLANCE_NANOS) {
                return;
            }
            pending = null;
            if (answer == null) {
                answer = now.late();
            }
            if (waited <= limit + SLACK_NANOS) {
                Duration turnaround = settings.timing().turnaround();
                framer.answer(request, answer, turnaround);
                counters.add(Counters.Kind.ANSWERS);
            } else {
                counters.add(Counters.Kind.OVERTAKEN);
            }
        }
    }

    Notices notices() {
        return kernel.notices();
    }

    /** Ends {@link #serve} soon; from any thread. */
    public void close() {
        closed = true;
    }

    /** Tells what was held back; by the thread of the slave, at its end. */
    void farewell() {
        kernel.close();
    }

    @Override
    public String name() {
        return SerialSlave.FACE;
    }

    @Override
    public String address() {
        return settings.serial().toString();
    }

    @Override
    public List<Client> clients() {
        return List.of(traffic.snapshot());
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }
}
