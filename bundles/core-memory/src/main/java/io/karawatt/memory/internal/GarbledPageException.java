package io.karawatt.memory.internal;

/** What was read is no page of the memory that was chosen. */
final class GarbledPageException extends Exception {

    private static final long serialVersionUID = 1L;

    GarbledPageException(String reason) {
        super(reason);
    }
}
