package io.karawatt.bus;

import org.osgi.annotation.versioning.ProviderType;

/** Makes lines to meters and gateways on the network; they are kept across restarts. Thread-safe. */
@ProviderType
public interface LineEditor {

    /** TCP port of Modbus (Modbus Messaging on TCP/IP V1.0b §4.2.1). */
    int MODBUS_PORT = 502;

    /**
     * Makes a line to a Modbus TCP server, unless there is one. One made here goes when its last device is removed.
     *
     * @param host name or address.
     * @param port 1..65535.
     * @return what came of it; the line itself starts soon after.
     */
    Outcome connect(String host, int port);

    /**
     * Takes away a line that was made here and has no device; does nothing to others.
     *
     * @param line its name.
     */
    void discard(String line);

    /** What came of a wish. */
    sealed interface Outcome {

        /**
         * There is a line.
         *
         * @param line its name.
         * @param made whether it is new.
         */
        record Done(String line, boolean made) implements Outcome {}

        /**
         * There is none.
         *
         * @param reason what is wrong and how to mend it.
         */
        record Refused(String reason) implements Outcome {}
    }
}
