package io.karawatt.model;

import java.time.Instant;

/**
 * One value of one point at one moment.
 *
 * @param point which point.
 * @param value the number, or why there is none.
 * @param at when the answer was received from the device (UTC); for a value never read, the moment of asking.
 */
public record Reading(PointId point, Value value, Instant at) {}
