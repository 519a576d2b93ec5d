package io.karawatt.modbus.slave;

import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Finds requests on a serial line that slaves share (Modbus over Serial Line V1.02 §2.5.1); used by one thread.
 *
 * <p>A frame ends where its own length and checksum say so, at the latest with a silence of 3.5 characters plus an
 * allowance for jitter. After another slave's request that slave's answer is expected and stepped over; so neither its
 * data nor frames that arrive in one lump are mistaken. Garbage before a request does not hide the request.
 */
public final class RtuSlaveFramer {

    /** Allowance for lumps that operating system and USB adapter make of a frame. */
    public static final Duration DEFAULT_JITTER = Duration.ofMillis(20);

    private static final int NONE = -1;

    private final SerialLink link;
    private final Timeline timeline;
    private final long characterNanos;
    private final long silenceNanos;
    private final long gapNanos;
    private final byte[] heard = new byte[2 * RtuFrame.MAX];
    private final ByteBuffer heardBuffer = ByteBuffer.wrap(heard);
    private final byte[] sent = new byte[RtuFrame.MAX];
    private final ByteBuffer sentBuffer = ByteBuffer.wrap(sent);
    private int length;
    private long firstActivity;
    private long lastActivity;
    private long answerEnd;
    private int askedUnit = NONE;
    private int askedFunction = NONE;

    /**
     * Listens on a line, with the usual allowance for jitter.
     *
     * @param link the line; the caller closes it.
     * @param settings its speed and character format.
     */
    public RtuSlaveFramer(SerialLink link, SerialSettings settings) {
        this(link, settings, DEFAULT_JITTER);
    }

    /**
     * Listens on a line.
     *
     * @param link the line; the caller closes it.
     * @param settings its speed and character format.
     * @param jitter allowance on top of 3.5 characters before a silence ends a frame; zero on a line of exact timing.
     */
    public RtuSlaveFramer(SerialLink link, SerialSettings settings, Duration jitter) {
        this.link = link;
        this.timeline = link.timeline();
        this.characterNanos = settings.characterNanos();
        this.silenceNanos = settings.frameSilenceNanos();
        this.gapNanos = silenceNanos + jitter.toNanos();
        this.lastActivity = timeline.nanos();
        this.answerEnd = lastActivity;
    }

    /**
     * Waits for the next thing heard.
     *
     * @param deadline moment on the link's timeline; a frame that has begun is waited for a little longer.
     * @return what was heard.
     * @throws IOException when the line is gone.
     * @throws InterruptedException when the thread is interrupted.
     */
    public Heard next(long deadline) throws IOException, InterruptedException {
        while (true) {
            if (length > 0 && !isOwnEcho()) {
                int size = frameAt(0);
                if (size != NONE) {
                    return take(0, size);
                }
            }
            boolean begun = length > 0;
            int count = link.read(heard, length, heard.length - length, begun ? lastActivity + gapNanos : deadline);
            if (count > 0) {
                if (length == 0) {
                    firstActivity = timeline.nanos() - count * characterNanos;
                }
                length += count;
                lastActivity = timeline.nanos();
            }
            if ((begun && count == 0) || (length == heard.length && frameAt(0) == NONE)) {
                return resynchronise();
            }
            if (count == 0) {
                return new Heard.Nothing();
            }
        }
    }

    /**
     * Answers a request, 3.5 characters after its end at the earliest.
     *
     * @param asked the request.
     * @param response the answer.
     * @param turnaround how long the slave thinks; counted from the end of the request.
     * @return the moment, on the link's timeline, at which the answer's last stop bit leaves the wire.
     * @throws IOException when the line is gone.
     * @throws InterruptedException when the thread is interrupted.
     */
    public long answer(Heard.Asked asked, Response response, Duration turnaround)
            throws IOException, InterruptedException {
        timeline.sleepUntil(asked.end() + Math.max(silenceNanos, turnaround.toNanos()));
        sentBuffer.clear();
        RtuFrame.write(sentBuffer, asked.unit(), response);
        askedUnit = NONE;
        askedFunction = NONE;
        answerEnd = link.write(sent, 0, sentBuffer.position());
        return answerEnd;
    }

    /**
     * Drops the own answer when the adapter gives it back: it begins before its own end, when no master can know it
     * yet. An answer to function 6 would otherwise be taken for a new request.
     */
    private boolean isOwnEcho() {
        int size = sentBuffer.position();
        int common = Math.min(length, size);
        if (firstActivity >= answerEnd || !Arrays.equals(heard, 0, common, sent, 0, common)) {
            return false;
        }
        if (length < size) {
            return true;
        }
        sentBuffer.clear();
        drop(size);
        firstActivity = lastActivity;
        return length == 0;
    }

    /** Length of a sound frame at a place, an awaited answer first; {@link #NONE} when there is none (yet). */
    private int frameAt(int at) {
        int there = length - at;
        if (isAwaitedAnswer(at)) {
            int size = RtuFrame.responseLength(heard, at, there);
            if (complete(size, at)) {
                return size;
            }
        }
        int size = RtuFrame.requestLength(heard, at, there);
        return complete(size, at) ? size : NONE;
    }

    private boolean complete(int size, int at) {
        return size > 0 && size <= length - at && RtuFrame.sound(heard, at, size);
    }

    private boolean isAwaitedAnswer(int at) {
        return length - at >= 2 && (heard[at] & 0xFF) == askedUnit && (heard[at + 1] & 0x7F) == askedFunction;
    }

    private Heard take(int at, int size) {
        int unit = heard[at] & 0xFF;
        if (isAwaitedAnswer(at) && RtuFrame.responseLength(heard, at, length - at) == size) {
            askedUnit = NONE;
            askedFunction = NONE;
            drop(at + size);
            return new Heard.Overheard(unit, size);
        }
        heardBuffer.limit(at + size - 2).position(at + 1);
        Heard.Asked asked = new Heard.Asked(unit, RequestParser.parse(heardBuffer), lastActivity);
        heardBuffer.clear();
        askedUnit = unit;
        askedFunction = heard[at + 1] & 0xFF;
        drop(at + size);
        return asked;
    }

    /** The line fell silent, or the buffer is full, without a frame at its begin. */
    private Heard resynchronise() {
        int answer = RtuFrame.responseLength(heard, 0, length);
        if (complete(answer, 0) || complete(length, 0)) {
            return whole(complete(answer, 0) ? answer : length);
        }
        for (int at = 1; at + RtuFrame.MIN <= length; at++) {
            int size = frameAt(at);
            if (size != NONE) {
                return take(at, size);
            }
        }
        int lost = length;
        length = 0;
        askedUnit = NONE;
        askedFunction = NONE;
        return new Heard.BadCrc(lost);
    }

    /** A sound frame by silence: an answer nobody was heard to ask for, or a request with an unknown function. */
    private Heard whole(int size) {
        int function = heard[1] & 0xFF;
        boolean knownAsRequest = RtuFrame.requestLength(heard, 0, length) != RtuFrame.UNKNOWN;
        if (knownAsRequest || function > 0x7F) {
            int unit = heard[0] & 0xFF;
            drop(size);
            return new Heard.Overheard(unit, size);
        }
        return take(0, size);
    }

    private void drop(int count) {
        System.arraycopy(heard, count, heard, 0, length - count);
        length -= count;
    }
}
