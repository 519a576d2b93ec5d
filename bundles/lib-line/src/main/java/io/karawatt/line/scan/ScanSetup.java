package io.karawatt.line.scan;

import io.karawatt.event.EventBus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a scan works with.
 *
 * @param line name of the line.
 * @param baud its own speed, bit/s; 0 on TCP.
 * @param speeds other speeds that can be searched; empty when there are none.
 * @param answerWindow how long to wait for a device behind a network.
 * @param port asks and listens.
 * @param known devices that the gateway knows on the line.
 * @param conflicts keeps which addresses are used twice.
 * @param events hears when polling pauses.
 * @param clock time of day.
 */
public record ScanSetup(
        String line,
        int baud,
        List<Integer> speeds,
        Duration answerWindow,
        ScanPort port,
        Known known,
        ConflictLedger conflicts,
        EventBus events,
        InstantSource clock) {

    /** On a line of characters, devices answer within this. */
    private static final Duration SERIAL_WINDOW = Duration.ofMillis(100);

    /** Copies the list. */
    public ScanSetup {
        speeds = List.copyOf(speeds);
    }

    /** Who answers later than the window is asked again with this. */
    private static final Duration SLOW_WINDOW = Duration.ofMillis(500);

    boolean serial() {
        return baud > 0;
    }

    Duration window() {
        return serial() ? SERIAL_WINDOW : answerWindow;
    }

    Duration slowWindow() {
        return window().compareTo(SLOW_WINDOW) > 0 ? window() : SLOW_WINDOW;
    }
}
