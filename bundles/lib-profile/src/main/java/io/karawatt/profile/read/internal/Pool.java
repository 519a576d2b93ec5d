package io.karawatt.profile.read.internal;

import java.util.HashMap;
import java.util.Map;

/** Keeps one copy of equal values; thousands of rows repeat the same few sources, units and codings. */
final class Pool {

    private final Map<Object, Object> values = new HashMap<>();

    /**
     * Returns the copy to keep.
     *
     * @param value a value with equals.
     * @param <T> its type.
     * @return the first equal value that was given.
     */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        Object first = values.putIfAbsent(value, value);
        // Equal values of our records and strings have the same class.
        return first == null ? value : (T) first;
    }
}
