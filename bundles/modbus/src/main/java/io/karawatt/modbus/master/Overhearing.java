package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.frame.RtuFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds the sound answers to one frame in everything that was heard after it. */
final class Overhearing {

    private Overhearing() {}

    /**
     * Sorts what was heard.
     *
     * @param request what was asked.
     * @param heard holds the characters.
     * @param length how many there are.
     * @param turnaround from the end of the request to the first of them.
     * @param lasted from the first to the last.
     * @return frames and garbage.
     */
    static RawReply.Heard sort(RawFrame request, byte[] heard, int length, Duration turnaround, Duration lasted) {
        if (length == 0) {
            return RawReply.Heard.NOTHING;
        }
        List<RawFrame> frames = new ArrayList<>();
        int used = 0;
        for (int at = 0; at + RtuFrame.MIN <= length; ) {
            int size = answers(request, heard, at) ? RtuFrame.responseLength(heard, at, length - at) : 0;
            if (size > 0 && at + size <= length && RtuFrame.sound(heard, at, size)) {
                frames.add(RawFrame.copyOf(heard, at, size));
                used += size;
                at += size;
            } else {
                at++;
            }
        }
        return new RawReply.Heard(frames, length - used, turnaround, lasted);
    }

    /**
     * Finds the first sound answer of a unit to a function.
     *
     * @param heard holds the characters.
     * @param from where to begin.
     * @param length how many there are.
     * @param unit who answers.
     * @param function what was asked.
     * @return where it begins; -1 when there is none.
     */
    static int find(byte[] heard, int from, int length, byte unit, int function) {
        for (int at = from; at + RtuFrame.MIN <= length; at++) {
            if (heard[at] == unit && (heard[at + 1] & 0x7F) == function) {
                int size = RtuFrame.responseLength(heard, at, length - at);
                if (size > 0 && at + size <= length && RtuFrame.sound(heard, at, size)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private static boolean answers(RawFrame request, byte[] heard, int at) {
        return (heard[at] & 0xFF) == request.unit() && (heard[at + 1] & 0x7F) == request.function();
    }
}
