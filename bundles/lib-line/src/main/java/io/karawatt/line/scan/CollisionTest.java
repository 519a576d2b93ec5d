package io.karawatt.line.scan;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.master.RawReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether two devices share an address, one question at a time.
 *
 * <p>Short questions are asked several times. A collision spoils all answers to a question and loses none, for both
 * devices hear the question; noise that spoils short answers loses some questions too, and spoils those of neighbours.
 * Two sound answers to one question, or different ones to the same question about its identity, can only come from two.
 */
final class CollisionTest {

    private static final int TRIES = 4;
    private static final int EARLY = 4;
    private static final int LATENT = 1;

    /** First register and number: order id, serial number, NET ID; short, so that noise rarely hits the answer. */
    private static final List<int[]> QUESTIONS =
            List.of(new int[] {50_004, 1}, new int[] {50_008, 3}, new int[] {IdentificationBlock.NET_ID_ADDRESS, 2});

    private final int unit;
    private final int neighbour;
    private final Map<Integer, Integer> spoilt = new HashMap<>();
    private final Map<Integer, Set<RawFrame>> answers = new HashMap<>();
    private int asked;
    private int silent;
    private int garbled;
    private int several;
    private int neighbourSpoilt;
    private boolean impossible;

    /** What came of it. */
    enum Verdict {
        /** Two or more devices. */
        COLLISION,
        /** The line is disturbed; nothing can be said of the address. */
        NOISE,
        /** Nobody. */
        SILENT,
        /** One device. */
        CLEAN
    }

    /**
     * Begins a test.
     *
     * @param unit the address.
     * @param neighbour address of a device that answers well, for comparison; 0 for none.
     */
    CollisionTest(int unit, int neighbour) {
        this.unit = unit;
        this.neighbour = neighbour == unit ? 0 : neighbour;
    }

    int unit() {
        return unit;
    }

    /** Asks once; returns whether that was the last question. */
    boolean step(ScanPort port, Duration window) throws InterruptedException {
        boolean beside = neighbour > 0 && asked % TRIES == TRIES - 1;
        int which = asked / TRIES;
        RawReply reply = port.exchange(frame(unit, QUESTIONS.get(which)), window);
        if (!(reply instanceof RawReply.Heard heard)) {
            impossible = true;
            return true;
        }
        note(which, heard);
        asked++;
        if (beside
                && port.exchange(frame(neighbour, QUESTIONS.get(0)), window) instanceof RawReply.Heard other
                && !other.clean()) {
            neighbourSpoilt++;
        }
        return asked == TRIES * QUESTIONS.size() || (asked == EARLY && silent == EARLY);
    }

    private static RawFrame frame(int unit, int[] question) {
        byte[] data = {(byte) (question[0] >> 8), (byte) question[0], (byte) (question[1] >> 8), (byte) question[1]};
        return RawFrame.of(unit, 0x03, data);
    }

    private void note(int which, RawReply.Heard heard) {
        if (heard.silent()) {
            silent++;
            return;
        }
        several += heard.frames().size() > 1 ? 1 : 0;
        answers.computeIfAbsent(which, none -> new HashSet<>()).addAll(heard.frames());
        if (!heard.clean()) {
            garbled++;
            spoilt.merge(which, 1, Integer::sum);
        }
    }

    /** The line does not carry such questions: nothing is known. */
    boolean impossible() {
        return impossible;
    }

    Verdict verdict() {
        if (asked == silent) {
            return Verdict.SILENT;
        }
        boolean different = answers.values().stream().anyMatch(sound -> sound.size() > 1);
        boolean always = silent == 0 && spoilt.containsValue(TRIES) && neighbourSpoilt <= LATENT;
        if (several > 0 || different || always) {
            return Verdict.COLLISION;
        }
        return garbled == 0 ? Verdict.CLEAN : Verdict.NOISE;
    }

    /** What was seen, for people. */
    String evidence() {
        String seen = garbled + " of " + asked + " answers were garbled";
        if (several > 0) {
            seen += ", " + several + " times two answers came";
        }
        return neighbour == 0
                ? seen
                : seen + ", of its neighbour " + neighbour + " " + neighbourSpoilt + " of " + QUESTIONS.size();
    }
}
