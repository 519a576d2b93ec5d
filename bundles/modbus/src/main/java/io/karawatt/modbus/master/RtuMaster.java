package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.ParsedResponse;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.frame.ResponseParser;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Modbus RTU over any serial link (Modbus over Serial Line V1.02 §2.5.1), or over a TCP connection that stands for one.
 *
 * <p>Before each request the line has been silent for 3.5 characters, measured from the last character seen; what
 * arrives late is thrown away and counted. An answer ends with its last character, told by its own length, not by a
 * silence. A silence inside an answer longer than the gap limit ends it as a torn frame. The specification's limit of
 * 1.5 characters is not enforced: operating systems and USB adapters deliver characters in lumps up to 16 ms apart.
 *
 * <p>Adapters that return one's own characters are recognised: characters equal to the request come first. Only an
 * answer to function 6 looks the same; there the habit of earlier answers decides, and before any is known, whether the
 * characters began to arrive while the request was still going out.
 */
public final class RtuMaster implements ModbusMaster {

    /** While an answer comes in, rests up to this are slept through whole; longer ones one half at a time. */
    private static final long LEAST_NAP_NANOS = 4_000_000;

    /** Time for all to obey a broadcast (Modbus over Serial Line V1.02 §2.4.1: 100 to 200 ms). */
    private static final long OBEY_NANOS = 100_000_000;

    /** Silence that ends what is listened to: adapters deliver characters in lumps up to 16 ms apart. */
    private static final long LISTENED_OUT_NANOS = 20_000_000;

    /** How long a line may babble before a request is given up. */
    private static final long BABBLE_NANOS = 1_000_000_000;

    private enum Echo {
        UNKNOWN,
        YES,
        NO
    }

    private final SerialLink link;
    private final Timeline timeline;
    private final long characterNanos;
    private final long silenceNanos;
    private final long gapNanos;
    private final byte[] sent = new byte[RtuFrame.MAX];
    private final ByteBuffer sentBuffer = ByteBuffer.wrap(sent);
    private final byte[] received = new byte[2 * RtuFrame.MAX];
    private final ByteBuffer receivedBuffer = ByteBuffer.wrap(received);
    private final LineCounters counters = new LineCounters();

    private Echo echo = Echo.UNKNOWN;
    private long lastActivity;
    private int length;
    private long requestEnd;
    private long answerBegin;
    private boolean echoedNow;
    private String stranger = "";

    /**
     * Takes over an open serial line.
     *
     * @param link the line; closed with the master.
     * @param settings its speed and character format.
     */
    public RtuMaster(SerialLink link, SerialSettings settings) {
        this(link, RtuTiming.serial(settings));
    }

    /**
     * Takes over whatever carries RTU frames.
     *
     * @param link the line or connection; closed with the master.
     * @param timing how long frames take on it.
     */
    public RtuMaster(SerialLink link, RtuTiming timing) {
        this.link = link;
        this.timeline = link.timeline();
        this.characterNanos = timing.characterNanos();
        this.silenceNanos = timing.silenceNanos();
        this.gapNanos = timing.gap().toNanos();
        this.lastActivity = timeline.nanos();
    }

    /**
     * Returns what was counted on this line; readable from any thread.
     *
     * @return live counters.
     */
    public LineCounters counters() {
        return counters;
    }

    @Override
    public long discarded() {
        return counters.discarded();
    }

    @Override
    public MasterReply transact(int unit, Request request, Duration timeout) throws InterruptedException {
        if (unit < 1 || unit > 255) {
            throw new IllegalArgumentException("unit " + unit + " is outside 1..255");
        }
        try {
            if (!fallSilent()) {
                return new MasterReply.Malformed("the line does not fall silent: somebody else is talking");
            }
            sentBuffer.clear();
            RtuFrame.write(sentBuffer, unit, request);
            length = 0;
            stranger = "";
            echoedNow = false;
            requestEnd = link.write(sent, 0, sentBuffer.position());
            lastActivity = requestEnd;
            counters.busy(silenceNanos + sentBuffer.position() * characterNanos);
            return await(request, requestEnd + timeout.toNanos());
        } catch (IOException e) {
            return new MasterReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public MasterReply broadcast(Request request) throws InterruptedException {
        try {
            if (!fallSilent()) {
                return new MasterReply.Malformed("the line does not fall silent: somebody else is talking");
            }
            sentBuffer.clear();
            RtuFrame.write(sentBuffer, 0, request);
            requestEnd = link.write(sent, 0, sentBuffer.position());
            lastActivity = requestEnd;
            counters.busy(silenceNanos + sentBuffer.position() * characterNanos);
            timeline.sleepUntil(requestEnd + OBEY_NANOS);
            return new MasterReply.Sent();
        } catch (IOException e) {
            return new MasterReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public RawReply exchange(RawFrame request, Duration window) throws InterruptedException {
        try {
            if (!fallSilent()) {
                return new RawReply.NotSent("the line does not fall silent: somebody else is talking");
            }
            sentBuffer.clear().put(request.bytes());
            length = 0;
            requestEnd = link.write(sent, 0, sentBuffer.position());
            lastActivity = requestEnd;
            counters.busy(silenceNanos + sentBuffer.position() * characterNanos);
            listen(requestEnd + window.toNanos());
            return Overhearing.sort(
                    request,
                    received,
                    length,
                    Duration.ofNanos(Math.max(0, answerBegin - requestEnd)),
                    Duration.ofNanos(Math.max(0, lastActivity - answerBegin)));
        } catch (IOException e) {
            return new RawReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    /** Takes in all that is said until the deadline is past and the line is silent; the own echo is not kept. */
    private void listen(long deadline) throws IOException, InterruptedException {
        answerBegin = requestEnd;
        int count = 1;
        while (count > 0 && length < received.length) {
            long until = length == 0 ? deadline : Math.max(deadline, lastActivity + LISTENED_OUT_NANOS);
            count = link.read(received, length, received.length - length, until);
            if (count > 0) {
                lastActivity = timeline.nanos();
                answerBegin = length == 0 ? lastActivity - count * characterNanos : answerBegin;
                length += count;
            }
        }
        int size = sentBuffer.position();
        if (length >= size && Arrays.equals(received, 0, size, sent, 0, size)) {
            counters.echoed(size);
            drop(size);
            answerBegin = lastActivity - length * characterNanos;
        }
        counters.busy(length * characterNanos);
    }

    /** Waits for 3.5 characters of silence; whatever is heard meanwhile is too late. */
    private boolean fallSilent() throws IOException, InterruptedException {
        long giveUp = timeline.nanos() + BABBLE_NANOS;
        while (true) {
            int late = link.discard();
            if (late > 0) {
                counters.discarded(late);
                lastActivity = timeline.nanos();
            } else if (timeline.nanos() - lastActivity >= silenceNanos) {
                return true;
            }
            if (timeline.nanos() >= giveUp) {
                return false;
            }
            timeline.sleepUntil(lastActivity + silenceNanos);
        }
    }

    private MasterReply await(Request request, long deadline) throws IOException, InterruptedException {
        while (true) {
            boolean begun = length > 0;
            nap(request.function());
            int count = link.read(
                    received, length, received.length - length, begun ? timeline.nanos() + gapNanos : deadline);
            if (count == 0) {
                if (begun) {
                    return torn(request);
                }
                return stranger.isEmpty() ? new MasterReply.TimedOut() : new MasterReply.Malformed(stranger);
            }
            lastActivity = timeline.nanos();
            if (!begun) {
                answerBegin = lastActivity - count * characterNanos;
            }
            length += count;
            if (maybeEcho(request.function())) {
                continue;
            }
            int at = locate(request.function());
            if (at >= 0) {
                return answer(request, at);
            }
            if (length == received.length) {
                return torn(request);
            }
        }
    }

    /**
     * Sleeps until all but the last character can be there: a wake-up for each character would cost more than it gives.
     * A long rest is halved, so that a line faster than it says, such as a pty, is not held up for all of it.
     */
    private void nap(int function) throws InterruptedException {
        if (length < 2 || !ours(0, function)) {
            return;
        }
        int expected = RtuFrame.responseLength(received, 0, length);
        long rest = (expected - length - 1) * characterNanos;
        if (expected > length) {
            timeline.sleepUntil(lastActivity + Math.min(rest, Math.max(rest / 2, LEAST_NAP_NANOS)));
        }
    }

    /** Drops the own request at the begin of what was heard; true while that may still be going on. */
    private boolean maybeEcho(int function) {
        int size = sentBuffer.position();
        if (echoedNow || (echo == Echo.NO && function == 0x06)) {
            return false;
        }
        int common = Math.min(length, size);
        if (length == 0 || !Arrays.equals(received, 0, common, sent, 0, common)) {
            return false;
        }
        if (length < size) {
            return true;
        }
        if (function == 0x06 && echo == Echo.UNKNOWN && answerBegin >= requestEnd) {
            return false;
        }
        echo = Echo.YES;
        echoedNow = true;
        counters.echoed(size);
        drop(size);
        answerBegin = lastActivity - length * characterNanos;
        return length == 0;
    }

    /** Finds the answer in what was heard: at the begin, or, when that can't be it, behind leading garbage. */
    private int locate(int function) {
        while (length >= RtuFrame.MIN) {
            int expected = RtuFrame.responseLength(received, 0, length);
            if (expected > 0 && expected <= length && RtuFrame.sound(received, 0, expected)) {
                if (received[0] == sent[0]) {
                    return 0;
                }
                stranger = "unit " + (received[0] & 0xFF) + " answers for unit " + (sent[0] & 0xFF);
                counters.discarded(expected);
                drop(expected);
                continue;
            }
            boolean possible = ours(0, function) && (expected == RtuFrame.NEED_MORE || expected > length);
            return possible ? -1 : scan(1, function);
        }
        return -1;
    }

    private int scan(int from, int function) {
        for (int at = from; at + RtuFrame.MIN <= length; at++) {
            if (ours(at, function)) {
                int expected = RtuFrame.responseLength(received, at, length - at);
                if (expected > 0 && at + expected <= length && RtuFrame.sound(received, at, expected)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private boolean ours(int at, int function) {
        return received[at] == sent[0] && (received[at + 1] & 0x7F) == function;
    }

    private MasterReply answer(Request request, int at) {
        int size = RtuFrame.responseLength(received, at, length - at);
        counters.discarded(length - size);
        counters.busy(silenceNanos + size * characterNanos);
        receivedBuffer.limit(at + size - 2).position(at + 1);
        ParsedResponse parsed = ResponseParser.parse(request, receivedBuffer);
        receivedBuffer.clear();
        if (parsed instanceof ParsedResponse.Good good) {
            if (!echoedNow && request.function() != 0x06) {
                echo = Echo.NO;
            }
            return new MasterReply.Answered(good.response(), Duration.ofNanos(Math.max(0, answerBegin - requestEnd)));
        }
        return new MasterReply.Malformed(((ParsedResponse.Bad) parsed).reason());
    }

    /** The line fell silent, or the buffer ran full, before an answer was complete. */
    private MasterReply torn(Request request) {
        int at = scan(0, request.function());
        if (at >= 0) {
            return answer(request, at);
        }
        counters.discarded(length);
        counters.busy(length * characterNanos);
        boolean complete = length >= RtuFrame.MIN;
        return complete
                ? new MasterReply.BadChecksum(length)
                : new MasterReply.Malformed(length + " characters are no frame");
    }

    private void drop(int count) {
        System.arraycopy(received, count, received, 0, length - count);
        length -= count;
    }

    @Override
    public void close() {
        link.close();
    }
}
