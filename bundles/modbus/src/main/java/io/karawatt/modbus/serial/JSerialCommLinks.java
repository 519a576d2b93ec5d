package io.karawatt.modbus.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The serial ports of this machine, ptys included, by jSerialComm.
 *
 * <p>A port is taken with an exclusive lock. Flow control is off; the direction of a 2-wire line is left to the adapter
 * or the driver: RS485 modes are not forced. jSerialComm unpacks its native library into {@code java.io.tmpdir}, which
 * in Karaf lies inside the data folder; only where nothing can be run from there does it turn to the user's home. The
 * system property {@code jSerialComm.library.path} names a library installed elsewhere.
 */
public final class JSerialCommLinks implements SerialLinks {

    /** Longest single wait inside the driver; termios counts in tenths of a second, so no finer step blocks. */
    static final int SLICE_MS = 100;

    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;

    /** Makes the entrance to the machine's ports; nothing is touched until {@link #open}. */
    public JSerialCommLinks() {}

    /** A device file, or a plain name such as {@code COM3}; names with a scheme belong to others. */
    @Override
    public boolean knows(String port) {
        return port.startsWith("/") || port.indexOf(':') < 0;
    }

    @Override
    public SerialLink open(SerialSettings settings) throws IOException {
        String name = settings.port();
        if (name.startsWith("/") && !Files.exists(Path.of(name))) {
            throw new IOException(
                    "serial port " + name + " does not exist: is the adapter plugged in and the name right?");
        }
        try {
            SerialPort port = SerialPort.getCommPort(name);
            port.setComPortParameters(settings.baud(), settings.dataBits(), stopBits(settings), parity(settings));
            port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
            port.disableRs485ModeControl();
            port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MS, 0);
            if (!port.openPort()) {
                throw new IOException("serial port " + name + " can't be opened: " + cause(port.getLastErrorCode()));
            }
            return new JSerialCommLink(port, settings);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("there is no serial port " + name + ": give its device file or name", e);
        } catch (LinkageError e) {
            throw new IOException(
                    "serial port " + name + " can't be opened: the native library of jSerialComm does not load; let"
                            + " java.io.tmpdir point to a folder from which programs may run",
                    e);
        }
    }

    private static int stopBits(SerialSettings settings) {
        return settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    /** Ptys drop the parity bit, and the C library calls it an error when that was all there was to change. */
    private static int parity(SerialSettings settings) throws IOException {
        if (settings.port().startsWith("/")
                && Path.of(settings.port()).toRealPath().startsWith("/dev/pts")) {
            return SerialPort.NO_PARITY;
        }
        return switch (settings.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
    }

    private static String cause(int errno) {
        return switch (errno) {
            case ENOENT ->
                "this gateway has it open already, as another line or as Modbus slave, or it has just"
                        + " vanished; one port can't be master and slave, nor serve two lines";
            case EIO, ENOTTY -> "it is no serial device";
            case EAGAIN, EBUSY -> "another program is using it; stop that program";
            case EACCES -> "permission denied; add the gateway's user to the group that owns the device (dialout)";
            case EINVAL -> "it refuses this speed or character format";
            default -> "system error " + errno;
        };
    }
}
