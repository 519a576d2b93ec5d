package io.karawatt.bus;

import java.time.Duration;
import java.time.Instant;

/**
 * How a device is doing on its line.
 *
 * @param device key of the device.
 * @param unit unit id on the line.
 * @param state whether it answers.
 * @param counters what happened with it since start.
 * @param lastAnswer when it last answered; {@link Instant#EPOCH} when never.
 * @param response typical time from the end of a request to the begin of the answer; zero before the first.
 * @param timeout time-out in use now.
 * @param nextTry when a silent device will be asked again; {@link Instant#EPOCH} when it is not silent.
 */
public record DeviceStatus(
        String device,
        int unit,
        State state,
        LineStatus.Counters counters,
        Instant lastAnswer,
        Duration response,
        Duration timeout,
        Instant nextTry) {

    /** Whether a device answers. */
    public enum State {
        /** Not asked yet. */
        UNKNOWN,
        /** Answers. */
        GOOD,
        /** Asked several times in vain; now asked rarely. */
        SILENT
    }
}
