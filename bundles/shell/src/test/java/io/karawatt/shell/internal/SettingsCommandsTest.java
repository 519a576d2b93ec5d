package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.access.Asker;
import io.karawatt.settings.ClockState;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceClocks;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.DeviceSettings;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import io.karawatt.settings.SettingState;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class SettingsCommandsTest {

    private static final Asker ANNA = new Asker("console", "anna", "192.0.2.7:49152");
    private static final SettingsPart LOAD = new SettingsPart("load", 1);

    private final Device device = new Device();
    private final SettingsTool tool = new SettingsTool(device, "i35-9");
    private final CommandTool commands = new CommandTool(ANNA);

    @Test
    void settingsAreShownWithWhatIsAllowed() throws CommandException {
        assertEquals("""
                part    setting         value     unit  source   allowed
                load/1  type            3P+N-3CT  -     sourced  3P+N-3CT, 1P+N-1CT
                load/1  nominalCurrent  250       A     assumed  1 to 20000 A
                """, tool.show(List.of()).text());
        assertEquals(2, tool.show(List.of("load/1")).size());
    }

    @Test
    void anOrderIsWhatWasTyped() throws CommandException {
        assertEquals(
                "done and read back: name was a, is Hall 2",
                tool.set(ANNA, "load/1", List.of("name=Hall 2", "ct1.direction=-")));
        assertEquals(
                List.of(new SettingsOrder("i35-9", LOAD, Map.of("name", "Hall 2", "ct1.direction", "-"))),
                device.orders);
    }

    @Test
    void whatCantBeUnderstoodNeverLeavesTheConsole() {
        assertEquals(
                "'name' is not a setting: write NAME=CONTENT, for example nominalCurrent=250",
                refusal(() -> tool.set(ANNA, "load/1", List.of("name"))));
        assertEquals("'a' is there twice", refusal(() -> tool.set(ANNA, "load/1", List.of("a=1", "a=2"))));
        assertEquals(
                "device i35-9 has no settings 'load'; it has load/1",
                refusal(() -> tool.set(ANNA, "load", List.of("a=1"))));
        assertEquals(
                "'up' is not a state: write on or off", refusal(() -> commands.output(device, "i35-9", "1", "up")));
        assertEquals(
                "--set 'noon' is not a time: write now, or for example 2026-03-29T12:00:00Z",
                refusal(() -> commands.setClocks(device, List.of(), "noon", () -> Site.NOON)));
        assertEquals(List.of(), device.orders);
        assertEquals(List.of(), device.done);
    }

    // The exit status must tell scripts that the device is not as ordered.
    @Test
    void whatFailedFailsTheCommand() {
        device.outcome = new SettingsOutcome.RolledBack("no answer");
        assertEquals(
                "failed, everything is as before: no answer",
                refusal(() -> tool.set(ANNA, "load/1", List.of("name=x"))));
        device.commandOutcome = new CommandOutcome.Refused("switched off");
        assertEquals("nothing was sent: switched off", refusal(() -> commands.detect(device, "i35-9", "2")));
    }

    @Test
    void commandsAreWhatWasTyped() throws CommandException {
        commands.reset(device, "i35-9", "partial", "2", "Ea+, Er+");
        commands.reset(device, "i35-9", "minmax", "", "");
        commands.detect(device, "i35-9", "3");
        commands.output(device, "io10-7", "2", "off");
        commands.setClocks(device, List.of("i35-9"), "2026-01-01T00:00:00Z", () -> Site.NOON);
        commands.setClocks(device, List.of(), "now", () -> Site.NOON);

        assertEquals(
                List.of(
                        "i35-9 reset partial of load 2: Ea+, Er+",
                        "i35-9 reset minmax",
                        "i35-9 detect 3",
                        "io10-7 output 2 false",
                        "i35-9 2026-01-01T00:00:00Z",
                        "all 2026-03-29T12:00:00Z"),
                device.done);
    }

    @Test
    void whatCanBeSetBackIsListed() {
        assertEquals("""
                what     loads  items
                partial  1,2    Ea+,Ea-
                """, CommandTool.resettables(device, "i35-9").text());
    }

    @Test
    void clocksAreListedWithWhatIsWrongWithThem() throws CommandException {
        assertEquals("""
                device  time                  aheadS  problem
                i35-9   2026-03-29T11:58:59Z     -61
                u30-3                                 no answer
                """, CommandTool.clocks(device, List.of()).text());
    }

    // Karaf keeps the client's address with the user that logged in: ClientPrincipal, method(address).
    @Test
    void theClientOfTheConsoleIsKnown() {
        assertEquals("192.0.2.7:49152", Origin.address(Set.of(new ClientPrincipal("ssh(/192.0.2.7:49152)"))));
        assertEquals("127.0.0.1", Origin.address(Set.of()));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable command) {
        return assertThrows(CommandException.class, command).getNiceHelp();
    }

    private record ClientPrincipal(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }

    /** A device that does what it is told, or what the test says. */
    private static final class Device implements DeviceSettings, DeviceCommands, DeviceClocks {

        private final List<SettingsOrder> orders = new ArrayList<>();
        private final List<String> done = new ArrayList<>();
        private SettingsOutcome outcome =
                new SettingsOutcome.Done(List.of(new SettingsOutcome.Change("name", "a", "Hall 2")));
        private CommandOutcome commandOutcome = new CommandOutcome.Done("done");

        @Override
        public List<SettingsPart> parts(String device) {
            return List.of(LOAD);
        }

        @Override
        public CompletableFuture<SettingsReading> read(String device, SettingsPart part) {
            return CompletableFuture.completedFuture(new SettingsReading.Read(
                    part,
                    List.of(
                            new SettingState("type", "3P+N-3CT", "-", "3P+N-3CT, 1P+N-1CT", true),
                            new SettingState("nominalCurrent", "250", "A", "1 to 20000 A", false))));
        }

        @Override
        public CompletableFuture<SettingsOutcome> apply(Asker asker, SettingsOrder order) {
            orders.add(order);
            return CompletableFuture.completedFuture(outcome);
        }

        @Override
        public List<Resettable> resettables(String device) {
            return List.of(new Resettable("partial", List.of(1, 2), List.of("Ea+", "Ea-")));
        }

        private CompletableFuture<CommandOutcome> does(String what) {
            done.add(what);
            return CompletableFuture.completedFuture(commandOutcome);
        }

        @Override
        public CompletableFuture<CommandOutcome> reset(Asker asker, ResetOrder order) {
            return does(order.describe());
        }

        @Override
        public CompletableFuture<CommandOutcome> detect(Asker asker, String device, int input) {
            return does(device + " detect " + input);
        }

        @Override
        public CompletableFuture<CommandOutcome> output(Asker asker, String device, int output, boolean on) {
            return does(device + " output " + output + " " + on);
        }

        @Override
        public CompletableFuture<ClockState> read(String device) {
            return CompletableFuture.completedFuture(new ClockState.Unknown(device, "no answer"));
        }

        @Override
        public CompletableFuture<List<ClockState>> readAll() {
            return CompletableFuture.completedFuture(List.of(
                    new ClockState.Shows("i35-9", LocalDateTime.parse("2026-03-29T11:58:59"), Duration.ofSeconds(-61)),
                    new ClockState.Unknown("u30-3", "no answer")));
        }

        @Override
        public CompletableFuture<CommandOutcome> set(Asker asker, String device, Instant now) {
            return does(device + " " + now);
        }

        @Override
        public CompletableFuture<CommandOutcome> setAll(Asker asker, Instant now) {
            return does("all " + now);
        }
    }
}
