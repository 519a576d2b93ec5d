package io.karawatt.model;

import java.util.Map;
import java.util.Optional;

/**
 * One row of the quantity catalogue.
 *
 * @param key name used everywhere, for example {@code currentI1}; unique.
 * @param group kind of quantity, for example {@code current}, {@code power}, {@code harmonic}.
 * @param scope where it is measured: {@code load}, {@code network}, {@code device}, {@code input} …
 * @param description plain words, English.
 * @param unit base unit as IEC 61557-12 writes it ({@code V}, {@code A}, {@code W}, {@code var}, {@code VA},
 *     {@code Hz}, {@code Wh}, {@code %}, {@code -} for none).
 * @param signed whether negative numbers occur.
 * @param range numbers that make sense; others are not believed.
 * @param attributes the other columns of the row by name: SNMP service id, BACnet index, EMS data id, coefficients,
 *     capability flags; empty cells are left out.
 */
public record Quantity(
        String key,
        String group,
        String scope,
        String description,
        String unit,
        boolean signed,
        Range range,
        Map<String, String> attributes) {

    /** Copies the map and refuses a row without a key. */
    public Quantity {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a quantity needs a key");
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * Makes a quantity of which every number makes sense.
     *
     * @param key name used everywhere.
     * @param group kind of quantity.
     * @param scope where it is measured.
     * @param description plain words.
     * @param unit base unit.
     * @param signed whether negative numbers occur.
     * @param attributes the other columns of the row.
     */
    public Quantity(
            String key,
            String group,
            String scope,
            String description,
            String unit,
            boolean signed,
            Map<String, String> attributes) {
        this(key, group, scope, description, unit, signed, Range.ALL, attributes);
    }

    /**
     * Returns another column of the row.
     *
     * @param name column name as in the header of {@code quantities.csv}.
     * @return the cell, or empty when it is blank or there is no such column.
     */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
