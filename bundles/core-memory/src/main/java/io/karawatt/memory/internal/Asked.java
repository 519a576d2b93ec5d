package io.karawatt.memory.internal;

/** What came of asking for something: it, or why not. */
sealed interface Asked<T> {

    /** It came. */
    record Got<T>(T it) implements Asked<T> {}

    /** It did not. */
    record Failed<T>(Trouble trouble) implements Asked<T> {}
}
