package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.serial.SerialSettings;

/** Characters that one talker puts on the wire without a pause; the next to be heard moves on. */
final class Burst {

    private final Object talker;
    private final SerialSettings settings;
    private final byte[] bytes;
    private final long start;
    private final long character;
    private int next;

    Burst(Object talker, SerialSettings settings, byte[] bytes, long start) {
        this.talker = talker;
        this.settings = settings;
        this.bytes = bytes;
        this.start = start;
        this.character = settings.characterNanos();
    }

    Object talker() {
        return talker;
    }

    SerialSettings settings() {
        return settings;
    }

    long start() {
        return start;
    }

    long end() {
        return start + bytes.length * character;
    }

    boolean heardOut() {
        return next == bytes.length;
    }

    /** When the next character begins. */
    long nextStart() {
        return start + next * character;
    }

    /** When the next character is there; never for a burst heard out. */
    long nextEnd() {
        return heardOut() ? Long.MAX_VALUE : nextStart() + character;
    }

    int take() {
        return bytes[next++] & 0xFF;
    }

    int unheard() {
        return bytes.length - next;
    }

    /** When the n-th unheard character is there, counted from 1. */
    long endOf(int n) {
        return start + (next + n) * character;
    }

    boolean overlaps(long from, long to) {
        return start < to && from < end();
    }

    /** What is on the wire from this talker in a stretch of time: the character that covers most of it. */
    int during(long from, long to) {
        long index = Math.floorDiv((from + to) / 2 - start, character);
        return bytes[(int) Math.max(0, Math.min(bytes.length - 1, index))] & 0xFF;
    }
}
