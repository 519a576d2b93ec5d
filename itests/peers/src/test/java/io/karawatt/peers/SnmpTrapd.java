package io.karawatt.peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** net-snmp's receiver of notifications; tells each on one line of its output. */
final class SnmpTrapd implements AutoCloseable {

    static final String COMMUNITY = "told";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Program program;
    private final int port;

    private SnmpTrapd(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder for its files.
     * @param modules folder of the MIB modules.
     * @param engineId the sender's engine id in hexadecimal digits, which traps of version 3 belong to.
     */
    static SnmpTrapd start(Path folder, Path modules, String engineId) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String user = "demo-read SHA-256 demo-auth-pass AES demo-priv-pass";
        Path settings = Files.write(
                folder.resolve("snmptrapd.conf"),
                List.of(
                        "authCommunity log " + COMMUNITY,
                        "authUser log demo-read priv",
                        "createUser " + user,
                        "createUser -e 0x" + engineId + " " + user));
        int port = freePort();
        Program program = Program.start(
                Path.of("."),
                List.of(
                        "env",
                        "SNMP_PERSISTENT_DIR=" + folder.toAbsolutePath(),
                        "snmptrapd",
                        "-f",
                        "-Lo",
                        "-C",
                        "-c",
                        settings.toString(),
                        "-M",
                        modules.toString(),
                        "-m",
                        "ALL",
                        "-F",
                        "told v=%s gen=%w spec=%q %v\\n",
                        "udp:127.0.0.1:" + port));
        SnmpTrapd started = new SnmpTrapd(program, port);
        program.await(line -> line.contains("NET-SNMP version"), LIMIT);
        return started;
    }

    int port() {
        return port;
    }

    /** Waits for a notification that holds a text. */
    String await(String wanted) throws IOException, InterruptedException {
        return program.await(line -> line.contains(wanted), LIMIT);
    }

    @Override
    public void close() {
        program.close();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
