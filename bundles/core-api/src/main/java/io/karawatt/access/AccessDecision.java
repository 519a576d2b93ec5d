package io.karawatt.access;

/** The answer of the policy. */
public sealed interface AccessDecision {

    /** Go ahead. */
    record Allowed() implements AccessDecision {}

    /**
     * No.
     *
     * @param reason why not, and what would have to change.
     */
    record Refused(String reason) implements AccessDecision {}
}
