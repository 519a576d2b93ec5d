package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.live.LiveValues;
import java.time.Clock;

/**
 * Where values come from.
 *
 * @param live the process image.
 * @param alarms alarms that are going on.
 * @param outputs what clients command.
 * @param clock the time, and the zone in which dates are told.
 */
public record World(LiveValues live, AlarmBoard alarms, Outputs outputs, Clock clock) {}
