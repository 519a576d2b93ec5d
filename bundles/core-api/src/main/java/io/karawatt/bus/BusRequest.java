package io.karawatt.bus;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Duration;

/** A wish of the north to the south: one Modbus transaction on one line. */
public sealed interface BusRequest {

    /** Most registers of one read (Modbus Application Protocol V1.1b3 §6.3). */
    int MAX_READ = 125;

    /** Most registers of one write (Modbus Application Protocol V1.1b3 §6.12). */
    int MAX_WRITE = 123;

    /**
     * Returns whom it is for.
     *
     * @return unit id on the line, 1..247; 0 for all.
     */
    int unit();

    /**
     * Returns how long the asker is willing to wait, queueing included.
     *
     * @return the patience.
     */
    Duration patience();

    /**
     * Read registers.
     *
     * @param unit unit id on the line, 1..247.
     * @param table which table.
     * @param address first register, 0..65535.
     * @param count number of registers, 1..125.
     * @param patience how long the asker waits.
     */
    record Read(int unit, RegisterTable table, int address, int count, Duration patience) implements BusRequest {

        /** Checks the range. */
        public Read {
            requireRange(address, count, MAX_READ);
        }
    }

    /**
     * Write registers.
     *
     * @param unit unit id on the line, 1..247.
     * @param address first register, 0..65535.
     * @param values 1..123 registers.
     * @param single whether function 6 is to be used instead of 16; one register only.
     * @param patience how long the asker waits.
     */
    record Write(int unit, int address, Registers values, boolean single, Duration patience) implements BusRequest {

        /** Checks the range. */
        public Write {
            requireRange(address, values.size(), single ? 1 : MAX_WRITE);
        }
    }

    /**
     * Write registers of all devices of a serial line at once; nobody answers, and nothing tells who obeyed.
     *
     * @param address first register, 0..65535.
     * @param values 1..123 registers.
     * @param patience how long the asker waits.
     */
    record Broadcast(int address, Registers values, Duration patience) implements BusRequest {

        /** Checks the range. */
        public Broadcast {
            requireRange(address, values.size(), MAX_WRITE);
        }

        @Override
        public int unit() {
            return 0;
        }
    }

    private static void requireRange(int address, int count, int most) {
        if (count < 1 || count > most || address < 0 || address + count > 0x10000) {
            throw new IllegalArgumentException("registers " + address + ".." + (address + count - 1)
                    + " are outside 0..65535 or not 1 to " + most + " in number");
        }
    }
}
