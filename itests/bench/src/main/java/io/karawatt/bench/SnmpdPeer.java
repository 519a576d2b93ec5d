package io.karawatt.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The snmpd of net-snmp, with a table of the gateway's size that is made for it with the compiler of this machine. */
final class SnmpdPeer implements AutoCloseable {

    private static final long PATIENCE_S = 60;
    private static final long TICKS_PER_SECOND = 100;

    private final Process process;
    private final int port;

    private SnmpdPeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder where its files go.
     * @param columns columns of the table, from 10000.
     * @return the peer; empty when snmpd, a C compiler or net-snmp's headers are not on this machine.
     */
    static Optional<SnmpdPeer> start(Path folder, int columns) throws IOException, InterruptedException {
        Path snmpd = Path.of("/usr/sbin/snmpd");
        if (!Files.isExecutable(snmpd)) {
            return Optional.empty();
        }
        Path source = folder.resolve("bench_table.c");
        try (InputStream text = Objects.requireNonNull(SnmpdPeer.class.getResourceAsStream("/snmp/bench_table.c"))) {
            Files.copy(text, source);
        }
        Path module = folder.resolve("bench_table.so");
        if (!compiled(source, module, columns)) {
            return Optional.empty();
        }
        int port = freePort();
        Path config = folder.resolve("snmpd.conf");
        Files.write(
                config,
                List.of(
                        "[snmp] persistentDir " + folder.resolve("persistent"),
                        "agentaddress udp:127.0.0.1:" + port,
                        "rocommunity " + SnmpRequests.COMMUNITY + " 127.0.0.1",
                        "createUser " + SnmpRequests.USER + " SHA-256 \"" + SnmpRequests.AUTH + "\" AES \""
                                + SnmpRequests.PRIV + "\"",
                        "rouser " + SnmpRequests.USER + " authPriv",
                        "dlmod bench_table " + module));
        ProcessBuilder command =
                new ProcessBuilder(snmpd.toString(), "-f", "-Ln", "-C", "-c", config.toString(), "-I", "-smux,agentx");
        command.environment().put("MIBS", "");
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return Optional.of(new SnmpdPeer(process, port));
    }

    private static boolean compiled(Path source, Path module, int columns) throws IOException, InterruptedException {
        try {
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-O2",
                            "-fPIC",
                            "-shared",
                            "-DBENCH_COLUMNS=" + columns,
                            "-DBENCH_DEVICES=" + SnmpRig.DEVICES,
                            "-DBENCH_LOADS=" + SnmpRig.LOADS,
                            "-o",
                            module.toString(),
                            source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return compiler.waitFor(PATIENCE_S, TimeUnit.SECONDS) && compiler.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Processor time so far in nanoseconds, as Linux tells it (proc(5): utime and stime). */
    long cpuNanos() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ticks * (1_000_000_000L / TICKS_PER_SECOND);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
