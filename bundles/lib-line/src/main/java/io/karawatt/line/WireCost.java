package io.karawatt.line;

import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;

/** What reading costs on a line, in time; decides which holes are worth reading. */
public interface WireCost {

    /**
     * Returns the part of a read that does not depend on how many registers it brings.
     *
     * @param turnaround time the device needs to answer.
     * @return nanoseconds.
     */
    long transactionNanos(Duration turnaround);

    /**
     * Returns what registers add to a read.
     *
     * @param registers how many, 0 or more.
     * @return nanoseconds.
     */
    long registersNanos(int registers);

    /**
     * Returns what a whole read takes.
     *
     * @param registers how many, 1..125.
     * @param turnaround time the device needs to answer.
     * @return nanoseconds.
     */
    default long readNanos(int registers, Duration turnaround) {
        return transactionNanos(turnaround) + registersNanos(registers);
    }

    /**
     * The arithmetic of a serial line: 8 characters asked, 5 + 2 a register answered, a silence of 3.5 characters after
     * each (Modbus over Serial Line V1.02 §2.5.1.1).
     *
     * @param settings speed and character format.
     * @return the cost.
     */
    static WireCost serial(SerialSettings settings) {
        long character = settings.characterNanos();
        long fixed = 13 * character + 2 * settings.frameSilenceNanos();
        return of(fixed, 2 * character);
    }

    /**
     * The arithmetic of a TCP connection: a round trip for each transaction, next to nothing for each register.
     *
     * @param roundTrip time a packet needs there and back.
     * @return the cost.
     */
    static WireCost tcp(Duration roundTrip) {
        return of(roundTrip.toNanos(), 160);
    }

    private static WireCost of(long fixed, long register) {
        return new WireCost() {
            @Override
            public long transactionNanos(Duration turnaround) {
                return fixed + turnaround.toNanos();
            }

            @Override
            public long registersNanos(int registers) {
                return registers * register;
            }
        };
    }
}
