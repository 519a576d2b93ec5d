package io.karawatt.proto.snmp.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A request as net-snmp sent it; see the head of the file for how it was made.
 *
 * @param authentication name of the protocol.
 * @param privacy name of the protocol.
 * @param message the datagram.
 */
record Captures(String authentication, String privacy, String message) {

    static List<Captures> read() throws IOException {
        try (InputStream file = Objects.requireNonNull(Captures.class.getResourceAsStream("/net-snmp/v3-gets.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Captures(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(message);
    }

    /** Settings of an agent that knows the user of the capture. */
    Object[] config() {
        return new Object[] {"weak.algorithms", true, "v3.read.auth", authentication, "v3.read.priv", privacy};
    }
}
