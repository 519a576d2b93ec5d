package io.karawatt.memory;

import io.karawatt.model.PointKey;

/**
 * One series of records of a device.
 *
 * @param memory name of the memory as the profile calls it, for example {@code loadCurve} or {@code trend}.
 * @param point what is recorded; trends have the statistic {@code avg}.
 * @param unit base unit of the values.
 */
public record MemorySeries(String memory, PointKey point, String unit) {

    @Override
    public String toString() {
        return memory + " " + point;
    }
}
