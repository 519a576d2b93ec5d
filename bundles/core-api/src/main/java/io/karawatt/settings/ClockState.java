package io.karawatt.settings;

import java.time.Duration;
import java.time.LocalDateTime;

/** What is known of the clock of a device. */
public sealed interface ClockState {

    /**
     * The device told its time.
     *
     * @param device key of the device.
     * @param time as its clock shows it; clocks that the gateway sets show UTC.
     * @param ahead how far it is ahead of what it should be; negative when behind.
     */
    record Shows(String device, LocalDateTime time, Duration ahead) implements ClockState {}

    /**
     * Nobody knows.
     *
     * @param device key of the device.
     * @param reason why not, in plain words.
     */
    record Unknown(String device, String reason) implements ClockState {}

    /**
     * Returns whose clock it is.
     *
     * @return key of the device.
     */
    String device();
}
