package io.karawatt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long the demo takes until it is ready, and what memory it needs afterwards.
 *
 * <p>Each product is started with an empty data folder, measured after a while of polling, stopped, and started once
 * more with what the first run has left. Linux only: the resident memory is read from {@code /proc}.
 *
 * <p>System properties: {@value #ROOT} is the source tree (the working folder when absent); {@value #SETTLE} says how
 * many seconds the demo runs before memory is read (300 when absent, as issue and README promise it).
 */
public final class StartBenchmark implements Benchmark {

    /** System property: folder with the launcher. */
    static final String ROOT = "karawatt.root";

    /** System property: seconds between READY and the reading of the memory. */
    static final String SETTLE = "karawatt.bench.settle.s";

    private static final int OFFSET = 9_000;
    private static final double LIMIT_S = 15;
    private static final double LIMIT_MB = 300;
    private static final Pattern READY = Pattern.compile("READY karawatt \\S+ in ([0-9.]+) s");
    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s.*?used (\\d+)K");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String profile : List.of("d50", "d70")) {
            Path data = Files.createTempDirectory("karawatt-start-");
            try {
                measureFirst(profile, data, progress, rows);
                progress.accept(profile + ", kept data folder");
                try (Demo demo = new Demo(profile, data)) {
                    rows.add(row(profile + ", kept data folder", "ready-s", demo.ready(), "s", LIMIT_S));
                }
            } finally {
                delete(data);
            }
        }
        return rows;
    }

    private void measureFirst(String profile, Path data, Consumer<String> progress, List<Row> rows)
            throws IOException, InterruptedException {
        Duration settle = Duration.ofSeconds(Long.getLong(SETTLE, 300));
        progress.accept(profile + ", empty data folder");
        try (Demo demo = new Demo(profile, data)) {
            rows.add(row(profile + ", empty data folder", "ready-s", demo.ready(), "s", LIMIT_S));
            progress.accept(profile + ", memory after " + settle.toSeconds() + " s");
            if (demo.process.waitFor(settle.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the demo ended by itself with status " + demo.process.exitValue());
            }
            String situation = profile + ", after " + settle.toSeconds() + " s";
            rows.add(row(situation, "resident-mb", demo.residentMb(), "MB", LIMIT_MB));
            rows.add(row(situation, "heap-mb", demo.heapMb(), "MB", Double.NaN));
        }
    }

    private Row row(String situation, String metric, double value, String unit, double limit) {
        return new Row(name(), situation, metric, value, unit, limit, Double.isNaN(limit) ? "" : "limit");
    }

    /**
     * Adds up what the generations of a heap use.
     *
     * @param info answer of {@code jcmd PID GC.heap_info}.
     * @return the sum in MB (1,048,576 bytes).
     * @throws IOException when no generation is found in it.
     */
    static double heapMb(String info) throws IOException {
        long kilobytes = 0;
        boolean found = false;
        for (String line : info.lines().toList()) {
            Matcher used = USED.matcher(line);
            if (used.find()) {
                kilobytes += Long.parseLong(used.group(1));
                found = true;
            }
        }
        if (!found) {
            throw new IOException("jcmd told nothing about the heap: " + info.strip());
        }
        return kilobytes / 1024.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A running demo; the launcher replaces itself by the machine, so that both have one process id. */
    private static final class Demo implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;

        Demo(String profile, Path data) throws IOException {
            Path launcher = Path.of(System.getProperty(ROOT, "."), "karawatt").toAbsolutePath();
            process = new ProcessBuilder(
                            launcher.toString(),
                            "demo",
                            "--profile",
                            profile,
                            "--offset",
                            Integer.toString(OFFSET),
                            "--data",
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        double ready() throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    return Double.parseDouble(ready.group(1));
                }
            }
            throw new IOException("the demo ended before it was ready; standard error above says why");
        }

        double residentMb() throws IOException {
            try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
                String resident = status.filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no VmRSS in /proc/" + process.pid() + "/status"));
                return Long.parseLong(resident.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }

        double heapMb() throws IOException, InterruptedException {
            jcmd("GC.run");
            return StartBenchmark.heapMb(jcmd("GC.heap_info"));
        }

        private String jcmd(String command) throws IOException, InterruptedException {
            String tool =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Process jcmd = new ProcessBuilder(tool, Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IOException("jcmd " + command + " failed: " + answer.strip());
            }
            return answer;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("the demo did not stop within 10 s");
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
