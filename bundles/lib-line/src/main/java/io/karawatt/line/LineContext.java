package io.karawatt.line;

import io.karawatt.event.EventBus;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.serial.Timeline;
import java.time.InstantSource;

/**
 * What surrounds a line.
 *
 * @param masters opens its port.
 * @param sink takes what was read.
 * @param events hears of silence and recovery.
 * @param timeline monotonic time of the line.
 * @param clock time of day, for stamps.
 * @param habits keeps what was learnt across restarts.
 */
public record LineContext(
        MasterFactory masters,
        ReadingSink sink,
        EventBus events,
        Timeline timeline,
        InstantSource clock,
        HabitStore habits) {

    /**
     * Makes surroundings in which nothing is kept.
     *
     * @param masters opens its port.
     * @param sink takes what was read.
     * @param events hears of silence and recovery.
     * @param timeline monotonic time of the line.
     * @param clock time of day, for stamps.
     */
    public LineContext(
            MasterFactory masters, ReadingSink sink, EventBus events, Timeline timeline, InstantSource clock) {
        this(masters, sink, events, timeline, clock, HabitStore.NONE);
    }
}
