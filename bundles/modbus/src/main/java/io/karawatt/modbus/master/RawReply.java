package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.RawFrame;
import java.time.Duration;
import java.util.List;

/** What was heard after a frame was put on the line, whoever it came from. */
public sealed interface RawReply {

    /**
     * What was on the line until it fell silent.
     *
     * @param frames sound answers of the unit and function asked, in the order in which they came.
     * @param garbage characters that belong to none of them.
     * @param turnaround from the end of the request to the first character; zero when there was none.
     * @param lasted from the first character to the last.
     */
    record Heard(List<RawFrame> frames, int garbage, Duration turnaround, Duration lasted) implements RawReply {

        /** Nothing was heard. */
        public static final Heard NOTHING = new Heard(List.of(), 0, Duration.ZERO, Duration.ZERO);

        /** Copies the list. */
        public Heard {
            frames = List.copyOf(frames);
        }

        /**
         * Tells whether nobody said anything.
         *
         * @return true when there was not one character.
         */
        public boolean silent() {
            return frames.isEmpty() && garbage == 0;
        }

        /**
         * Tells whether exactly one answer came and nothing else.
         *
         * @return true when it did.
         */
        public boolean clean() {
            return frames.size() == 1 && garbage == 0;
        }
    }

    /**
     * This line carries no frames of this kind, or somebody else is talking on it.
     *
     * @param reason which of the two.
     */
    record NotSent(String reason) implements RawReply {}

    /**
     * The line can't be used; the master must be closed and opened anew.
     *
     * @param reason what was seen.
     */
    record LinkDown(String reason) implements RawReply {}
}
