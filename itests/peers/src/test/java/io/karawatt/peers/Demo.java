package io.karawatt.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The demo, started as a user starts it, on ports that are free. */
final class Demo implements AutoCloseable {

    static final Path HOME = Path.of(System.getProperty("karawatt.home", "../.."));

    private static final int MODBUS = 1502;
    private static final int SNMP = 1161;
    private static final int TRUTH = 15502;
    private static final int CONSOLE = 8101;
    private static final int BACNET = 47808;
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PATIENCE = 40;
    private static final Duration READY = Duration.ofMinutes(3);

    private final Program program;
    private final String host;
    private final int offset;

    private Demo(Program program, String host, int offset) {
        this.program = program;
        this.host = host;
        this.offset = offset;
    }

    static Demo start(Path data, String... options) throws IOException, InterruptedException {
        return startAt(LOOPBACK, data, options);
    }

    /** Starts it on an address of this machine. */
    static Demo startAt(String host, Path data, String... options) throws IOException, InterruptedException {
        int offset = freeOffset();
        List<String> command = new java.util.ArrayList<>(List.of(
                HOME.resolve("karawatt").toString(),
                "demo",
                "--data",
                data.toString(),
                "--offset",
                "" + offset,
                "--bind",
                host));
        command.addAll(List.of(options));
        Demo demo = new Demo(Program.start(HOME, command), host, offset);
        try {
            demo.program.await(line -> line.startsWith("READY karawatt "), READY);
        } catch (IOException e) {
            demo.close();
            throw e;
        }
        return demo;
    }

    int modbus() {
        return MODBUS + offset;
    }

    int bacnet() {
        return BACNET + offset;
    }

    String host() {
        return host;
    }

    int snmp() {
        return SNMP + offset;
    }

    int truth() {
        return TRUTH + offset;
    }

    Program program() {
        return program;
    }

    /** Runs one console command as a user does. */
    Program.Result console(String command) throws IOException, InterruptedException {
        return Program.run(
                HOME,
                Duration.ofSeconds(60),
                HOME.resolve("karawatt").toString(),
                "console",
                "--offset",
                "" + offset,
                command);
    }

    /** Runs a console command that must succeed. */
    Program.Result run(String command) throws IOException, InterruptedException {
        Program.Result result = console(command);
        if (result.status() != 0) {
            throw new AssertionError(command + ": " + result.text());
        }
        return result;
    }

    /** Runs a console command again and again until it says something. */
    void until(String command, String wanted) throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            said = console(command).text();
            if (said.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError(command + " never said '" + wanted + "', but: " + said);
    }

    @Override
    public void close() {
        program.close();
    }

    private static int freeOffset() throws IOException {
        for (int offset = 2_000; offset < 17_000; offset += 37) {
            if (free(MODBUS + offset) && free(TRUTH + offset) && free(CONSOLE + offset)) {
                return offset;
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
