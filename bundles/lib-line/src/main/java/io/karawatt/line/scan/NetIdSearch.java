package io.karawatt.line.scan;

import io.karawatt.modbus.addressing.Prefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The binary search over NET IDs of docs/reference/addressing.md: says what to ask next and learns from what was heard.
 * It knows no wire.
 */
final class NetIdSearch {

    private static final int CONFIRMATIONS = 3;
    private static final int MOST_FRUITLESS = 100;
    private static final int TRIES_OF_ONE = 4;

    private final Deque<Prefix> open = new ArrayDeque<>();
    private final List<Prefix> inseparable = new ArrayList<>();
    private int silences;
    private int fruitless;
    private int triesOfOne;
    private boolean disturbed;
    private boolean done;

    /** Whom to ask for next; everybody while nothing is open. */
    Prefix next() {
        Prefix prefix = open.peek();
        return prefix == null ? Prefix.ALL : prefix;
    }

    /** Nobody answered. */
    void silence() {
        if (open.isEmpty()) {
            silences++;
            done |= silences == CONFIRMATIONS;
        } else {
            open.pop();
        }
        fruitless();
    }

    /** Exactly one answered and is quiet now; others may be left, so the same is asked again. */
    void one() {
        silences = 0;
        fruitless = 0;
        triesOfOne = 0;
    }

    /** Several answered, or noise did. */
    void many() {
        silences = 0;
        Prefix prefix = open.isEmpty() ? Prefix.ALL : open.pop();
        List<Prefix> halves = prefix.halves();
        if (!halves.isEmpty()) {
            open.push(halves.get(1));
            open.push(halves.get(0));
        } else if (++triesOfOne < TRIES_OF_ONE) {
            open.push(prefix);
        } else {
            triesOfOne = 0;
            inseparable.add(prefix);
        }
        fruitless();
    }

    /** From any node that was garbled for a reason the next device is at most two questions a bit away. */
    private void fruitless() {
        fruitless++;
        if (fruitless > MOST_FRUITLESS) {
            disturbed = true;
            done = true;
        }
    }

    boolean done() {
        return done;
    }

    /** Whether it was given up because nothing came of too many questions. */
    boolean disturbed() {
        return disturbed;
    }

    /** NET IDs that more than one device has. */
    List<Prefix> inseparable() {
        return List.copyOf(inseparable);
    }
}
