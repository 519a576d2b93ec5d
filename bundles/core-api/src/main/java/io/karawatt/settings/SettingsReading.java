package io.karawatt.settings;

import java.util.List;

/** What came of reading a part. */
public sealed interface SettingsReading {

    /**
     * The device answered.
     *
     * @param part what was read.
     * @param states its settings, in the order of their registers.
     */
    record Read(SettingsPart part, List<SettingState> states) implements SettingsReading {

        /** Copies the list. */
        public Read {
            states = List.copyOf(states);
        }
    }

    /**
     * Nothing was read.
     *
     * @param reason why not, in plain words.
     */
    record Failed(String reason) implements SettingsReading {}
}
