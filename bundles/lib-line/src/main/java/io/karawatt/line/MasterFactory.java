package io.karawatt.line;

import io.karawatt.modbus.master.ModbusMaster;
import java.io.IOException;

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
}
