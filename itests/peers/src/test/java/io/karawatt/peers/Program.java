package io.karawatt.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that runs beside the test; stopped by its own process id. */
final class Program implements AutoCloseable {

    private static final String END = "\u0000end";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Program(Process process) {
        this.process = process;
        Thread reader = new Thread(() -> read(process.getInputStream()), "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program; its error output is mixed into its output. */
    static Program start(Path folder, List<String> command) throws IOException {
        return new Program(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** Runs a program to its end. */
    static Result run(Path folder, Duration limit, String... command) throws IOException, InterruptedException {
        try (Program program = start(folder, List.of(command))) {
            if (!program.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(String.join(" ", command) + " did not end within " + limit);
            }
            program.await(line -> line.equals(END), limit);
            return new Result(program.process.exitValue(), List.copyOf(program.seen));
        }
    }

    /** Waits for a line of output. */
    String await(Predicate<String> wanted, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = lines.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line != null && wanted.test(line)) {
                return line;
            }
            if (line == null || line.equals(END)) {
                throw new IOException(
                        "waited in vain for a line of output; " + (line == null ? "time is over" : "the program ended")
                                + "; it said:\n" + String.join("\n", seen));
            }
            seen.add(line);
        }
    }

    /** Asks the program to end as SIGTERM does and tells its exit status. */
    int terminate(Duration limit) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("still running " + limit + " after SIGTERM");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(12, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroy);
    }

    private void read(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            // The stream ends with the process.
        } finally {
            lines.add(END);
        }
    }

    /** How a program ended. */
    record Result(int status, List<String> lines) {

        String text() {
            return String.join("\n", lines);
        }
    }
}
