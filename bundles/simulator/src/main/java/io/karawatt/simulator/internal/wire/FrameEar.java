package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.serial.SerialSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How slaves hear a line (Modbus over Serial Line V1.02 §2.5.1.1): a frame ends with 3.5 characters of silence, and one
 * with a pause of more than 1.5 characters inside is thrown away, as is one that began before the silence was over.
 */
final class FrameEar {

    /** A quarter of a bit: a receiver samples no finer. */
    private final long tolerance;

    private final long silence;
    private final long pause;
    private final byte[] bytes = new byte[RtuFrame.MAX];
    private int length;
    private boolean spoilt;
    private boolean pending;
    private long lastEnd = Long.MIN_VALUE / 2;
    private @Nullable Object talker;

    FrameEar(SerialSettings settings) {
        this.silence = settings.frameSilenceNanos();
        this.pause = settings.characterSilenceNanos();
        this.tolerance = Math.round(0.25e9 / settings.baud());
    }

    /** Takes a character. */
    void hear(long start, long end, int value, Object from) {
        long gap = start - lastEnd;
        if (!pending || gap >= silence - tolerance) {
            length = 0;
            spoilt = gap < silence - tolerance;
            talker = from;
        } else if (gap > pause + tolerance || talker != from) {
            spoilt = true;
        }
        if (length == bytes.length) {
            spoilt = true;
        } else {
            bytes[length++] = (byte) value;
        }
        pending = true;
        lastEnd = Math.max(lastEnd, end);
    }

    /** When the silence ends the frame; never when none has begun. */
    long frameEnd() {
        return pending ? lastEnd + silence - tolerance : Long.MAX_VALUE;
    }

    long lastEnd() {
        return lastEnd;
    }

    /** Who talked; a frame of two talkers is spoilt. */
    @Nullable
    Object talker() {
        return talker;
    }

    /** Ends the frame: returns its bytes, none when it was spoilt. */
    byte[] take() {
        pending = false;
        byte[] frame = spoilt || !RtuFrame.sound(bytes, 0, length) ? new byte[0] : Arrays.copyOf(bytes, length);
        length = 0;
        return frame;
    }
}
