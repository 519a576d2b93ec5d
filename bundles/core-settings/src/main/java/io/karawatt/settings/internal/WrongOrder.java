package io.karawatt.settings.internal;

/** An order that can't be carried out; says why, and how to mend it. Nothing was written. */
final class WrongOrder extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    WrongOrder(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
