package io.karawatt.live.internal;

import io.karawatt.model.Registers;
import java.util.Arrays;

/** A run of {@value #WORDS} registers with the moment each was received; immutable. */
final class Page {

    /** Registers of a page; more than one read can ask for, so that a read touches two pages at most. */
    static final int WORDS = 128;

    private final int number;
    private final short[] words;
    private final long[] stamps;
    private final long newest;

    private Page(int number, short[] words, long[] stamps, long newest) {
        this.number = number;
        this.words = words;
        this.stamps = stamps;
        this.newest = newest;
    }

    static Page empty(int number) {
        long[] stamps = new long[WORDS];
        Arrays.fill(stamps, Stamps.NEVER);
        return new Page(number, new short[WORDS], stamps, Stamps.NEVER);
    }

    int number() {
        return number;
    }

    /** Returns when this page was last written. */
    long newest() {
        return newest;
    }

    /** Returns this page with the words of the block that lie on it. */
    Page with(Block block) {
        short[] nextWords = words.clone();
        long[] nextStamps = stamps.clone();
        int end = end(block);
        for (int i = begin(block); i < end; i++) {
            nextWords[i] = (short) block.registers().get(number * WORDS + i - block.address());
            nextStamps[i] = block.stamp();
        }
        return new Page(number, nextWords, nextStamps, block.stamp());
    }

    /** Tells whether a word that the block would replace is younger than the block, but not younger than now. */
    boolean younger(Block block, long now) {
        int end = end(block);
        for (int i = begin(block); i < end; i++) {
            if (stamps[i] > block.stamp() && stamps[i] <= now) {
                return true;
            }
        }
        return false;
    }

    boolean within(int from, int count, long notBefore, long notAfter) {
        for (int i = from; i < from + count; i++) {
            if (stamps[i] < notBefore || stamps[i] > notAfter) {
                return false;
            }
        }
        return true;
    }

    void copyTo(short[] target, int offset, int from, int count) {
        System.arraycopy(words, from, target, offset, count);
    }

    Registers registers(int from, int count) {
        return Registers.copyOf(words, from, count);
    }

    private int begin(Block block) {
        return Math.max(0, block.address() - number * WORDS);
    }

    private int end(Block block) {
        return Math.min(WORDS, block.end() - number * WORDS);
    }
}
