package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** How lines and what happens on them are shown. */
final class BusView {

    private static final double PERCENT = 100;
    private static final double NANOS_PER_MS = 1e6;

    private BusView() {}

    static Table lines(List<BusLine> lines) {
        Table table = Table.of(
                        "line",
                        "kind",
                        "port",
                        "state",
                        "devices",
                        "busyPercent",
                        "cycleMs",
                        "requests",
                        "replies",
                        "timeouts",
                        "errors",
                        "reason")
                .ifEmpty(Messages.text("bus.none"));
        for (BusLine line : lines) {
            LineStatus status = line.status();
            LineStatus.Counters counters = status.counters();
            table.row(
                    status.name(),
                    status.kind(),
                    status.port(),
                    status.up() ? "up" : "down",
                    line.devices().size(),
                    Math.rint(status.busy() * PERCENT * 10) / 10,
                    status.cycle().toMillis(),
                    counters.requests(),
                    counters.replies(),
                    counters.timeouts(),
                    counters.checksums()
                            + counters.malformed()
                            + counters.strays().torn()
                            + counters.strays().collisions(),
                    status.reason());
        }
        return table;
    }

    static Table stats(List<BusLine> lines) {
        Table table = Table.of(
                "line",
                "device",
                "unit",
                "state",
                "requests",
                "replies",
                "timeouts",
                "checksums",
                "malformed",
                "implausible",
                "exceptions",
                "retries",
                "late",
                "echoes",
                "noise",
                "torn",
                "collisions",
                "foreign",
                "discarded",
                "responseMs",
                "timeoutMs",
                "lastAnswer",
                "nextTry");
        for (BusLine line : lines) {
            LineStatus status = line.status();
            table.row(row(List.of(status.name(), "*"), null, status.up() ? "up" : "down", status.counters(), null));
            for (DeviceStatus device : line.devices()) {
                String state = device.state().name().toLowerCase(Locale.ROOT);
                table.row(
                        row(List.of(status.name(), device.device()), device.unit(), state, device.counters(), device));
            }
        }
        return table.ifEmpty(Messages.text("bus.none"));
    }

    /**
     * Shows what was learnt.
     *
     * @param lines the lines.
     * @param histogram whether to show all turnarounds that were seen.
     */
    static Table learned(List<BusLine> lines, boolean histogram) {
        List<String> columns = new ArrayList<>(List.of(
                "line",
                "device",
                "unit",
                "samples",
                "typicalMs",
                "p999Ms",
                "timeoutMs",
                "trial",
                "largestRead",
                "readLimit",
                "unreadable"));
        if (histogram) {
            columns.add("turnaroundsMs");
        }
        Table table = Table.of(columns.toArray(new String[0])).ifEmpty(Messages.text("bus.none"));
        for (BusLine line : lines) {
            for (DeviceHabit habit : line.learned()) {
                List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                        line.name(),
                        habit.device(),
                        habit.unit(),
                        habit.samples(),
                        millis(habit.typical()),
                        millis(habit.tail()),
                        millis(habit.timeout()),
                        habit.onTrial() ? "yes" : "no",
                        habit.largestRead(),
                        habit.readLimit() == 0 ? null : habit.readLimit(),
                        spans(habit.unreadable())));
                if (histogram) {
                    cells.add(bins(habit.histogram()));
                }
                table.row(cells.toArray());
            }
        }
        return table;
    }

    /**
     * Has devices learnt anew.
     *
     * @param device key of a device; empty for all.
     * @return how many.
     */
    static int relearn(List<BusLine> lines, String device) throws CommandException {
        int count = 0;
        for (BusLine line : lines) {
            for (DeviceHabit habit : line.learned()) {
                if (device.isEmpty() || habit.device().equals(device)) {
                    line.relearn(habit.device());
                    count++;
                }
            }
        }
        if (count == 0 && !device.isEmpty()) {
            throw Messages.failure("bus.unlearnt", device);
        }
        return count;
    }

    private static String spans(List<DeviceHabit.Span> spans) {
        return spans.stream()
                .map(span -> span.table().name().toLowerCase(Locale.ROOT) + ':' + span.address() + '+' + span.count())
                .collect(Collectors.joining(" "));
    }

    /** Longest turnaround of each bin and how many answers it holds. */
    private static String bins(List<DeviceHabit.Bin> bins) {
        return bins.stream()
                .map(bin -> "<" + Cells.text(millis(bin.below())) + ":" + bin.count())
                .collect(Collectors.joining(" "));
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_PER_MS;
    }

    private static @Nullable Object[] row(
            List<String> names,
            @Nullable Integer unit,
            String state,
            LineStatus.Counters counters,
            @Nullable DeviceStatus device) {
        LineStatus.Strays strays = counters.strays();
        return new @Nullable Object[] {
            names.get(0),
            names.get(1),
            unit,
            state,
            counters.requests(),
            counters.replies(),
            counters.timeouts(),
            counters.checksums(),
            counters.malformed(),
            counters.implausible(),
            counters.exceptions(),
            counters.retries(),
            strays.late(),
            strays.echoes(),
            strays.noise(),
            strays.torn(),
            strays.collisions(),
            strays.foreign(),
            strays.discarded(),
            device == null ? null : device.response().toMillis(),
            device == null ? null : device.timeout().toMillis(),
            device == null ? null : device.lastAnswer(),
            device == null ? null : device.nextTry()
        };
    }
}
