package io.karawatt.settings.internal;

/** A device did not do what it was asked; says what was seen. */
final class TalkFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    TalkFailed(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
