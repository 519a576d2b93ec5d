package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Request;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes sense of characters that belong to no answer, and counts them by kind; used by the thread of one master. */
final class Strays {

    /** Drivers that switch on often put a spurious character or two before a frame. */
    private static final int SPURIOUS = 2;

    private static final int NOBODY = -1;

    private final LineCounters counters;
    private final Unanswered unanswered;
    private final byte[] sent;
    private final byte[] heard = new byte[2 * RtuFrame.MAX];
    private int length;
    private int sentLength;
    private int answeredUnit = NOBODY;
    private int answeredFunction = NOBODY;
    private int foreignUnit = NOBODY;
    private @Nullable String stranger;

    /**
     * Makes a sorter of strays.
     *
     * @param counters where they are counted.
     * @param unanswered whose answers may come late.
     * @param sent where the master keeps the request that it sent last.
     */
    Strays(LineCounters counters, Unanswered unanswered, byte[] sent) {
        this.counters = counters;
        this.unanswered = unanswered;
        this.sent = sent;
    }

    /** Notes how long the request is that was sent last. */
    void sent(int size) {
        sentLength = size;
    }

    /** Notes that a request had its answer: another one is from a second device of that address. */
    void answered(int unit, int function) {
        answeredUnit = unit;
        answeredFunction = function;
        foreignUnit = NOBODY;
    }

    /** Keeps characters until the line is silent. */
    void add(byte[] from, int offset, int count, long now) {
        if (length + count > heard.length) {
            settle(now);
        }
        int kept = Math.min(count, heard.length);
        System.arraycopy(from, offset, heard, length, kept);
        length += kept;
        counters.noise(count - kept);
    }

    /** The line fell silent: counts what was kept. */
    void settle(long now) {
        if (length > 0) {
            int loose = frames(heard, length, now);
            int at = length - loose;
            if (loose >= 2 && unanswered.closes(heard[at] & 0xFF, heard[at + 1], now)) {
                counters.torn(loose);
            } else {
                counters.noise(loose);
            }
            length = 0;
        }
    }

    /**
     * Counts the frames with which something begins.
     *
     * @return how many characters are left behind them, unaccounted for.
     */
    int frames(byte[] bytes, int end, long now) {
        int at = 0;
        while (at < end) {
            int skipped = 0;
            int size = 0;
            while (size == 0 && skipped <= SPURIOUS && at + skipped < end) {
                size = frame(bytes, at + skipped, end, now);
                skipped += size == 0 ? 1 : 0;
            }
            if (size == 0) {
                break;
            }
            counters.noise(skipped);
            at += skipped + size;
        }
        return end - at;
    }

    /**
     * Counts one frame that is no answer to the request under way.
     *
     * @return its length; 0 when no sound frame stands there.
     */
    int frame(byte[] bytes, int at, int end, long now) {
        stranger = null;
        if (end - at < RtuFrame.MIN) {
            return 0;
        }
        int unit = bytes[at] & 0xFF;
        int function = bytes[at + 1] & 0x7F;
        int answer = sound(bytes, at, end, RtuFrame.responseLength(bytes, at, end - at));
        if (answer > 0 && unanswered.closes(unit, function, now)) {
            counters.late(unit, answer);
            return answer;
        }
        if (answer > 0 && unit == answeredUnit && function == answeredFunction && unit != foreignUnit) {
            counters.secondAnswer(answer);
            return answer;
        }
        int request = sound(bytes, at, end, RtuFrame.requestLength(bytes, at, end - at));
        if (request > 0 && request == sentLength && Arrays.equals(bytes, at, at + request, sent, 0, request)) {
            counters.echo();
            return request;
        }
        if (request > 0) {
            foreignUnit = unit;
            stranger = "another master asks unit " + unit + ": " + question(bytes, at, request);
            counters.foreign(request, stranger);
            return request;
        }
        if (answer > 0) {
            stranger = "unit " + unit + " answers function " + function + ", and was not asked";
            counters.foreign(answer, stranger);
        }
        return answer;
    }

    /** Whose frame the last call of {@link #frame} met, for people; null when it was one of our own devices. */
    @Nullable
    String stranger() {
        return stranger;
    }

    private static int sound(byte[] bytes, int at, int end, int size) {
        return size > 0 && at + size <= end && RtuFrame.sound(bytes, at, size) ? size : 0;
    }

    private static String question(byte[] bytes, int at, int size) {
        ParsedRequest parsed = RequestParser.parse(ByteBuffer.wrap(bytes, at + 1, size - 3));
        if (parsed instanceof ParsedRequest.Parsed good) {
            Request request = good.request();
            if (request instanceof Request.ReadHoldingRegisters read) {
                return "function 3, registers " + read.address() + ".." + (read.address() + read.count() - 1);
            }
            if (request instanceof Request.ReadInputRegisters read) {
                return "function 4, registers " + read.address() + ".." + (read.address() + read.count() - 1);
            }
        }
        return "function " + (bytes[at + 1] & 0xFF);
    }
}
