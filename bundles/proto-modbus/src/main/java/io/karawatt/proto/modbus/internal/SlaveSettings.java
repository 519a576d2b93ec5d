package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;

/**
 * Checked settings of the slave on one serial line.
 *
 * @param serial port, speed and character format.
 * @param address unit id at which the gateway itself answers, 1..247; 0 for the gateway's own Modbus address.
 * @param units which devices are served; the gateway itself always is.
 * @param timing how quick answers are.
 */
public record SlaveSettings(SerialSettings serial, int address, Units units, Timing timing) {

    /**
     * How quick answers are, and how old what they tell.
     *
     * @param turnaround shortest time from the end of a request to its answer; 3.5 characters are always kept.
     * @param limit longest such time; whatever is not known by then is answered with an exception.
     * @param freshness oldest content of the process image that will do; zero for one poll period of the line.
     */
    public record Timing(Duration turnaround, Duration limit, Duration freshness) {}

    /** Time that the gateway itself needs between a bus's answer and its own. */
    private static final Duration OWN_TIME = Duration.ofMillis(5);

    private static final int MOST_BUS_REQUESTS = 16;

    /** The terms on which the slave answers. */
    Terms terms(GatewayServices services) {
        return new Terms(
                SerialSlave.FACE,
                address == 0 ? services.identity()::address : () -> address,
                timing.freshness(),
                timing.limit().minus(OWN_TIME),
                MOST_BUS_REQUESTS);
    }

    /**
     * Checks a configuration.
     *
     * @param config as the operator wrote it.
     * @return the settings.
     * @throws IllegalArgumentException with key, value and limits when one is out of range.
     */
    static SlaveSettings of(SerialSlaveConfig config) {
        int limit = within("limit.ms", config.limit_ms(), 20, 5_000);
        int turnaround = within("turnaround.ms", config.turnaround_ms(), 0, 1_000);
        if (turnaround >= limit) {
            throw new IllegalArgumentException(
                    "turnaround.ms = " + turnaround + " in " + file() + " must be less than limit.ms = " + limit);
        }
        if (config.port().isBlank()) {
            throw new IllegalArgumentException(
                    "port is empty in " + file() + ": write the device file of the RS485 port, as /dev/ttyUSB0");
        }
        within("baud", config.baud(), 300, 4_000_000);
        SerialSettings serial = SerialSettings.of(config.port().trim(), config.baud(), config.format());
        if (serial.dataBits() != 8) {
            throw new IllegalArgumentException(
                    "format = " + config.format() + " in " + file() + ": Modbus RTU needs 8 data bits");
        }
        return new SlaveSettings(
                serial,
                within("address", config.address(), 0, 247),
                Units.of(config.units()),
                new Timing(
                        Duration.ofMillis(turnaround),
                        Duration.ofMillis(limit),
                        Duration.ofMillis(within("freshness.ms", config.freshness_ms(), 0, 3_600_000))));
    }

    private static String file() {
        return "etc/" + SerialSlave.PID + "-NAME.cfg";
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    key + " = " + value + " in " + file() + " is outside " + least + ".." + most);
        }
        return value;
    }
}
