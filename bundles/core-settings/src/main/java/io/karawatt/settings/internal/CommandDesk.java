package io.karawatt.settings.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.profile.Setting;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes installed devices do something. */
@Component(service = DeviceCommands.class)
public final class CommandDesk implements DeviceCommands {

    /** The device needs about two seconds to find a rating out (D-50/D-70 manual 8.3.2.2). */
    private static final Duration DETECTION = Duration.ofMillis(2500);

    private static final Duration OUTPUT_FOLLOWS = Duration.ofSeconds(1);
    private static final String LOAD = "load";
    private static final String OUTPUT = "output";

    private final Surroundings around;

    /**
     * Opens the desk.
     *
     * @param around what it works with.
     */
    @Activate
    public CommandDesk(@Reference(name = "surroundings") Surroundings around) {
        this.around = around;
    }

    /** Something that is done with a device whose commands are known. */
    private interface Deed {

        CommandOutcome does(CommandMap map, Talk talk) throws WrongOrder, TalkFailed;
    }

    @Override
    public List<Resettable> resettables(String device) {
        return around.device(device)
                .map(found -> new CommandMap(found.profile()).resettables())
                .orElse(List.of());
    }

    @Override
    public CompletableFuture<CommandOutcome> reset(Asker asker, ResetOrder order) {
        return command(asker, order.device(), order.describe(), (map, talk) -> {
            talk.write(map.reset(order));
            return new CommandOutcome.Done("the device confirmed it; that it began anew can't be read back");
        });
    }

    @Override
    public CompletableFuture<CommandOutcome> detect(Asker asker, String device, int input) {
        return command(
                asker, device, device + " detect rating on input " + input, (map, talk) -> detect(input, map, talk));
    }

    private CommandOutcome detect(int input, CommandMap map, Talk talk) throws WrongOrder, TalkFailed {
        Optional<Field> start = input < 1 ? Optional.empty() : map.find(LOAD, "detect", input);
        Optional<Field> rating = input < 1 ? Optional.empty() : map.find(LOAD, "rating", input);
        if (start.isEmpty() || rating.isEmpty()) {
            throw new WrongOrder("the device can't detect the rating on input " + input
                    + ": it has no such current input, or no such command");
        }
        Field field = rating.get();
        Image before = talk.read(List.of(field));
        long code = start.get().row().setting().choices().stream()
                .findFirst()
                .map(Setting.Choice::raw)
                .orElse(1L);
        talk.write(new Image(Map.of(start.get(), CommandMap.words(start.get().row(), code))));
        wait(DETECTION);
        Image after = talk.read(List.of(field));
        if (after.number(field) == 0) {
            return new CommandOutcome.Failed("the device found no current transformer on input " + input);
        }
        String found = field.showWithUnit(after.of(field));
        String had = field.showWithUnit(before.of(field));
        if (found.equals(had)) {
            return new CommandOutcome.Done("input " + input + ": " + found + ", as it was set");
        }
        return new CommandOutcome.Done("input " + input + ": " + found + "; it was set to " + had);
    }

    @Override
    public CompletableFuture<CommandOutcome> output(Asker asker, String device, int output, boolean on) {
        String target = device + " output " + output + (on ? " on" : " off");
        return command(asker, device, target, (map, talk) -> output(output, on, map, talk));
    }

    private CommandOutcome output(int output, boolean on, CommandMap map, Talk talk) throws WrongOrder, TalkFailed {
        String name = Integer.toString(output);
        Optional<Field> command = map.find(OUTPUT, on ? "on" : "off", 1);
        Optional<Setting.Choice> bit =
                command.flatMap(field -> field.row().setting().choice(name));
        if (command.isEmpty() || bit.isEmpty()) {
            throw new WrongOrder("the device has no output " + output + " that can be switched");
        }
        talk.write(new Image(Map.of(
                command.get(), CommandMap.words(command.get().row(), bit.get().raw()))));
        Optional<Field> state = map.find(OUTPUT, "state", 1);
        if (state.isEmpty()) {
            return new CommandOutcome.Done("the device confirmed it; it can't be read back");
        }
        boolean follows = is(talk, state.get(), name) == on;
        if (!follows) {
            wait(OUTPUT_FOLLOWS);
            follows = is(talk, state.get(), name) == on;
        }
        String now = "output " + output + " is " + (on == follows ? "on" : "off") + ", read back";
        return follows
                ? new CommandOutcome.Done(now)
                : new CommandOutcome.Failed("the device confirmed it, but " + now);
    }

    private static boolean is(Talk talk, Field state, String output) throws TalkFailed {
        long mask =
                state.row().setting().choice(output).map(Setting.Choice::raw).orElse(0L);
        return (talk.read(List.of(state)).number(state) & mask) != 0;
    }

    private void wait(Duration length) throws TalkFailed {
        try {
            around.pause().pause(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkFailed("the gateway is stopping");
        }
    }

    private CompletableFuture<CommandOutcome> command(Asker asker, String device, String target, Deed deed) {
        AccessRequest request = asker.wants(AccessRequest.Operation.COMMAND, target);
        Optional<String> refusal = around.gate().refusal(request);
        Optional<InstalledDevice> found = around.device(device);
        if (refusal.isPresent() || found.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new CommandOutcome.Refused(refusal.orElse(Surroundings.unknown(device))));
        }
        return around.workers().change(device, () -> carryOut(found.get(), request, deed), CommandOutcome.Refused::new);
    }

    private CommandOutcome carryOut(InstalledDevice device, AccessRequest request, Deed deed) {
        CommandOutcome outcome;
        try {
            outcome = deed.does(new CommandMap(device.profile()), around.talk(device));
        } catch (WrongOrder e) {
            return new CommandOutcome.Refused(e.reason());
        } catch (TalkFailed e) {
            outcome = new CommandOutcome.Failed(e.reason());
        }
        around.gate().written(request, outcome.describe());
        return outcome;
    }
}
