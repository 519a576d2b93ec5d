package io.karawatt.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The Python programs beside the tests, on Debian's own Python, for which the peers are packaged. */
final class Script {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Script() {}

    /** Starts a program and waits until it says that it is ready. */
    static Program start(String name, Object... arguments) throws IOException, InterruptedException {
        Program program = Program.start(Path.of("."), command(name, arguments));
        try {
            program.await(line -> line.equals("ready"), LIMIT);
        } catch (IOException e) {
            program.close();
            throw e;
        }
        return program;
    }

    /** Runs a program to its end. */
    static Program.Result run(String name, Object... arguments) throws IOException, InterruptedException {
        return Program.run(Path.of("."), LIMIT, command(name, arguments).toArray(String[]::new));
    }

    private static List<String> command(String name, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(PYTHON, file(name).toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    /** Returns a file beside the tests. */
    static Path file(String name) {
        return Path.of(
                Objects.requireNonNull(Script.class.getResource("/" + name)).getPath());
    }
}
