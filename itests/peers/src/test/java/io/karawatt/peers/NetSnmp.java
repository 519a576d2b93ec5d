package io.karawatt.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands of net-snmp, asking one agent. */
final class NetSnmp {

    static final List<String> V1 = List.of("-v1", "-c", "public");
    static final List<String> V2C = List.of("-v2c", "-c", "publicV2");
    static final List<String> V2C_WRITE = List.of("-v2c", "-c", "privateV2");
    static final List<String> V3 = user("demo-read");
    static final List<String> V3_WRITE = user("demo-write");

    /** Standard modules, as an npm package carries them: Debian has them only in its non-free section. */
    private static final String MODULES = "net-snmp@3.29.2";

    private static final Path FOLDER = Path.of("target", "mibs");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String agent;

    NetSnmp(int port) {
        this("127.0.0.1", port);
    }

    NetSnmp(String host, int port) {
        this.agent = "udp:" + host + ":" + port;
    }

    private static List<String> user(String name) {
        return List.of(
                "-v3",
                "-l",
                "authPriv",
                "-u",
                name,
                "-a",
                "SHA-256",
                "-A",
                "demo-auth-pass",
                "-x",
                "AES",
                "-X",
                "demo-priv-pass");
    }

    /** Runs a command; OIDs in and out are numbers, values come without their types. */
    Program.Result run(String command, List<String> who, String... rest) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command, "-t", "5", "-r", "2", "-m", "", "-OQn"));
        line.addAll(who);
        return ask(line, rest);
    }

    /** Runs a command with all modules loaded. */
    Program.Result named(String command, List<String> who, String... rest) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command, "-t", "5", "-r", "2", "-M", FOLDER + "", "-m", "ALL"));
        line.addAll(who);
        return ask(line, rest);
    }

    private Program.Result ask(List<String> line, String... rest) throws IOException, InterruptedException {
        List<String> split = new ArrayList<>(line);
        boolean options = rest.length > 0 && rest[0].startsWith("-");
        if (options) {
            split.add(rest[0]);
        }
        split.add(agent);
        split.addAll(List.of(rest).subList(options ? 1 : 0, rest.length));
        return Program.run(Path.of("."), LIMIT, split.toArray(String[]::new));
    }

    /** Value of one object. */
    String get(List<String> who, String oid) throws IOException, InterruptedException {
        String line = run("snmpget", who, oid).text();
        int equals = line.indexOf(" = ");
        return equals < 0 ? line : line.substring(equals + 3).replace("\"", "");
    }

    /** Modules of SNMPv1 times would give the same objects other names. */
    private static boolean present(Path file) {
        return !file.getFileName().toString().startsWith("RFC");
    }

    /**
     * Puts the modules into a folder: those of the standards, and the gateway's own as it offers it.
     *
     * @return the folder.
     */
    static Path modules(Demo demo) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path packed = FOLDER.resolveSibling("npm");
        Files.createDirectories(packed);
        Program.Result npm = Program.run(
                packed,
                Duration.ofMinutes(2),
                "npm",
                "install",
                "--no-save",
                "--ignore-scripts",
                "--silent",
                "--prefix",
                packed.toAbsolutePath().toString(),
                MODULES);
        Path found = packed.resolve("node_modules/net-snmp/lib/mibs");
        if (!Files.isDirectory(found)) {
            throw new IOException("npm did not bring " + MODULES + ": " + npm.text());
        }
        try (Stream<Path> files = Files.list(found)) {
            for (Path file : files.filter(NetSnmp::present).toList()) {
                // smilint looks for files that are called as their modules.
                String name = file.getFileName().toString().replace(".mib", "");
                Files.write(FOLDER.resolve(name), Files.readAllBytes(file));
            }
        }
        Files.write(
                FOLDER.resolve("KARAWATT-MIB"),
                demo.run("system:file KARAWATT-MIB.txt").lines());
        return FOLDER;
    }
}
