package io.karawatt.shell.internal;

import io.karawatt.access.Asker;
import io.karawatt.settings.ClockState;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceClocks;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;

/** Commands for devices: resets, detection, outputs, clocks. */
final class CommandTool {

    private static final int MOST_INPUTS = 999;

    private final Asker asker;

    CommandTool(Asker asker) {
        this.asker = asker;
    }

    /** What can be set back. */
    static Table resettables(DeviceCommands commands, String device) {
        Table table = Table.of("what", "loads", "items").ifEmpty(Messages.text("reset.none", device));
        for (Resettable one : commands.resettables(device)) {
            String loads = one.loads().stream().map(Object::toString).collect(Collectors.joining(","));
            table.row(one.what(), loads, String.join(",", one.items()));
        }
        return table;
    }

    String reset(DeviceCommands commands, String device, String what, String load, String items)
            throws CommandException {
        int number = load.isEmpty() ? 0 : Numbers.parse("--load", load, 1, MOST_INPUTS);
        Set<String> some = Arrays.stream(items.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toSet());
        try {
            return done(commands.reset(asker, new ResetOrder(device, what, number, some)));
        } catch (IllegalArgumentException e) {
            throw Messages.plain(e.getMessage());
        }
    }

    String detect(DeviceCommands commands, String device, String input) throws CommandException {
        return done(commands.detect(asker, device, Numbers.parse("input", input, 1, MOST_INPUTS)));
    }

    String output(DeviceCommands commands, String device, String output, String state) throws CommandException {
        if (!state.equals("on") && !state.equals("off")) {
            throw Messages.failure("output.state", state);
        }
        int number = Numbers.parse("output", output, 1, MOST_INPUTS);
        return done(commands.output(asker, device, number, state.equals("on")));
    }

    /** Clocks of one device, or of all when none is named. */
    static Table clocks(DeviceClocks clocks, List<String> device) throws CommandException {
        List<ClockState> states =
                device.isEmpty() ? Answers.await(clocks.readAll()) : List.of(Answers.await(clocks.read(device.get(0))));
        Table table = Table.of("device", "time", "aheadS", "problem").ifEmpty(Messages.text("time.none"));
        for (ClockState state : states) {
            if (state instanceof ClockState.Shows shows) {
                table.row(
                        shows.device(),
                        shows.time().toInstant(ZoneOffset.UTC),
                        shows.ahead().toSeconds(),
                        "");
            } else if (state instanceof ClockState.Unknown unknown) {
                table.row(unknown.device(), null, null, unknown.reason());
            }
        }
        return table;
    }

    /** Sets the clock of one device, or of all when none is named. */
    String setClocks(DeviceClocks clocks, List<String> device, String time, InstantSource now) throws CommandException {
        Instant wanted = time(time, now);
        return done(device.isEmpty() ? clocks.setAll(asker, wanted) : clocks.set(asker, device.get(0), wanted));
    }

    private static Instant time(String text, InstantSource now) throws CommandException {
        if (text.equals("now")) {
            return now.instant();
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Messages.failure("time.wrong", text);
        }
    }

    private static String done(java.util.concurrent.CompletableFuture<CommandOutcome> answer) throws CommandException {
        CommandOutcome outcome = Answers.await(answer);
        if (outcome instanceof CommandOutcome.Done) {
            return outcome.describe();
        }
        throw Messages.plain(outcome.describe());
    }
}
