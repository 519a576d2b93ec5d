package io.karawatt.line;

import io.karawatt.line.scan.ScanPort;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.master.Garble;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.master.RawReply;
import io.karawatt.modbus.master.StrayCounts;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The open port of the line, with its counters; used by the thread of the line. */
final class Wire implements ScanPort {

    private static final long CALM_NANOS = 1_000_000_000L;
    private static final int UNITS = 256;

    private final MasterFactory masters;
    private final Timeline timeline;
    private final int reopenAfter;
    private final long origin;
    private final Tally tally = new Tally();
    private final AtomicLong busy = new AtomicLong();
    private volatile StrayCounts straysBefore = StrayCounts.NONE;
    private final AtomicIntegerArray lateBefore = new AtomicIntegerArray(UNITS);
    private volatile @Nullable ModbusMaster master;
    private volatile @Nullable String lost;
    private long openedAt;
    private boolean answeredSinceOpen;
    private boolean hangs;
    private int timeoutsInARow;

    Wire(MasterFactory masters, Timeline timeline, int reopenAfter) {
        this.masters = masters;
        this.timeline = timeline;
        this.reopenAfter = reopenAfter;
        this.origin = timeline.nanos();
    }

    /** Nanoseconds since the line was made. */
    @Override
    public long now() {
        return timeline.nanos() - origin;
    }

    boolean isOpen() {
        return master != null;
    }

    /** Why the port can't be used any more; null while it can. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Whether making it anew at once is worth a try: it worked well until it was lost, or it seems to hang. */
    boolean worthReopening() {
        return (answeredSinceOpen || hangs) && now() - openedAt >= CALM_NANOS;
    }

    /** Whether anything has answered since it was opened. */
    boolean proven() {
        return answeredSinceOpen;
    }

    void open() throws IOException, InterruptedException {
        close();
        lost = null;
        answeredSinceOpen = false;
        hangs = false;
        timeoutsInARow = 0;
        master = masters.open();
        openedAt = now();
    }

    void close() {
        ModbusMaster open = master;
        StrayCounts strays = strays();
        master = null;
        straysBefore = strays;
        if (open != null) {
            for (int unit = 0; unit < UNITS; unit++) {
                lateBefore.addAndGet(unit, open.counters().late(unit));
            }
            open.close();
        }
    }

    /** Ends a transaction in progress from outside; the thread of the line then finds the port lost. */
    void abort(String reason) {
        lost = reason;
        ModbusMaster open = master;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Does one transaction and counts it.
     *
     * @param unit unit id.
     * @param request the request.
     * @param timeout from the end of the request to the begin of the answer.
     * @param device counters of the device, if it is known.
     * @return what came back; an answer to a read has the length asked for.
     * @throws InterruptedException when the line is being closed.
     */
    MasterReply ask(int unit, Request request, Duration timeout, @Nullable Tally device) throws InterruptedException {
        ModbusMaster open = master;
        if (open == null) {
            return new MasterReply.LinkDown("the port is not open");
        }
        count(Tally.Kind.REQUEST, device);
        long start = timeline.nanos();
        MasterReply reply = checked(request, open.transact(unit, request, timeout));
        if (!(reply instanceof MasterReply.TimedOut)) {
            busy.addAndGet(timeline.nanos() - start);
        }
        note(reply, timeout, device);
        return reply;
    }

    /**
     * Sends a request to all devices of the line; nobody answers.
     *
     * @param request the request.
     * @return {@link MasterReply.Sent}, or why it could not be sent.
     * @throws InterruptedException when the line is being closed.
     */
    MasterReply tellAll(Request request) throws InterruptedException {
        ModbusMaster open = master;
        if (open == null) {
            return new MasterReply.LinkDown("the port is not open");
        }
        long start = timeline.nanos();
        MasterReply reply = open.broadcast(request);
        busy.addAndGet(timeline.nanos() - start);
        if (reply instanceof MasterReply.LinkDown down) {
            lost = down.reason();
        }
        return reply;
    }

    /** A question of a scan: what it counts is the scan's business, but the line was busy for it. */
    @Override
    public MasterReply probe(int unit, Request request, Duration timeout) throws InterruptedException {
        ModbusMaster open = master;
        if (open == null) {
            return new MasterReply.LinkDown("the port is not open");
        }
        long start = timeline.nanos();
        MasterReply reply = checked(request, open.transact(unit, request, timeout));
        busy.addAndGet(reply instanceof MasterReply.TimedOut ? 0 : timeline.nanos() - start);
        if (reply instanceof MasterReply.LinkDown down) {
            lost = down.reason();
        }
        return reply;
    }

    @Override
    public RawReply exchange(RawFrame frame, Duration window) throws InterruptedException {
        ModbusMaster open = master;
        if (open == null) {
            return new RawReply.LinkDown("the port is not open");
        }
        long start = timeline.nanos();
        RawReply reply = open.exchange(frame, window);
        if (reply instanceof RawReply.LinkDown down) {
            lost = down.reason();
        } else if (reply instanceof RawReply.Heard heard && !heard.silent()) {
            busy.addAndGet(timeline.nanos() - start);
        }
        return reply;
    }

    @Override
    public void retune(int baud) throws IOException, InterruptedException {
        try {
            close();
            master = baud == 0 ? masters.open() : masters.open(baud);
        } catch (IOException e) {
            if (baud == 0) {
                lost = String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    private static MasterReply checked(Request request, MasterReply reply) {
        int wanted = -1;
        if (request instanceof Request.ReadHoldingRegisters read) {
            wanted = read.count();
        } else if (request instanceof Request.ReadInputRegisters read) {
            wanted = read.count();
        }
        if (wanted >= 0
                && reply instanceof MasterReply.Answered answer
                && answer.response() instanceof Response.ReadRegisters read
                && read.registers().size() != wanted) {
            return new MasterReply.Malformed(read.registers().size() + " registers came instead of " + wanted);
        }
        return reply;
    }

    private void note(MasterReply reply, Duration timeout, @Nullable Tally device) {
        if (reply instanceof MasterReply.Answered answer) {
            boolean refused = answer.response() instanceof Response.ExceptionResponse;
            count(refused ? Tally.Kind.EXCEPTION : Tally.Kind.REPLY, device);
            answeredSinceOpen = true;
            timeoutsInARow = 0;
        } else if (reply instanceof MasterReply.TimedOut) {
            count(Tally.Kind.TIMEOUT, device);
            if (++timeoutsInARow == reopenAfter) {
                hangs = true;
                lost = "nothing answered " + reopenAfter + " times in a row, the last time within " + timeout.toMillis()
                        + " ms: the connection may hang";
            }
        } else if (reply instanceof MasterReply.Garbled garbled) {
            count(kind(garbled.what().kind()), device);
        } else if (reply instanceof MasterReply.Malformed) {
            count(Tally.Kind.MALFORMED, device);
        } else if (reply instanceof MasterReply.LinkDown down) {
            String before = lost;
            lost = before == null ? down.reason() : before;
        }
    }

    private static Tally.Kind kind(Garble.Kind garble) {
        return switch (garble) {
            case DAMAGED -> Tally.Kind.CHECKSUM;
            case TORN -> Tally.Kind.TORN;
            case COLLISION -> Tally.Kind.COLLISION;
            case NOISE -> Tally.Kind.MALFORMED;
        };
    }

    private void count(Tally.Kind kind, @Nullable Tally device) {
        tally.count(kind);
        if (device != null) {
            device.count(kind);
        }
    }

    /** An answer had numbers that can't be. */
    void implausible(@Nullable Tally device) {
        count(Tally.Kind.IMPLAUSIBLE, device);
    }

    void retried(@Nullable Tally device) {
        count(Tally.Kind.RETRY, device);
    }

    Tally tally() {
        return tally;
    }

    /** What was heard and belonged to no answer, since the line was made. */
    StrayCounts strays() {
        ModbusMaster open = master;
        StrayCounts before = straysBefore;
        return open == null ? before : before.plus(open.counters().strays());
    }

    /** How many answers of a unit came after their time-out, since the line was made. */
    @Override
    public long late(int unit) {
        ModbusMaster open = master;
        long before = lateBefore.get(unit);
        return open == null ? before : before + open.counters().late(unit);
    }

    /** The latest frame of another master, for people; empty when none was heard since the port was opened. */
    String foreignHeard() {
        ModbusMaster open = master;
        return open == null ? "" : open.counters().foreignHeard();
    }

    /** Share of the time since the line was made in which something went to and fro, 0..1; waiting in vain is not. */
    double busyShare() {
        long total = now();
        return total <= 0 ? 0 : Math.min(1, (double) busy.get() / total);
    }
}
