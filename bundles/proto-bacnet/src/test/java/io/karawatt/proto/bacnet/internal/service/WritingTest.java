package io.karawatt.proto.bacnet.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.service.confirmed.WritePropertyRequest;
import com.serotonin.bacnet4j.type.Encodable;
import com.serotonin.bacnet4j.type.enumerated.BinaryPV;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.PropertyIdentifier;
import com.serotonin.bacnet4j.type.primitive.Boolean;
import com.serotonin.bacnet4j.type.primitive.Null;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.type.primitive.Real;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import io.karawatt.access.Asker;
import io.karawatt.event.Event;
import io.karawatt.proto.bacnet.internal.object.Plant;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WriteProperty: outputs with priorities, resets, and everything that is refused. */
class WritingTest {

    private static final int IO = 7;
    private static final int PV = 85;

    private final Plant plant = new Plant();
    private final Commands commands = new Commands();

    @TempDir
    private Path folder = Path.of("");

    /** Does what it is told, and writes it down. */
    private static final class Commands implements DeviceCommands {

        private final List<String> told = new ArrayList<>();
        private CommandOutcome outcome = new CommandOutcome.Done("done");

        @Override
        public List<Resettable> resettables(String device) {
            return device.startsWith("i35")
                    ? List.of(new Resettable("minmax", List.of(1), List.of("V", "I")))
                    : List.of();
        }

        @Override
        public CompletableFuture<CommandOutcome> reset(Asker asker, ResetOrder order) {
            told.add(order.describe());
            return CompletableFuture.completedFuture(outcome);
        }

        @Override
        public CompletableFuture<CommandOutcome> detect(Asker asker, String device, int input) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<CommandOutcome> output(Asker asker, String device, int output, boolean on) {
            told.add(asker.face() + " " + asker.who() + " " + asker.from() + ": " + device + " " + output + " " + on);
            return CompletableFuture.completedFuture(outcome);
        }
    }

    private Bench bench() {
        return new Bench(plant, folder, null, commands);
    }

    private static WritePropertyRequest write(
            ObjectType type, int instance, int property, Encodable value, int priority) {
        return new WritePropertyRequest(
                new ObjectIdentifier(type, instance),
                PropertyIdentifier.forId(property),
                null,
                value,
                priority == 0 ? null : new UnsignedInteger(priority));
    }

    private static String output(Bench bench, Encodable value, int priority) {
        return bench.ask(IO, write(ObjectType.binaryOutput, 1, PV, value, priority));
    }

    private static String read(Bench bench, int property) {
        String hex = property < 256 ? String.format("19%02x", property) : String.format("1a%04x", property);
        return bench.ask(IO, Services.READ_PROPERTY, "0c01000001" + hex).replaceFirst(".*3e(.*)3f", "$1");
    }

    @Test
    void anOutputFollowsTheHighestPriority() {
        try (Bench bench = bench()) {
            assertEquals("done", output(bench, BinaryPV.active, 0));
            assertEquals("9101", read(bench, PV));
            assertEquals("done", output(bench, BinaryPV.inactive, 8));
            assertEquals("9100", read(bench, PV));
            assertEquals("done", output(bench, Null.instance, 8));
            assertEquals("9101", read(bench, PV));
            assertEquals("done", output(bench, Null.instance, 16));
            assertEquals("9100", read(bench, PV), "Relinquish_Default");
            assertEquals(
                    List.of(
                            "bacnet anonymous, priority 16 192.0.2.7:47808: io10-7 1 true",
                            "bacnet anonymous, priority 8 192.0.2.7:47808: io10-7 1 false",
                            "bacnet anonymous, priority 8 192.0.2.7:47808: io10-7 1 true",
                            "bacnet anonymous, priority 16 192.0.2.7:47808: io10-7 1 false"),
                    commands.told);
        }
    }

    @Test
    void thePriorityArrayShowsWhoCommandsWhat() {
        try (Bench bench = bench()) {
            output(bench, BinaryPV.active, 3);
            output(bench, BinaryPV.inactive, 16);

            assertEquals("0000" + "9101" + "00".repeat(12) + "9100", read(bench, 87));
        }
    }

    @Test
    void whatTheDeviceDidNotDoIsNotShownAsDone() {
        try (Bench bench = bench()) {
            commands.outcome = new CommandOutcome.Refused("writing is off");
            assertEquals("error property write-access-denied", output(bench, BinaryPV.active, 8));
            commands.outcome = new CommandOutcome.Failed("no answer");
            assertEquals("error device operational-problem", output(bench, BinaryPV.active, 8));
            assertEquals("00".repeat(16), read(bench, 87));
        }
    }

    @Test
    void wrongValuesAndPrioritiesAreRefused() {
        try (Bench bench = bench()) {
            assertEquals("error property invalid-data-type", output(bench, new Real(1), 8));
            assertEquals("error property value-out-of-range", output(bench, BinaryPV.forId(2), 8));
            assertEquals("reject parameter-out-of-range", output(bench, BinaryPV.active, 17));
            assertEquals("error property write-access-denied", output(bench, BinaryPV.active, 6));
            assertEquals(List.of(), commands.told);
        }
    }

    @Test
    void writingWhatIsReadOnlyIsRefusedAndPutOnRecord() {
        try (Bench bench = bench()) {
            assertEquals(
                    "error property write-access-denied",
                    bench.ask(9, write(ObjectType.analogInput, 104, PV, new Real(1), 0)));
            Event.AccessRefused refused = (Event.AccessRefused) bench.events().get(0);
            assertEquals(
                    "refused: write analog-input 104 Present_Value of device 109 by anonymous from 192.0.2.7:47808 over"
                            + " bacnet: it is read-only",
                    refused.describe());
            assertEquals(
                    "error property unknown-property",
                    bench.ask(9, write(ObjectType.analogInput, 104, 6, new Real(1), 0)));
            assertEquals(
                    "error object unknown-object", bench.ask(9, write(ObjectType.analogInput, 99, PV, new Real(1), 0)));
            assertEquals(1, bench.events().size());
        }
    }

    @Test
    void extremesAreSetBackByWritingTrue() {
        try (Bench bench = bench()) {
            assertEquals("done", bench.ask(9, write(ObjectType.analogInput, 104, 541, Boolean.TRUE, 0)));
            assertEquals(List.of("i35-9 reset minmax of load 1: V"), commands.told);
            assertEquals(
                    "error property value-out-of-range",
                    bench.ask(9, write(ObjectType.analogInput, 104, 541, Boolean.FALSE, 0)));
            assertEquals(
                    "error property write-access-denied",
                    bench.ask(9, write(ObjectType.analogInput, 108, 542, Boolean.TRUE, 0)),
                    "the meter has no such reset of U");
            assertTrue(bench.events().get(0) instanceof Event.AccessRefused);
        }
    }
}
