package io.karawatt.bus.modbus.internal;

import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.master.RtuTiming;
import io.karawatt.modbus.master.TcpMaster;
import io.karawatt.modbus.serial.SocketLink;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** How Modbus is wrapped on a TCP connection. */
enum Framing {
    /** With the header of Modbus TCP. */
    TCP("modbus-tcp") {
        @Override
        ModbusMaster connect(String host, int port, Duration patience) throws IOException {
            return TcpMaster.connect(host, port, patience);
        }
    },
    /** As RTU frames with checksum, the way serial device servers hand them on. */
    RTU("rtu-over-tcp") {
        @Override
        ModbusMaster connect(String host, int port, Duration patience) throws IOException {
            return new RtuMaster(SocketLink.connect(host, port, patience), RtuTiming.network());
        }
    };

    private final String kind;

    Framing(String kind) {
        this.kind = kind;
    }

    /** Kind of the line, for its status. */
    String kind() {
        return kind;
    }

    /**
     * Reads the configured value.
     *
     * @throws IllegalArgumentException when it is neither {@code tcp} nor {@code rtu}.
     */
    static Framing of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "tcp" -> TCP;
            case "rtu" -> RTU;
            default ->
                throw new IllegalArgumentException(
                        "framing '" + text + "' is unknown: write tcp for Modbus TCP or rtu for RTU frames over TCP");
        };
    }

    abstract ModbusMaster connect(String host, int port, Duration patience) throws IOException;
}
