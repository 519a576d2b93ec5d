package io.karawatt.modbus.serial;

import java.io.IOException;

/** Opens serial lines: the machine's own, or, registered as a service, those that a simulator plays. */
public interface SerialLinks {

    /**
     * Tells whether a port name is one of these.
     *
     * @param port name of the port.
     * @return whether {@link #open} makes sense.
     */
    boolean knows(String port);

    /**
     * Opens a line.
     *
     * @param settings port, speed and character format.
     * @return the open line; the caller closes it.
     * @throws IOException with what, where and how to mend it, when the port is absent, in use or not permitted.
     */
    SerialLink open(SerialSettings settings) throws IOException;
}
