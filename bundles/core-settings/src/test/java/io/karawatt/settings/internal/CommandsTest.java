package io.karawatt.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.model.Registers;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resets, detection and outputs of simulated meters. */
class CommandsTest {

    private Bench bench;
    private CommandDesk desk;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open();
        desk = new CommandDesk(bench.around());
    }

    private CommandOutcome reset(String device, String what, int load, String... items) {
        return desk.reset(Bench.OPERATOR, new ResetOrder(device, what, load, Set.of(items)))
                .join();
    }

    @Test
    void whatCanBeSetBackIsKnownWithoutAskingTheDevice() {
        List<Resettable> all = desk.resettables("i35-9");

        Resettable partial =
                all.stream().filter(r -> r.what().equals("partial")).findFirst().orElseThrow();
        assertEquals(List.of(1, 2, 3), partial.loads());
        assertEquals(List.of("Ea+", "Ea-", "Er+", "Er-", "Es", "hours"), partial.items());
        assertTrue(all.stream().anyMatch(r -> r.what().equals("minmax")));
        assertTrue(bench.asked().isEmpty());
    }

    // OpenEMS docs: register 20096 + 2048 a load, bits in one word, behind the unlock code.
    @Test
    void partialCountersOfOneLoadAreSetBackBitByBit() {
        CommandOutcome outcome = reset("i45-11", "partial", 2, "ea+", "Es");

        assertEquals(
                new CommandOutcome.Done("the device confirmed it; that it began anew can't be read back"), outcome);
        assertEquals(
                List.of("58112 [03E8]", "22144 [0011]"),
                bench.writes().stream().map(w -> w.address() + " " + w.values()).toList());
        Event.WriteHappened told = bench.told(Event.WriteHappened.class).get(0);
        assertEquals(
                "command i45-11 reset partial of load 2: Es, ea+ by anna from 127.0.0.1 over console",
                told.request().describe());
    }

    @Test
    void withoutItemsEverythingOfTheKindIsSetBack() {
        reset("i35-9", "minmax", 0);

        assertTrue(bench.writes().stream()
                .anyMatch(w -> w.address() == 20097 && w.values().equals(Registers.of(0xFFFF, 0xFFFF))));
        assertTrue(bench.writes().stream().allMatch(w -> w.values().get(0) == 0xFFFF));
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        assertEquals(
                new CommandOutcome.Refused("'e9' is nothing that 'partial' has; it has Ea+, Ea-, Er+, Er-, Es, hours"),
                reset("i35-9", "partial", 1, "E9"));
        assertEquals(
                new CommandOutcome.Refused("there is no 'partial' of load 9; there is one of [1, 2, 3]"),
                reset("i35-9", "partial", 9));
        assertTrue(reset("i35-9", "moon", 0).describe().startsWith("nothing was sent: 'moon' can't be set back"));
        assertTrue(bench.writes().isEmpty());
    }

    // D-50/D-70 manual 8.3.2.2: "DETECT": after 2 seconds, the rating is displayed.
    @Test
    void theRatingOfATransformerIsFoundOut() {
        bench.set("i35-9", "load/1", "ct1.rating=600");

        assertEquals(
                new CommandOutcome.Done("input 1: 25 A; it was set to 600 A"),
                desk.detect(Bench.OPERATOR, "i35-9", 1).join());

        assertEquals("25", bench.read("i35-9", "load/1").get("ct1.rating"));
        assertEquals(
                new CommandOutcome.Done("input 1: 25 A, as it was set"),
                desk.detect(Bench.OPERATOR, "i35-9", 1).join());
    }

    @Test
    void anInputWithoutATransformerIsToldAsSuch() {
        assertEquals(
                "nothing was sent: the device can't detect the rating on input 4: it has no such current input, or no"
                        + " such command",
                desk.detect(Bench.OPERATOR, "i35-9", 4).join().describe());
    }

    @Test
    void anOutputIsSwitchedAndReadBack() {
        assertEquals(
                new CommandOutcome.Done("output 2 is on, read back"),
                desk.output(Bench.OPERATOR, "io10-7", 2, true).join());
        assertEquals(0b10, bench.registers("io10-7", 11282, 1).get(0));
        assertEquals(
                new CommandOutcome.Done("output 2 is off, read back"),
                desk.output(Bench.OPERATOR, "io10-7", 2, false).join());
    }

    @Test
    void anOutputThatDoesNotFollowIsFoundOut() {
        bench.disturb(request -> request instanceof BusRequest.Write ? new BusReply.Written(bench.now()) : null);

        assertEquals(
                new CommandOutcome.Failed("the device confirmed it, but output 2 is off, read back"),
                desk.output(Bench.OPERATOR, "io10-7", 2, true).join());
    }

    @Test
    void commandsAskThePolicyAsCommands() {
        bench.refuse("switched off");

        assertEquals(new CommandOutcome.Refused("switched off"), reset("i35-9", "partial", 1));

        assertEquals(
                io.karawatt.access.AccessRequest.Operation.COMMAND,
                bench.told(Event.AccessRefused.class).get(0).request().operation());
        assertTrue(bench.asked().isEmpty());
    }
}
