package io.karawatt.line;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Serves the requests of the north, one transaction at a time. Belongs to the thread of the line. */
final class Desk {

    /** How long a unit that nobody knows and that did not answer is not asked again. */
    private static final long MUTE_NANOS = 2_000_000_000L;

    private final LineSettings settings;
    private final LineContext context;
    private final Wire wire;
    private final Schedule schedule;
    private final Poller poller;
    private final TimeoutGuard guard;
    private final long[] mutedUntil = new long[256];

    Desk(LineSettings settings, LineContext context, Wire wire, Schedule schedule, Poller poller, TimeoutGuard guard) {
        this.settings = settings;
        this.context = context;
        this.wire = wire;
        this.schedule = schedule;
        this.poller = poller;
        this.guard = guard;
    }

    /**
     * Serves one request.
     *
     * @param entry the request and its askers.
     * @param device the device of that unit; null when none is installed.
     * @param queue where it waited, and waits again when it is to be tried again.
     * @return nanoseconds that the line was used for it.
     * @throws InterruptedException when the line is being closed; the askers are told.
     */
    long serve(RequestQueue.Entry entry, @Nullable PolledDevice device, RequestQueue queue)
            throws InterruptedException {
        int unit = entry.request().unit();
        long start = wire.now();
        if (entry.request() instanceof BusRequest.Broadcast broadcast) {
            broadcast(entry, broadcast);
            return wire.now() - start;
        }
        String refusal = refusal(unit, device, start);
        if (refusal != null) {
            entry.complete(new BusReply.Silent(refusal));
            return 0;
        }
        Duration timeout = device == null ? settings.patience().timeout() : device.timeout();
        if (entry.tries() > 0) {
            wire.retried(device == null ? null : device.tally());
        }
        MasterReply reply;
        try {
            reply = wire.ask(unit, pdu(entry.request()), timeout, device == null ? null : device.tally());
        } catch (InterruptedException e) {
            entry.complete(new BusReply.LineDown("line " + settings.name() + " is being closed"));
            throw e;
        }
        long took = wire.now() - start;
        entry.tried();
        if (reply instanceof MasterReply.Answered answer) {
            answered(entry, device, answer);
        } else {
            failed(entry, device, queue, Poller.describe(reply, timeout), reply instanceof MasterReply.LinkDown);
            if (device == null || device.silent()) {
                schedule.silence().spent(start + took, took);
            }
        }
        return took;
    }

    private void broadcast(RequestQueue.Entry entry, BusRequest.Broadcast broadcast) throws InterruptedException {
        MasterReply reply;
        try {
            reply = wire.tellAll(new Request.WriteMultipleRegisters(broadcast.address(), broadcast.values()));
        } catch (InterruptedException e) {
            entry.complete(new BusReply.LineDown("line " + settings.name() + " is being closed"));
            throw e;
        }
        entry.complete(
                reply instanceof MasterReply.Sent
                        ? new BusReply.Written(context.clock().instant())
                        : new BusReply.LineDown(Poller.describe(reply, Duration.ZERO)));
    }

    /** A device known to be silent is not asked again and again on behalf of others: that would cost everybody. */
    private @Nullable String refusal(int unit, @Nullable PolledDevice device, long now) {
        if (device == null) {
            return now < mutedUntil[unit & 0xFF] ? "unit " + unit + " did not answer just now" : null;
        }
        if (device.silent() && !schedule.silence().allows(now)) {
            return device.key() + " is silent; it will be asked again at "
                    + device.nextTry().truncatedTo(ChronoUnit.SECONDS);
        }
        return null;
    }

    private static Request pdu(BusRequest request) {
        if (request instanceof BusRequest.Read read) {
            return read.table() == RegisterTable.HOLDING
                    ? new Request.ReadHoldingRegisters(read.address(), read.count())
                    : new Request.ReadInputRegisters(read.address(), read.count());
        }
        BusRequest.Write write = (BusRequest.Write) request;
        return write.single()
                ? new Request.WriteSingleRegister(
                        write.address(), write.values().get(0))
                : new Request.WriteMultipleRegisters(write.address(), write.values());
    }

    private void answered(RequestQueue.Entry entry, @Nullable PolledDevice device, MasterReply.Answered answer) {
        Instant at = context.clock().instant();
        if (answer.response() instanceof Response.ExceptionResponse refusal) {
            entry.complete(
                    refusal.code() == ExceptionCode.GATEWAY_TARGET_SILENT
                            ? new BusReply.Silent("the gateway before it gets no answer from it")
                            : new BusReply.Refused(refusal.code()));
            return;
        }
        mutedUntil[entry.request().unit() & 0xFF] = 0;
        if (device != null
                && device.silent()
                && device.answered(at, answer.turnaround().toNanos(), guard, wire.now())) {
            poller.welcome(device, at);
        } else if (device != null) {
            poller.weigh(entry.tries() - 1);
        }
        if (answer.response() instanceof Response.ReadRegisters data
                && entry.request() instanceof BusRequest.Read read) {
            if (device != null) {
                context.sink().acceptRegisters(device.key(), read.table(), read.address(), data.registers(), at);
            }
            entry.complete(new BusReply.Data(data.registers(), at));
        } else {
            entry.complete(new BusReply.Written(at));
        }
    }

    /** Reads are tried again while the askers wait; a write never is, because it may have been done. */
    private void failed(
            RequestQueue.Entry entry,
            @Nullable PolledDevice device,
            RequestQueue queue,
            String reason,
            boolean linkDown) {
        boolean known = device != null && !device.silent();
        boolean again =
                (known || linkDown) && entry.tries() <= settings.patience().retries();
        if (again && entry.request() instanceof BusRequest.Read) {
            queue.putBack(entry);
        } else if (linkDown) {
            entry.complete(new BusReply.LineDown(reason));
        } else {
            if (device == null) {
                mutedUntil[entry.request().unit() & 0xFF] = wire.now() + MUTE_NANOS;
            }
            entry.complete(new BusReply.Silent("unit " + entry.request().unit() + ": " + reason + ", " + entry.tries()
                    + (entry.tries() == 1 ? " try" : " tries")));
        }
    }
}
