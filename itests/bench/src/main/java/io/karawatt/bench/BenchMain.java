package io.karawatt.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Runs the benchmarks and prints a table: {@code bench [NAME …] [--json FILE]}. */
public final class BenchMain {

    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    BenchMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs from the command line.
     *
     * @param arguments names of benchmarks, all when none is given; {@code --json FILE} writes the figures to a file.
     */
    public static void main(String[] arguments) {
        System.exit(new BenchMain(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        List<Benchmark> all = new ArrayList<>();
        ServiceLoader.load(Benchmark.class).forEach(all::add);
        List<String> names = new ArrayList<>(arguments);
        Path json = null;
        int option = names.indexOf("--json");
        if (option >= 0) {
            if (option + 1 >= names.size()) {
                return usage("--json needs a file name", all);
            }
            json = Path.of(names.remove(option + 1));
            names.remove(option);
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Benchmark> found =
                    all.stream().filter(b -> b.name().equals(name)).findFirst();
            if (found.isEmpty()) {
                return usage("there is no benchmark '" + name + "'", all);
            }
            chosen.add(found.get());
        }
        return measure(chosen.isEmpty() ? all : chosen, json);
    }

    private int measure(List<Benchmark> chosen, @Nullable Path json) {
        List<Row> rows = new ArrayList<>();
        int status = 0;
        for (Benchmark benchmark : chosen) {
            try {
                rows.addAll(benchmark.run(text -> err.println("bench " + benchmark.name() + ": " + text)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            } catch (Exception | LinkageError e) {
                err.println("bench " + benchmark.name() + " failed: " + e);
                status = 1;
            }
        }
        print(rows);
        if (json != null) {
            try {
                write(rows, json);
            } catch (IOException e) {
                err.println("can't write " + json + ": " + e.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private int usage(String fault, List<Benchmark> all) {
        err.println(fault + "; there are: "
                + String.join(", ", all.stream().map(Benchmark::name).toList()));
        err.println("usage: bench [NAME …] [--json FILE]");
        return USAGE;
    }

    private void print(List<Row> rows) {
        int bench = width(rows.stream().map(Row::bench).toList(), "bench");
        int situation = width(rows.stream().map(Row::situation).toList(), "case");
        int metric = width(rows.stream().map(Row::metric).toList(), "metric");
        String format = "%-" + bench + "s  %-" + situation + "s  %-" + metric + "s  %14s %-8s %14s  %6s  %s%n";
        out.printf(Locale.ROOT, format, "bench", "case", "metric", "value", "unit", "reference", "ratio", "what");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    format,
                    row.bench(),
                    row.situation(),
                    row.metric(),
                    number(row.value()),
                    row.unit(),
                    number(row.reference()),
                    number(row.ratio()),
                    row.referenceName());
        }
    }

    private static int width(List<String> cells, String head) {
        return cells.stream().mapToInt(String::length).reduce(head.length(), Math::max);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    private static void write(List<Row> rows, Path file) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(Files.newBufferedWriter(file)).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("bench", row.bench());
                json.writeStringField("case", row.situation());
                json.writeStringField("metric", row.metric());
                numberField(json, "value", row.value());
                json.writeStringField("unit", row.unit());
                numberField(json, "reference", row.reference());
                numberField(json, "ratio", row.ratio());
                json.writeStringField("what", row.referenceName());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void numberField(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
