package io.karawatt.line;

import io.karawatt.modbus.master.ModbusMaster;
import java.io.IOException;
import java.util.List;

/** Opens the port or connection of a line, again and again if need be. */
@FunctionalInterface
public interface MasterFactory {

    /**
     * Opens it once; called from the thread of the line.
     *
     * @return an open master; the line closes it.
     * @throws IOException with what, where and how to mend it.
     * @throws InterruptedException when the line is being closed.
     */
    ModbusMaster open() throws IOException, InterruptedException;

    /**
     * Returns the speed of a line of characters.
     *
     * @return bit/s; 0 where there is none.
     */
    default int baud() {
        return 0;
    }

    /**
     * Returns at which other speeds the line can be opened.
     *
     * @return the usual ones without its own; empty where there is none.
     */
    default List<Integer> otherSpeeds() {
        return List.of();
    }

    /**
     * Opens it at another speed; called from the thread of the line.
     *
     * @param baud bit/s.
     * @return an open master; the line closes it.
     * @throws IOException with what, where and how to mend it.
     * @throws InterruptedException when the line is being closed.
     */
    default ModbusMaster open(int baud) throws IOException, InterruptedException {
        throw new IOException("this line has one speed only");
    }
}
