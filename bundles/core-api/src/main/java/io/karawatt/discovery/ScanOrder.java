package io.karawatt.discovery;

import io.karawatt.bus.ScanPlan;
import java.util.Set;

/**
 * What is to be searched, how, and for whom.
 *
 * @param lines names of lines; empty for all that can be searched.
 * @param plan how each is searched.
 * @param face the door of the asker, for example {@code console}.
 * @param who the user; {@code anonymous} where none is known.
 * @param from where the asker sits; may be empty.
 */
public record ScanOrder(Set<String> lines, ScanPlan plan, String face, String who, String from) {

    /** Copies the set. */
    public ScanOrder {
        lines = Set.copyOf(lines);
    }
}
