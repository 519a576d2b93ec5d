package io.karawatt.line;

import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceHabit.Bin;
import io.karawatt.bus.DeviceHabit.Span;
import io.karawatt.model.RegisterTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps habits in a file, one device a line. A file that can't be read is left out with a warning, and everything is
 * learnt anew; it is replaced as a whole, so that nobody ever reads half of one.
 */
public final class HabitFile implements HabitStore {

    private static final Logger LOG = LoggerFactory.getLogger(HabitFile.class);
    private static final String HEAD =
            "device,reference,unit,samples,typicalUs,tailUs,timeoutUs,largestRead,readLimit,unreadable,histogram";
    private static final int COLUMNS = 11;
    private static final long MOST_BYTES = 2_000_000;
    private static final int MOST_DEVICES = 1_000;

    private final Path file;
    private boolean broken;

    /**
     * Names the file; it need not exist.
     *
     * @param file the file; its folder is made when it is first written.
     */
    public HabitFile(Path file) {
        this.file = file;
    }

    @Override
    public List<DeviceHabit> load() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it is longer than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readAllLines(file));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}: habits of devices can't be read and are learnt anew: {}",
                    file,
                    String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static List<DeviceHabit> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IllegalArgumentException("line 1 is not '" + HEAD + "'");
        }
        if (lines.size() > MOST_DEVICES) {
            throw new IllegalArgumentException("it has more than " + MOST_DEVICES + " lines");
        }
        List<DeviceHabit> habits = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                habits.add(habit(lines.get(i).split(",", -1)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return habits;
    }

    private static DeviceHabit habit(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(cells.length + " columns instead of " + COLUMNS);
        }
        List<Span> spans = new ArrayList<>();
        for (String span : words(cells[9])) {
            String[] parts = parts(span, 3);
            spans.add(new Span(RegisterTable.valueOf(parts[0]), number(parts[1]), number(parts[2])));
        }
        List<Bin> bins = new ArrayList<>();
        for (String bin : words(cells[10])) {
            String[] parts = parts(bin, 2);
            bins.add(new Bin(micros(parts[0]), micros(parts[0]), number(parts[1])));
        }
        return new DeviceHabit(
                cells[0],
                cells[1],
                number(cells[2]),
                number(cells[3]),
                micros(cells[4]),
                micros(cells[5]),
                micros(cells[6]),
                false,
                number(cells[7]),
                number(cells[8]),
                spans,
                bins);
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
    }

    private static String[] parts(String word, int count) {
        String[] parts = word.split(":", -1);
        if (parts.length != count) {
            throw new IllegalArgumentException("'" + word + "' has not " + count + " parts");
        }
        return parts;
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 0) {
            throw new IllegalArgumentException(text + " is negative");
        }
        return number;
    }

    private static Duration micros(String text) {
        return Duration.ofNanos(number(text) * 1_000L);
    }

    @Override
    public void save(List<DeviceHabit> habits) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        habits.stream().limit(MOST_DEVICES - 1).map(HabitFile::row).forEach(lines::add);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                LOG.warn("{}: habits of devices can't be kept: {}", file, e.toString());
            }
            broken = true;
        }
    }

    private static String row(DeviceHabit habit) {
        StringBuilder spans = new StringBuilder();
        for (Span span : habit.unreadable()) {
            spans.append(spans.isEmpty() ? "" : " ")
                    .append(span.table())
                    .append(':')
                    .append(span.address())
                    .append(':')
                    .append(span.count());
        }
        StringBuilder bins = new StringBuilder();
        for (Bin bin : habit.histogram()) {
            bins.append(bins.isEmpty() ? "" : " ")
                    .append(micros(bin.from()))
                    .append(':')
                    .append(bin.count());
        }
        return String.join(
                ",",
                habit.device(),
                habit.reference().replace(',', ' '),
                String.valueOf(habit.unit()),
                String.valueOf(habit.samples()),
                micros(habit.typical()),
                micros(habit.tail()),
                micros(habit.timeout()),
                String.valueOf(habit.largestRead()),
                String.valueOf(habit.readLimit()),
                spans,
                bins);
    }

    /** Rounded up, so that the begin of a bin stays in its bin. */
    private static String micros(Duration time) {
        return String.valueOf((time.toNanos() + 999) / 1_000);
    }
}
