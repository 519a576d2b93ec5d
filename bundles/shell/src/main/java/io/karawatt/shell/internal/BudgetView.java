package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineBudget;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** How the budget of lines is shown, also with one more device in thought. */
final class BudgetView {

    private static final List<String> COLUMNS = List.of(
            "line",
            "group",
            "devices",
            "askedMs",
            "grantedMs",
            "measuredMs",
            "jitterP50Ms",
            "jitterP99Ms",
            "sharePercent",
            "availablePercent",
            "busyPercent",
            "stretch");
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MS = 1e6;

    private BudgetView() {}

    /**
     * One more device.
     *
     * @param profile what it is.
     * @param loads how many loads it has.
     */
    record Extra(DeviceProfile profile, int loads) {

        /**
         * Reads it.
         *
         * @param text {@code REFERENCE} or {@code REFERENCE:LOADS}; all loads of its kind if not told.
         */
        static Extra parse(String text, Profiles profiles) throws CommandException {
            int colon = text.lastIndexOf(':');
            String reference = colon < 0 ? text : text.substring(0, colon);
            Optional<DeviceProfile> profile = profiles.find(reference);
            if (profile.isEmpty()) {
                throw Messages.failure("profile.unknown", reference);
            }
            int most = profile.get().maxLoads();
            int loads = colon < 0 ? most : Numbers.parse("LOADS", text.substring(colon + 1), 0, most);
            return new Extra(profile.get(), loads);
        }

        InstalledDevice on(String line) {
            List<Load> all = IntStream.rangeClosed(1, loads)
                    .mapToObj(number -> new Load(number, "", ""))
                    .toList();
            Device device = new Device(
                    "one-more", "", profile.reference(), line, Device.MAX_ADDRESS, Device.MAX_ADDRESS, "", "", all);
            return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
        }
    }

    /**
     * Shows the budget.
     *
     * @param lines the lines.
     * @param extra one more device on each of them; null for none.
     */
    static Table show(List<BusLine> lines, @Nullable Extra extra) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.add(extra == null ? "advice" : "addedPercent");
        Table table = Table.of(columns.toArray(new String[0])).ifEmpty(Messages.text("bus.none"));
        for (BusLine line : lines) {
            LineBudget now = line.budget();
            LineBudget shown = extra == null ? now : line.budget(List.of(extra.on(line.name())));
            Object last = extra == null ? shown.advice() : (Object) percent(shown.asked() - now.asked());
            table.row(
                    shown.line(),
                    "*",
                    line.devices().size(),
                    null,
                    millis(shown.predictedCycle()),
                    millis(shown.measuredCycle()),
                    null,
                    null,
                    percent(shown.asked()),
                    percent(shown.available()),
                    percent(shown.busy()),
                    rounded(shown.stretch()),
                    last);
            for (LineBudget.Group group : shown.groups()) {
                Object added = extra == null ? null : (Object) percent(group.share() - share(now, group));
                table.row(cells(shown.line(), group, added));
            }
        }
        return table;
    }

    private static @Nullable Object[] cells(String line, LineBudget.Group group, @Nullable Object last) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                line,
                group.poll().name().toLowerCase(Locale.ROOT),
                group.devices(),
                millis(group.asked()),
                millis(group.granted()),
                millis(group.measured()),
                millis(group.jitterTypical()),
                millis(group.jitterTail()),
                percent(group.share()),
                null,
                null,
                rounded(group.stretch())));
        cells.add(last);
        return cells.toArray();
    }

    /** What the same group asks for without the device. */
    private static double share(LineBudget now, LineBudget.Group like) {
        return now.groups().stream()
                .filter(group -> group.poll() == like.poll() && group.asked().equals(like.asked()))
                .mapToDouble(LineBudget.Group::share)
                .sum();
    }

    /** Nothing where nothing was measured yet. */
    private static @Nullable Object millis(Duration time) {
        return time.isZero() ? null : (Object) (Math.rint(time.toNanos() / NANOS_PER_MS * 10) / 10);
    }

    private static double percent(double share) {
        return Math.rint(share * PERCENT * 100) / 100;
    }

    private static double rounded(double stretch) {
        return Math.rint(stretch * 100) / 100;
    }
}
