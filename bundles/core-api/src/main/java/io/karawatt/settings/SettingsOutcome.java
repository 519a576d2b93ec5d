package io.karawatt.settings;

import java.util.List;
import java.util.stream.Collectors;

/** What came of a wish to change something. */
public sealed interface SettingsOutcome {

    /**
     * Tells the operator.
     *
     * @return plain words.
     */
    String describe();

    /**
     * All of it is done and was read back.
     *
     * @param changes what changed; empty when everything was so before.
     */
    record Done(List<Change> changes) implements SettingsOutcome {

        /** Copies the list. */
        public Done {
            changes = List.copyOf(changes);
        }

        @Override
        public String describe() {
            return changes.isEmpty() ? "nothing to do, it is so already" : "done and read back: " + list(changes);
        }
    }

    /**
     * Nothing was written.
     *
     * @param reason why not, and how to mend it.
     */
    record Refused(String reason) implements SettingsOutcome {

        @Override
        public String describe() {
            return "nothing was written: " + reason;
        }
    }

    /**
     * It failed; everything is as before, and was read back.
     *
     * @param reason what went wrong.
     */
    record RolledBack(String reason) implements SettingsOutcome {

        @Override
        public String describe() {
            return "failed, everything is as before: " + reason;
        }
    }

    /**
     * It failed, and what was before could not be brought back.
     *
     * @param reason what went wrong.
     * @param left settings that are not, or perhaps not, what they were.
     */
    record HalfDone(String reason, List<Change> left) implements SettingsOutcome {

        /** Copies the list. */
        public HalfDone {
            left = List.copyOf(left);
        }

        @Override
        public String describe() {
            return "failed half-way, and what was before could not be brought back: " + reason + "; check "
                    + list(left);
        }
    }

    /**
     * A setting that is not what it was.
     *
     * @param name its name in the part.
     * @param before what it was, with its unit.
     * @param after what it is, with its unit; {@code ?} when nobody knows.
     */
    record Change(String name, String before, String after) {}

    private static String list(List<Change> changes) {
        return changes.stream()
                .map(change -> change.name() + " was " + change.before() + ", is " + change.after())
                .collect(Collectors.joining("; "));
    }
}
