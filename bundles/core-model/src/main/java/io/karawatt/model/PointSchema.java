package io.karawatt.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The numbered list of the points of one device, so that a batch carries numbers and not names.
 *
 * <p>A new schema is made whenever the device's profile or loads change; batches of different schemas never mix. Two
 * schemas are the same only when they are the same object.
 */
public final class PointSchema {

    private final String device;
    private final List<PointKey> keys;
    private final Map<PointKey, Integer> indexes;

    /**
     * Numbers the points in the given order.
     *
     * @param device key of the device in the topology.
     * @param keys the points; a key given twice is counted once.
     */
    public PointSchema(String device, List<PointKey> keys) {
        Set<PointKey> unique = new LinkedHashSet<>(keys);
        this.device = device;
        this.keys = List.copyOf(unique);
        Map<PointKey, Integer> numbered = new HashMap<>();
        for (PointKey key : this.keys) {
            numbered.put(key, numbered.size());
        }
        this.indexes = Collections.unmodifiableMap(numbered);
    }

    /**
     * Returns whose points these are.
     *
     * @return key of the device in the topology.
     */
    public String device() {
        return device;
    }

    /**
     * Returns the points; the position in the list is the index used in batches.
     *
     * @return unmodifiable list.
     */
    public List<PointKey> keys() {
        return keys;
    }

    /**
     * Returns how many points there are.
     *
     * @return number of points, 0 or more.
     */
    public int size() {
        return keys.size();
    }

    /**
     * Returns the index of a point.
     *
     * @param key the point.
     * @return its index, or empty when the device has no such point.
     */
    public OptionalInt indexOf(PointKey key) {
        Integer index = indexes.get(key);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public String toString() {
        return device + "[" + keys.size() + " points]";
    }
}
