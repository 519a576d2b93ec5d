package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How lines and what happens on them are shown. */
final class BusView {

    private static final double PERCENT = 100;

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
