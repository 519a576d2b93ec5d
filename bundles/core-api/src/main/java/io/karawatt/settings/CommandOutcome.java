package io.karawatt.settings;

/** What came of a command. */
public sealed interface CommandOutcome {

    /**
     * Tells the operator.
     *
     * @return plain words.
     */
    String describe();

    /**
     * The device did it, as far as can be seen.
     *
     * @param what what was done and how it is known.
     */
    record Done(String what) implements CommandOutcome {

        @Override
        public String describe() {
            return what;
        }
    }

    /**
     * The device was not told anything.
     *
     * @param reason why not, and how to mend it.
     */
    record Refused(String reason) implements CommandOutcome {

        @Override
        public String describe() {
            return "nothing was sent: " + reason;
        }
    }

    /**
     * The device was told, and did not do it, or nobody knows.
     *
     * @param reason what was seen.
     */
    record Failed(String reason) implements CommandOutcome {

        @Override
        public String describe() {
            return "failed: " + reason;
        }
    }
}
