package io.karawatt.simulator.internal.meter;

import java.util.function.Predicate;

/**
 * What a written command wants.
 *
 * @param action what happens, as {@code commands.csv} says.
 * @param value what was written.
 * @param instance which instance of the command it was written to, 1..n.
 * @param chosen true for flows, quantities or numbers that a selective command means.
 */
record Deed(String action, int value, int instance, Predicate<String> chosen) {}
