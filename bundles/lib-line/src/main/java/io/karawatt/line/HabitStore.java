package io.karawatt.line;

import io.karawatt.bus.DeviceHabit;
import java.util.List;

/**
 * Keeps what a line has learnt across restarts. Read once, when the line is made; written by the thread of the line.
 */
public interface HabitStore {

    /** Keeps nothing. */
    HabitStore NONE = new HabitStore() {
        @Override
        public List<DeviceHabit> load() {
            return List.of();
        }

        @Override
        public void save(List<DeviceHabit> habits) {
            // Nothing is kept.
        }
    };

    /**
     * Reads what was kept.
     *
     * @return the habits; empty when nothing was kept or it can't be read.
     */
    List<DeviceHabit> load();

    /**
     * Keeps the habits in place of those kept before. What can't be written is lost, with a warning.
     *
     * @param habits one a device.
     */
    void save(List<DeviceHabit> habits);
}
