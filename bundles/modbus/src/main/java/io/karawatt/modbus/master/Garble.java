package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Request;
import java.time.Duration;

/**
 * What was heard in place of an answer: evidence for telling a damaged answer from a collision and from noise.
 *
 * <p>One event proves little. Two devices on one address spoil each other at every question, while their neighbours are
 * understood; noise spoils now and then, and everybody. Ask again, and compare {@link #begin} and {@link #characters}.
 *
 * @param characters how many were heard until the line fell silent; sound frames of others are not counted.
 * @param expected how many a sound answer has, exceptions aside; 0 when the request does not tell.
 * @param header whether the first two are the unit and function that were asked for.
 * @param begin from the end of the request to the begin of the first character.
 * @param span from the begin of the first character to the end of the last.
 */
public record Garble(int characters, int expected, boolean header, Duration begin, Duration span) {

    /** What it looks like. */
    public enum Kind {
        /**
         * About as many characters as an answer has: one that was damaged on its way, or several that began at the same
         * moment. Only asking again tells which.
         */
        DAMAGED,
        /** The begin of an answer, and then nothing. */
        TORN,
        /** More characters than one answer has, and no frame among them: several answered at once. */
        COLLISION,
        /** Too few characters to be an answer, or so many that somebody babbles. */
        NOISE
    }

    static Garble of(Request request, int characters, boolean header, long beginNanos, long spanNanos) {
        return new Garble(
                characters,
                Math.max(0, RtuFrame.answerLength(request)),
                header,
                Duration.ofNanos(Math.max(0, beginNanos)),
                Duration.ofNanos(spanNanos));
    }

    /**
     * Judges.
     *
     * @return what it looks like.
     */
    public Kind kind() {
        if (characters >= 2 * RtuFrame.MAX) {
            return Kind.NOISE;
        }
        if (expected > 0 && characters > expected) {
            return Kind.COLLISION;
        }
        if (header) {
            return characters < Math.max(expected, RtuFrame.MIN) ? Kind.TORN : Kind.DAMAGED;
        }
        return characters >= RtuFrame.MIN && 2 * characters > expected ? Kind.DAMAGED : Kind.NOISE;
    }

    @Override
    public String toString() {
        return switch (kind()) {
            case DAMAGED -> "a frame of " + characters + " characters with a wrong checksum";
            case TORN -> "the first " + characters + " characters of an answer, and no more";
            case COLLISION ->
                characters + " characters where an answer has " + expected + ": several devices answer at once";
            case NOISE -> characters + " characters that are no frame";
        };
    }
}
