package io.karawatt.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A BACnet client of other authors, in a network namespace of its own, which a pair of virtual Ethernet interfaces
 * joins with this one. Needs root and iproute2 for the namespace, Node.js and npm for the client.
 */
final class BacnetClient {

    /** Address of this end, where the demo listens. */
    static final String HOST = "10.98.77.1";

    private static final String PEER = "10.98.77.2";
    private static final String BROADCAST = "10.98.77.255";
    private static final String SPACE = "kwbacnet";
    private static final String OURS = "kwbac0";
    private static final String THEIRS = "kwbac1";
    private static final String PACKAGE = "@bacnet-js/client@3.3.2";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path MODULES = Path.of("target", "node").toAbsolutePath();

    private final int port;

    private BacnetClient(int port) {
        this.port = port;
    }

    /** Tells why there can be none here; empty when there can. */
    static String missing() throws IOException, InterruptedException {
        if (!"0".equals(said("id", "-u"))) {
            return "a network namespace can be made by root only";
        }
        for (String program : List.of("ip", "node", "npm")) {
            if (said("sh", "-c", "command -v " + program).isEmpty()) {
                return "there is no program '" + program + "'";
            }
        }
        return "";
    }

    private static String said(String... command) throws IOException, InterruptedException {
        return Program.run(Path.of("."), LIMIT, command).text().trim();
    }

    /** Makes the namespace and joins it with this one. */
    static void join() throws IOException, InterruptedException {
        leave();
        ip("netns", "add", SPACE);
        ip("link", "add", OURS, "type", "veth", "peer", "name", THEIRS);
        ip("link", "set", THEIRS, "netns", SPACE);
        ip("addr", "add", HOST + "/24", "brd", "+", "dev", OURS);
        ip("link", "set", OURS, "up");
        ip("-n", SPACE, "addr", "add", PEER + "/24", "brd", "+", "dev", THEIRS);
        ip("-n", SPACE, "link", "set", "lo", "up");
        ip("-n", SPACE, "link", "set", THEIRS, "up");
    }

    /** Takes it away; the pair of interfaces goes with it. */
    static void leave() throws IOException, InterruptedException {
        Program.run(Path.of("."), LIMIT, "ip", "netns", "del", SPACE);
        Program.run(Path.of("."), LIMIT, "ip", "link", "del", OURS);
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Program.Result result = Program.run(Path.of("."), LIMIT, command.toArray(String[]::new));
        if (result.status() != 0) {
            throw new IOException(String.join(" ", command) + ": " + result.text());
        }
    }

    /** Gets the client's package, once, below the build folder. */
    static BacnetClient of(int port) throws IOException, InterruptedException {
        if (!Files.isDirectory(MODULES.resolve("node_modules/@bacnet-js/client"))) {
            Files.createDirectories(MODULES);
            Program.Result result = Program.run(
                    MODULES, Duration.ofMinutes(3), "npm", "install", "--no-audit", "--no-fund", "--silent", PACKAGE);
            if (result.status() != 0) {
                throw new IOException("npm can't get " + PACKAGE + ": " + result.text());
            }
        }
        return new BacnetClient(port);
    }

    /** Has the client do a step, which must succeed. */
    List<String> run(Object... step) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                SPACE,
                "node",
                Script.file("bacnet_client.js").toString(),
                MODULES.toString(),
                HOST,
                Integer.toString(port),
                BROADCAST));
        for (Object word : step) {
            command.add(word.toString());
        }
        Program.Result result = Program.run(Path.of("."), LIMIT, command.toArray(String[]::new));
        if (result.status() != 0) {
            throw new IOException(String.join(" ", command) + ": " + result.text());
        }
        return result.lines();
    }

    /** Reads one value as a number. */
    double number(int address, int type, int instance, int property) throws IOException, InterruptedException {
        List<String> lines = run("value", address, type, instance, property);
        return Double.parseDouble(lines.get(0).split(" ", 3)[2]);
    }
}
