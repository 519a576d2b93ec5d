package io.karawatt.simulator.internal.physics;

import java.util.Map;
import java.util.TreeMap;

/** A curve over the day, piecewise linear between given hours and periodic over 24 h. */
public final class Shape {

    private static final double DAY = 24;

    private final TreeMap<Double, Double> points = new TreeMap<>();

    /**
     * Reads a curve.
     *
     * @param text {@code hour:fraction} pairs parted by blanks, hours 0..24.
     */
    public Shape(String text) {
        for (String pair : text.split(" ", -1)) {
            String[] parts = pair.split(":", -1);
            points.put(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }
    }

    /**
     * Returns the curve's value.
     *
     * @param hour 0..24.
     * @return the fraction.
     */
    public double at(double hour) {
        Map.Entry<Double, Double> before = points.floorEntry(hour);
        Map.Entry<Double, Double> after = points.higherEntry(hour);
        double fromHour = before == null ? points.lastKey() - DAY : before.getKey();
        double from = before == null ? points.lastEntry().getValue() : before.getValue();
        double toHour = after == null ? points.firstKey() + DAY : after.getKey();
        double to = after == null ? points.firstEntry().getValue() : after.getValue();
        return from + (to - from) * (hour - fromHour) / (toHour - fromHour);
    }
}
