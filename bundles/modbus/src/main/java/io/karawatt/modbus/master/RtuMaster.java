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
import org.jspecify.annotations.Nullable;

/**
 * Modbus RTU over any serial link (Modbus over Serial Line V1.02 §2.5.1), or over a TCP connection that stands for one.
 *
 * <p>Before each request the line has been silent for 3.5 characters, measured from the last character seen. An answer
 * ends with its last character, told by its own length, not by a silence. A silence inside an answer longer than the
 * gap limit ends it as a torn frame. The specification's limit of 1.5 characters is not enforced: operating systems and
 * USB adapters deliver characters in lumps up to 16 ms apart.
 *
 * <p>What belongs to no answer is told apart and counted: late answers, noise, a second device on the address, another
 * master. An answer that may just as well be the late one to an earlier, different request is not believed.
 *
 * <p>Adapters that return one's own characters are recognised: characters equal to the request come first. Only an
 * answer to function 6 looks the same; there the habit of earlier answers decides, and before any is known, whether the
 * characters began to arrive while the request was still going out.
 */
public final class RtuMaster implements ModbusMaster {

    private static final String BABBLE = "the line does not fall silent: somebody else is talking";
    private static final int WRITE_SINGLE = 0x06;

    private final SerialLink link;
    private final Timeline timeline;
    private final RtuTiming timing;
    private final long gapNanos;
    private final byte[] sent = new byte[RtuFrame.MAX];
    private final ByteBuffer sentBuffer = ByteBuffer.wrap(sent);
    private final byte[] received = new byte[2 * RtuFrame.MAX];
    private final ByteBuffer receivedBuffer = ByteBuffer.wrap(received);
    private final LineCounters counters = new LineCounters();
    private final Unanswered unanswered = new Unanswered();
    private final Strays strays = new Strays(counters, unanswered, sent);

    private Echo echo = Echo.UNKNOWN;
    private long lastActivity;
    private int length;
    private long requestEnd;
    private long answerBegin;
    private int answerSize;
    private boolean echoedNow;
    private MasterReply instead = new MasterReply.TimedOut();

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
        this.timing = timing;
        this.gapNanos = timing.gap().toNanos();
        this.lastActivity = timeline.nanos();
    }

    @Override
    public LineCounters counters() {
        return counters;
    }

    @Override
    public MasterReply transact(int unit, Request request, Duration timeout) throws InterruptedException {
        if (unit < 1 || unit > 255) {
            throw new IllegalArgumentException("unit " + unit + " is outside 1..255");
        }
        try {
            if (!fallSilent()) {
                return new MasterReply.Malformed(BABBLE);
            }
            send(unit, request);
            return await(unit, request, requestEnd + timeout.toNanos());
        } catch (IOException e) {
            return new MasterReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public MasterReply broadcast(Request request) throws InterruptedException {
        try {
            if (!fallSilent()) {
                return new MasterReply.Malformed(BABBLE);
            }
            send(0, request);
            timeline.sleepUntil(requestEnd + RtuTiming.OBEY_NANOS);
            return new MasterReply.Sent();
        } catch (IOException e) {
            return new MasterReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public RawReply exchange(RawFrame request, Duration window) throws InterruptedException {
        try {
            if (!fallSilent()) {
                return new RawReply.NotSent(BABBLE);
            }
            sentBuffer.clear().put(request.bytes());
            send();
            listen(requestEnd + window.toNanos());
            if (length == 0) {
                unanswered.gaveUp(request.unit(), request.function(), request, requestEnd);
            } else {
                strays.answered(request.unit(), request.function());
            }
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
            long until = length == 0 ? deadline : Math.max(deadline, lastActivity + RtuTiming.LISTENED_OUT_NANOS);
            count = link.read(received, length, received.length - length, until);
            if (count > 0) {
                lastActivity = timeline.nanos();
                answerBegin = length == 0 ? lastActivity - count * timing.characterNanos() : answerBegin;
                length += count;
            }
        }
        int size = sentBuffer.position();
        if (length >= size && Arrays.equals(received, 0, size, sent, 0, size)) {
            counters.echo();
            drop(size);
        }
        counters.busy(length * timing.characterNanos());
    }

    /** Waits for 3.5 characters of silence; whatever is heard meanwhile belongs to no answer. */
    private boolean fallSilent() throws IOException, InterruptedException {
        long giveUp = timeline.nanos() + RtuTiming.BABBLE_NANOS;
        while (true) {
            int count = link.read(received, 0, received.length, timeline.nanos());
            long now = timeline.nanos();
            if (count > 0) {
                lastActivity = now;
                strays.add(received, 0, count, now);
            }
            boolean silent = count == 0 && now - lastActivity >= timing.silenceNanos();
            if (silent || now >= giveUp) {
                strays.settle(now);
                return silent;
            }
            timeline.sleepUntil(lastActivity + timing.silenceNanos());
        }
    }

    private void send(int unit, Request request) throws IOException {
        sentBuffer.clear();
        RtuFrame.write(sentBuffer, unit, request);
        send();
    }

    private void send() throws IOException {
        int size = sentBuffer.position();
        length = 0;
        echoedNow = false;
        strays.sent(size);
        requestEnd = link.write(sent, 0, size);
        lastActivity = requestEnd;
        counters.busy(timing.silenceNanos() + size * timing.characterNanos());
    }

    private MasterReply await(int unit, Request request, long deadline) throws IOException, InterruptedException {
        instead = new MasterReply.TimedOut();
        MasterReply.Answered doubted = null;
        long until = deadline;
        while (length > 0 || timeline.nanos() < until) {
            boolean begun = length > 0;
            nap(request.function());
            int count =
                    link.read(received, length, received.length - length, begun ? timeline.nanos() + gapNanos : until);
            MasterReply reply = null;
            if (count > 0) {
                reply = hear(unit, request, count);
            }
            if (reply == null && ((begun && count == 0) || length == received.length)) {
                reply = torn(unit, request);
            }
            if (reply instanceof MasterReply.Answered answer) {
                long patience = unanswered.patience(unit, request.function(), request, lastActivity);
                if (doubted != null) {
                    counters.late(unit, answerSize);
                }
                if (doubted != null || patience == 0) {
                    return believe(unit, request, answer, doubted != null);
                }
                doubted = answer;
                until = lastActivity + patience;
            } else if (reply != null) {
                return reply;
            }
        }
        if (doubted != null) {
            return believe(unit, request, doubted, true);
        }
        unanswered.gaveUp(unit, request.function(), request, requestEnd);
        return instead;
    }

    /** Takes an answer for the right one; when that settles a doubt, nothing can come late any more. */
    private MasterReply believe(int unit, Request request, MasterReply.Answered answer, boolean settled) {
        if (settled) {
            unanswered.settle(unit, request.function());
        }
        strays.add(received, 0, length, lastActivity);
        if (!echoedNow && request.function() != WRITE_SINGLE) {
            echo = Echo.NO;
        }
        strays.answered(unit, request.function());
        return answer;
    }

    private @Nullable MasterReply hear(int unit, Request request, int count) {
        lastActivity = timeline.nanos();
        if (length == 0) {
            answerBegin = lastActivity - count * timing.characterNanos();
        }
        length += count;
        return maybeEcho(request.function()) ? null : find(unit, request);
    }

    /** Sleeps until all but the last character can be there. */
    private void nap(int function) throws InterruptedException {
        if (length < 2 || !ours(0, function)) {
            return;
        }
        int expected = RtuFrame.responseLength(received, 0, length);
        if (expected > length) {
            timeline.sleepUntil(lastActivity + timing.nap(expected - length - 1));
        }
    }

    /** Drops the own request at the begin of what was heard; true while that may still be going on. */
    private boolean maybeEcho(int function) {
        int size = sentBuffer.position();
        if (echoedNow || (echo == Echo.NO && function == WRITE_SINGLE)) {
            return false;
        }
        int common = Math.min(length, size);
        if (length == 0 || !Arrays.equals(received, 0, common, sent, 0, common)) {
            return false;
        }
        if (length < size) {
            return true;
        }
        if (function == WRITE_SINGLE && echo == Echo.UNKNOWN && answerBegin >= requestEnd) {
            return false;
        }
        echo = Echo.YES;
        echoedNow = true;
        counters.echo();
        drop(size);
        return length == 0;
    }

    /** Finds the answer in what was heard: at the begin, or behind what others said or leading garbage. */
    private @Nullable MasterReply find(int unit, Request request) {
        while (length >= RtuFrame.MIN) {
            int expected = RtuFrame.responseLength(received, 0, length);
            boolean whole = expected > 0 && expected <= length && RtuFrame.sound(received, 0, expected);
            if (whole && received[0] == sent[0]) {
                MasterReply reply = judge(unit, request, expected);
                if (reply != null) {
                    return reply;
                }
                continue;
            }
            boolean possible = ours(0, request.function()) && (expected == RtuFrame.NEED_MORE || expected > length);
            if (possible) {
                return null;
            }
            int stray = strays.frame(received, 0, length, lastActivity);
            int skipped = stray > 0 ? stray : scan(1, request.function());
            if (skipped < 0) {
                return null;
            }
            if (stray > 0) {
                noteStranger();
            } else {
                counters.noise(skipped);
            }
            drop(skipped);
        }
        return null;
    }

    private int scan(int from, int function) {
        return Overhearing.find(received, from, length, sent[0], function);
    }

    private boolean ours(int at, int function) {
        return received[at] == sent[0] && (received[at + 1] & 0x7F) == function;
    }

    private void noteStranger() {
        String stranger = strays.stranger();
        if (stranger != null) {
            instead = new MasterReply.Malformed(stranger);
        }
    }

    /** Judges a sound frame of the unit that was asked; null when it is the late answer to an earlier request. */
    private @Nullable MasterReply judge(int unit, Request request, int size) {
        long now = lastActivity;
        receivedBuffer.limit(size - 2).position(1);
        ParsedResponse parsed = ResponseParser.parse(request, receivedBuffer);
        receivedBuffer.clear();
        int function = received[1] & 0x7F;
        Duration turnaround = Duration.ofNanos(Math.max(0, answerBegin - requestEnd));
        counters.busy(timing.silenceNanos() + size * timing.characterNanos());
        if (parsed instanceof ParsedResponse.Good good) {
            drop(size);
            answerSize = size;
            return new MasterReply.Answered(good.response(), turnaround);
        }
        boolean late = unanswered.closes(unit, function, now);
        drop(size);
        if (late) {
            counters.late(unit, size);
            return null;
        }
        strays.add(received, 0, length, now);
        return new MasterReply.Malformed(((ParsedResponse.Bad) parsed).reason());
    }

    /** The line fell silent, or the buffer ran full, before an answer was complete; null when it may still come. */
    private @Nullable MasterReply torn(int unit, Request request) {
        int at = scan(0, request.function());
        if (at >= 0) {
            counters.noise(at);
            drop(at);
            return find(unit, request);
        }
        drop(length - strays.frames(received, length, lastActivity));
        noteStranger();
        if (length == 0) {
            return null;
        }
        boolean header = length > 1 && ours(0, request.function());
        Garble garble = Garble.of(request, length, header, answerBegin - requestEnd, lastActivity - answerBegin);
        counters.garbled(garble);
        counters.busy(length * timing.characterNanos());
        length = 0;
        MasterReply reply = new MasterReply.Garbled(garble);
        if (garble.kind() == Garble.Kind.NOISE) {
            instead = reply;
            return null;
        }
        return reply;
    }

    private void drop(int count) {
        if (count == 0) {
            return;
        }
        System.arraycopy(received, count, received, 0, length - count);
        length -= count;
        answerBegin = lastActivity - length * timing.characterNanos();
    }

    @Override
    public void close() {
        link.close();
    }
}
