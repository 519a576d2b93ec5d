package io.karawatt.live.internal;

import io.karawatt.model.Registers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of one register table of one device at one moment: sparse pages, immutable.
 *
 * <p>A block that arrives makes a new image, which replaces the old one with a single write; therefore a reader sees
 * either all of the block or nothing of it.
 */
final class RegisterImage {

    /** Nothing read yet. */
    static final RegisterImage EMPTY = new RegisterImage(new int[0], new Page[0]);

    private final int[] numbers;
    private final Page[] pages;

    private RegisterImage(int[] numbers, Page[] pages) {
        this.numbers = numbers;
        this.pages = pages;
    }

    int size() {
        return pages.length;
    }

    /** Tells whether the block is older than something it would replace. */
    boolean younger(Block block, long now) {
        for (int number = block.firstPage(); number <= block.lastPage(); number++) {
            int at = Arrays.binarySearch(numbers, number);
            if (at >= 0 && pages[at].younger(block, now)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether taking the block over needs pages that do not exist yet. */
    boolean grows(Block block) {
        for (int number = block.firstPage(); number <= block.lastPage(); number++) {
            if (Arrays.binarySearch(numbers, number) < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns this image with the block.
     *
     * @param block what arrived.
     * @param most largest number of pages; beyond it those written longest ago are dropped.
     * @return the new image, or this one when the block alone needs more pages than that.
     */
    RegisterImage with(Block block, int most) {
        return grows(block) ? grown(block, most) : replaced(block);
    }

    Optional<Registers> read(int address, int count, long notBefore, long notAfter) {
        int from = address % Page.WORDS;
        int here = Math.min(count, Page.WORDS - from);
        int at = Arrays.binarySearch(numbers, address / Page.WORDS);
        if (at < 0 || !pages[at].within(from, here, notBefore, notAfter)) {
            return Optional.empty();
        }
        if (here == count) {
            return Optional.of(pages[at].registers(from, count));
        }
        short[] words = new short[count];
        pages[at].copyTo(words, 0, from, here);
        int done = here;
        while (done < count) {
            at++;
            int next = Math.min(count - done, Page.WORDS);
            boolean known = at < numbers.length && numbers[at] == numbers[at - 1] + 1;
            if (!known || !pages[at].within(0, next, notBefore, notAfter)) {
                return Optional.empty();
            }
            pages[at].copyTo(words, done, 0, next);
            done += next;
        }
        return Optional.of(Registers.copyOf(words, 0, count));
    }

    private RegisterImage replaced(Block block) {
        Page[] next = pages.clone();
        for (int number = block.firstPage(); number <= block.lastPage(); number++) {
            int at = Arrays.binarySearch(numbers, number);
            next[at] = next[at].with(block);
        }
        return new RegisterImage(numbers, next);
    }

    private RegisterImage grown(Block block, int most) {
        if (block.pages() > most) {
            return this;
        }
        TreeMap<Integer, Page> next = new TreeMap<>();
        for (Page page : pages) {
            next.put(page.number(), page);
        }
        for (int number = block.firstPage(); number <= block.lastPage(); number++) {
            next.put(number, next.getOrDefault(number, Page.empty(number)).with(block));
        }
        while (next.size() > most) {
            next.values().stream()
                    .filter(page -> page.number() < block.firstPage() || page.number() > block.lastPage())
                    .min(Comparator.comparingLong(Page::newest))
                    .ifPresent(oldest -> next.remove(oldest.number()));
        }
        int[] nextNumbers = next.keySet().stream().mapToInt(Integer::intValue).toArray();
        return new RegisterImage(nextNumbers, next.values().toArray(new Page[0]));
    }
}
