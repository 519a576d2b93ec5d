package io.karawatt.line;

import io.karawatt.event.Event.DeviceAnswersAgain;
import io.karawatt.event.Event.DeviceFellSilent;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one block of one job and judges what came back. Belongs to the thread of the line. */
final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int ACKNOWLEDGE = 0x05;

    private final LineSettings settings;
    private final LineContext context;
    private final Wire wire;
    private final Schedule schedule;
    private final TimeoutGuard guard;

    Poller(LineSettings settings, LineContext context, Wire wire, Schedule schedule, TimeoutGuard guard) {
        this.settings = settings;
        this.context = context;
        this.wire = wire;
        this.schedule = schedule;
        this.guard = guard;
    }

    /**
     * Does one transaction.
     *
     * @param device whose job it is.
     * @param job what to go on with.
     * @return whether the job came to the end of a round.
     * @throws InterruptedException when the line is being closed.
     */
    boolean step(PolledDevice device, PollJob job) throws InterruptedException {
        ReadBlock due = due(device, job);
        if (due == null) {
            return deliver(device, job);
        }
        if (device.inDoubt()) {
            wire.retried(device.tally());
        }
        Duration timeout = device.timeout();
        long start = wire.now();
        MasterReply reply = sensible(device, job, wire.ask(device.unit(), due.request(), timeout, device.tally()));
        long took = wire.now() - start;
        if (reply instanceof MasterReply.LinkDown) {
            return false;
        }
        device.heardLate(wire.late(device.unit()));
        if (reply instanceof MasterReply.Answered answer && !deadEnd(answer.response())) {
            return answered(device, job, due, answer);
        }
        (device.silent() ? schedule.silence() : schedule.doubt()).spent(start + took, took);
        failed(device, job, due, describe(reply, timeout), noise(reply));
        return false;
    }

    private @Nullable ReadBlock due(PolledDevice device, PollJob job) {
        if (device.silent() || device.checking()) {
            return device.probe();
        }
        ReadBlock introduction = device.introduction();
        return introduction == null ? job.next(wire.now()) : introduction;
    }

    /** Takes the values of a poll; a number that can't be is asked for again before it is called implausible. */
    private MasterReply sensible(PolledDevice device, PollJob job, MasterReply reply) {
        boolean poll = !device.silent() && !device.checking() && device.introduction() == null;
        if (!poll
                || !(reply instanceof MasterReply.Answered answer)
                || !(answer.response() instanceof Response.ReadRegisters read)) {
            return reply;
        }
        ReadBlock.Sense sense = job.decode(read.registers());
        if (sense != ReadBlock.Sense.SOUND) {
            wire.implausible(device.tally());
        }
        return sense == ReadBlock.Sense.DOUBTFUL
                ? new MasterReply.Malformed("a number that its quantity can't have")
                : reply;
    }

    /** A gateway on the way says that nobody answers behind it. */
    private static boolean deadEnd(Response response) {
        return response instanceof Response.ExceptionResponse refusal
                && (refusal.code() == ExceptionCode.GATEWAY_TARGET_SILENT
                        || refusal.code() == ExceptionCode.GATEWAY_PATH_UNAVAILABLE);
    }

    private boolean answered(PolledDevice device, PollJob job, ReadBlock asked, MasterReply.Answered answer) {
        Instant at = context.clock().instant();
        boolean checked = device.checking();
        int healed = checked || device.silent() ? 0 : device.tries();
        if (device.answered(at, answer.turnaround().toNanos(), guard, wire.now())) {
            welcome(device, at);
            return false;
        }
        weigh(healed);
        if (device.introduction() != null) {
            introduced(device, asked, answer.response(), at);
            return false;
        }
        if (checked) {
            long now = wire.now();
            LOG.info("{}: {} does not answer for {}, but for others", settings.name(), device.key(), job.next(now));
            job.mute(now + settings.periods().rare().toNanos(), Cause.TIMEOUT);
        } else if (answer.response() instanceof Response.ReadRegisters read) {
            context.sink().acceptRegisters(device.key(), asked.table(), asked.address(), read.registers(), at);
            device.habits().brought(asked.count());
        } else if (answer.response() instanceof Response.ExceptionResponse refusal) {
            refused(device, job, asked, refusal.code());
        }
        return job.next(wire.now()) == null && deliver(device, job);
    }

    /**
     * Weighs an answer in the trial of time-outs.
     *
     * @param healed reads that failed before it and that it made good.
     */
    void weigh(int healed) {
        TimeoutGuard.Verdict verdict = guard.answered(healed, wire.now());
        if (verdict == TimeoutGuard.Verdict.TAKEN_BACK) {
            LOG.warn("{}: shorter time-outs raised the errors on the line and were taken back", settings.name());
        } else if (verdict == TimeoutGuard.Verdict.KEPT) {
            LOG.debug("{}: shorter time-outs proved themselves", settings.name());
        }
    }

    /** Who it is goes ahead of its values; whoever does not answer for that, but for others, is read all the same. */
    private void introduced(PolledDevice device, ReadBlock asked, Response response, Instant at) {
        device.introduced();
        if (response instanceof Response.ReadRegisters read) {
            context.sink().acceptRegisters(device.key(), asked.table(), asked.address(), read.registers(), at);
        }
    }

    /** A device that was silent answers: everything is read again, and the answer itself is not kept. */
    void welcome(PolledDevice device, Instant at) {
        LOG.info("{}: {} answers again", settings.name(), device.key());
        context.events().publish(new DeviceAnswersAgain(device.key(), settings.name(), at));
        device.jobs().forEach(job -> job.restart(wire.now()));
    }

    private void refused(PolledDevice device, PollJob job, ReadBlock block, int code) {
        long now = wire.now();
        LOG.debug("{}: {} refuses {} with exception {}", settings.name(), device.key(), block, code);
        if (code == ExceptionCode.ILLEGAL_DATA_ADDRESS || code == ExceptionCode.ILLEGAL_DATA_VALUE) {
            List<ReadBlock> parts = block.split();
            if (!parts.isEmpty()) {
                job.replace(parts, now);
                return;
            }
        }
        if (code != ExceptionCode.DEVICE_BUSY && code != ACKNOWLEDGE) {
            job.mute(now + settings.periods().rare().toNanos(), Cause.REFUSED);
            device.habits().addUnreadable(block.span());
        }
        job.miss(Cause.REFUSED);
    }

    private boolean deliver(PolledDevice device, PollJob job) {
        context.sink().accept(job.finish(wire.now(), context.clock().instant(), device.habits()));
        return true;
    }

    private void failed(PolledDevice device, PollJob job, ReadBlock asked, String seen, boolean noise) {
        Instant wall = context.clock().instant();
        if (device.silent()) {
            device.probeFailed(wire.now(), wall);
            return;
        }
        if (device.failed(job, asked) == PolledDevice.Verdict.TRY_AGAIN) {
            return;
        }
        String reason = seen + ", " + device.tries() + " tries";
        device.fallSilent(wire.now(), wall);
        LOG.info("{}: {} fell silent: {}", settings.name(), device.key(), reason);
        context.sink().accept(device.missing(noise ? Cause.UNREADABLE : Cause.TIMEOUT, wall));
        context.events().publish(new DeviceFellSilent(device.key(), settings.name(), reason, wall));
    }

    private static boolean noise(MasterReply reply) {
        return reply instanceof MasterReply.Garbled || reply instanceof MasterReply.Malformed;
    }

    /** Says in words what came instead of an answer. */
    static String describe(MasterReply reply, Duration timeout) {
        if (reply instanceof MasterReply.Garbled garbled) {
            return garbled.what().toString();
        }
        if (reply instanceof MasterReply.Malformed malformed) {
            return malformed.reason();
        }
        if (reply instanceof MasterReply.Answered) {
            return "the gateway before it gets no answer from it";
        }
        if (reply instanceof MasterReply.LinkDown down) {
            return down.reason();
        }
        return "no answer within " + timeout.toMillis() + " ms";
    }
}
