package io.karawatt.proto.bacnet.internal.object;

import org.jspecify.annotations.Nullable;

/**
 * What clients command one output to do (clause 19.2). Immutable; kept in memory only, so after a restart nobody
 * commands.
 */
public final class PriorityArray {

    /** Lowest priority, the one that is meant when a client gives none. */
    public static final int LOWEST = 16;

    /** Priority that the standard keeps for minimum on and off times. */
    public static final int RESERVED = 6;

    /** Nobody has commanded yet. */
    public static final PriorityArray UNTOUCHED = new PriorityArray(new Boolean[LOWEST], false);

    private final @Nullable Boolean[] slots;
    private final boolean touched;

    private PriorityArray(@Nullable Boolean[] slots, boolean touched) {
        this.slots = slots;
        this.touched = touched;
    }

    /**
     * Commands or gives a command up.
     *
     * @param priority 1..16, 1 is the highest.
     * @param on on, off, or null to give it up.
     * @return the array afterwards.
     */
    public PriorityArray with(int priority, @Nullable Boolean on) {
        @Nullable Boolean[] next = slots.clone();
        next[priority - 1] = on;
        return new PriorityArray(next, true);
    }

    /**
     * Returns one command.
     *
     * @param priority 1..16.
     * @return on, off, or null for none.
     */
    public @Nullable Boolean at(int priority) {
        return slots[priority - 1];
    }

    /**
     * Returns what holds.
     *
     * @return what the highest priority commands; off, the Relinquish_Default, when none does.
     */
    public boolean effective() {
        for (Boolean slot : slots) {
            if (slot != null) {
                return slot;
            }
        }
        return false;
    }

    /**
     * Tells whether a client has ever commanded since the start.
     *
     * @return false as long as the output does what it did before.
     */
    public boolean touched() {
        return touched;
    }
}
