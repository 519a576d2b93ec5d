package io.karawatt.proto.snmp.internal.tree;

import static io.karawatt.proto.snmp.internal.tree.TestSite.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.Asker;
import io.karawatt.model.Registers;
import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.agent.Tree;
import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

class IoTest {

    private static final Asker ASKER = new Asker("snmp", "demo-write", "192.0.2.7:50000");
    private static final String COMMAND = "30.20.1.2.7.2";

    private final TestSite site = TestSite.ofManuals();
    private final AgentPart.Attached attached = site.attached(false);
    private final Tree tree = new Tree(attached.subtrees());
    private final Commands commands = new Commands();

    IoTest() {
        site.objects().setCommands(commands);
    }

    // The device tells of all its inputs in one word: bit n-1 is input n.
    @Test
    void inputsAndOutputsAreBitsOfOneWord() {
        site.put("io10-7", "0/digitalInputState", 0b0101);
        site.put("io10-7", "0/digitalOutputState", 0b10);

        assertEquals(new Integer32(1), get(tree, "30.10.1.1.7.1"));
        assertEquals(new Integer32(0), get(tree, "30.10.1.1.7.2"));
        assertEquals(new Integer32(1), get(tree, "30.10.1.1.7.3"));
        assertEquals(new Integer32(0), get(tree, "30.20.1.1.7.1"));
        assertEquals(new Integer32(1), get(tree, "30.20.1.1.7.2"));
        assertEquals(new Integer32(1), get(tree, COMMAND));
        assertEquals(Null.noSuchInstance, get(tree, "30.20.1.1.7.9"));
        assertEquals(Null.noSuchInstance, get(tree, "30.20.1.1.9.1"));
    }

    // The example of the manuals for SetRequest is a digital output.
    @Test
    void aSetSwitchesTheOutput() {
        Writable output = writable(COMMAND).orElseThrow();

        assertEquals(PDU.noError, output.check(new Integer32(1)));
        assertEquals(PDU.noError, output.set(ASKER, new Integer32(1)).join());
        assertEquals(List.of("io10-7 output 2 on by demo-write"), commands.orders);
    }

    @Test
    void anOutputTakesNothingButZeroAndOne() {
        Writable output = writable(COMMAND).orElseThrow();

        assertEquals(PDU.wrongType, output.check(new Gauge32(1)));
        assertEquals(PDU.wrongType, output.check(new OctetString("1")));
        assertEquals(PDU.wrongValue, output.check(new Integer32(2)));
        assertEquals(PDU.wrongValue, output.check(new Integer32(-1)));
    }

    @Test
    void whatIsRefusedOrFailsSaysSo() {
        Writable output = writable(COMMAND).orElseThrow();
        commands.outcome = new CommandOutcome.Refused("commands over snmp are not allowed");
        assertEquals(PDU.noAccess, output.set(ASKER, new Integer32(1)).join());
        commands.outcome = new CommandOutcome.Failed("the output does not follow");
        assertEquals(PDU.commitFailed, output.set(ASKER, new Integer32(1)).join());
        site.objects().unsetCommands(commands);
        assertEquals(PDU.commitFailed, output.set(ASKER, new Integer32(1)).join());
    }

    @Test
    void nothingElseCanBeWritten() {
        assertTrue(writable("30.20.1.1.7.2").isEmpty());
        assertTrue(writable("30.40.1.1.7.1").isEmpty());
        assertTrue(writable("20.20.1.10000.5.1").isEmpty());
        assertTrue(writable("30.20.1.2.7.99").isEmpty());
    }

    @Test
    void aCircuitTakesResets() {
        Writable reset = writable("10.30.1.9.5.2").orElseThrow();

        assertEquals(PDU.wrongValue, reset.check(new Integer32(0)));
        assertEquals(PDU.noError, reset.set(ASKER, new Integer32(1)).join());
        assertEquals(PDU.noError, reset.set(ASKER, new Integer32(2)).join());
        assertEquals(
                List.of("i30-5 reset partial of load 2 by demo-write", "i30-5 reset minmax of load 2 by demo-write"),
                commands.orders);
    }

    @Test
    void devicesAndCircuitsTellWhatIsKnownOfThem() {
        // 12288: network type; 13826 + 32: nominal current of load 2; 50018..50020: version; 50008..50010: serial
        // number
        site.image().put("i30-5", 12288, Registers.of(5));
        site.image().put("i30-5", 13858, Registers.of(63));
        site.image().put("i30-5", 50018, Registers.of(1));
        site.image().put("i30-5", 50019, Registers.of(4));
        site.image().put("i30-5", 50020, Registers.of(2));

        assertEquals(new OctetString("I-30"), get(tree, "10.20.1.2.5"));
        assertEquals(new OctetString("Device 5"), get(tree, "10.20.1.3.5"));
        assertEquals(new OctetString("1.4.2"), get(tree, "10.20.1.6.5"));
        assertEquals(new Gauge32(3), get(tree, "10.20.1.8.5"));
        assertEquals(new Integer32(0), get(tree, "10.20.1.9.5"));
        assertEquals(new Integer32(5), get(tree, "10.20.1.10.5"));
        assertEquals(new OctetString(), get(tree, "10.20.1.11.5"));
        assertEquals(new Gauge32(400), get(tree, "10.20.1.12.5"));
        assertEquals(new OctetString("Load 2"), get(tree, "10.30.1.1.5.2"));
        assertEquals(new Gauge32(1), get(tree, "10.30.1.4.5.2"));
        assertEquals(new Gauge32(63), get(tree, "10.30.1.5.5.2"));
        assertEquals(new OctetString("Hall"), get(tree, "10.30.1.7.5.2"));
    }

    // RFC 3418, and rule 8 of the layout: sysObjectID tells which product the gateway plays.
    @Test
    void theSystemGroupTellsWhoTheGatewayIs() {
        assertEquals(
                "open energy gateway Karawatt 0.1.0, compatible with D-70, Java "
                        + Runtime.version().feature(),
                tree.get(new OID("1.3.6.1.2.1.1.1.0")).toString());
        assertEquals(new OID("1.3.6.1.4.1.4555.10.10.10.70"), tree.get(new OID("1.3.6.1.2.1.1.2.0")));
        assertEquals(9000, tree.get(new OID("1.3.6.1.2.1.1.3.0")).toLong());
        assertEquals("somebody", tree.get(new OID("1.3.6.1.2.1.1.4.0")).toString());
        assertEquals("Main gateway", tree.get(new OID("1.3.6.1.2.1.1.5.0")).toString());
        assertEquals("Utility room", tree.get(new OID("1.3.6.1.2.1.1.6.0")).toString());
    }

    // DateAndTime of RFC 2579: 2026-11-21,10:15:30.0 is 07 EA 0B 15 0A 0F 1E 00.
    @Test
    void theClockIsToldInUtc() {
        assertEquals("07:ea:0b:15:0a:0f:1e:00", get(tree, "10.10.6.0").toString());
        assertEquals(new OctetString("E5C801"), get(tree, "10.10.4.0"));
    }

    // RFC 6933: a meter keeps its number, whatever comes or goes beside it.
    @Test
    void metersAreEntitiesOnTheirLines() {
        String physical = "1.3.6.1.2.1.47.1.1.1.1.";
        assertEquals("D-70", tree.get(new OID(physical + "13.1")).toString());
        assertEquals("I-30", tree.get(new OID(physical + "13.1005")).toString());
        assertEquals(new Integer32(101), tree.get(new OID(physical + "4.1005")));
        assertEquals(new Integer32(1), tree.get(new OID(physical + "4.101")));
        assertEquals("digiware", tree.get(new OID(physical + "7.101")).toString());
        assertEquals("E5C801", tree.get(new OID(physical + "11.1009")).toString());
    }

    private Optional<Writable> writable(String relative) {
        OID oid = new OID(TestSite.BRANCH + relative);
        Subtree subtree = Objects.requireNonNull(tree.at(oid));
        return subtree.writable(oid);
    }

    private static final class Commands implements DeviceCommands {

        private final List<String> orders = new ArrayList<>();
        private CommandOutcome outcome = new CommandOutcome.Done("done");

        @Override
        public List<Resettable> resettables(String device) {
            return List.of();
        }

        @Override
        public CompletableFuture<CommandOutcome> reset(Asker asker, ResetOrder order) {
            orders.add(order.describe() + " by " + asker.who());
            return CompletableFuture.completedFuture(outcome);
        }

        @Override
        public CompletableFuture<CommandOutcome> detect(Asker asker, String device, int input) {
            throw new AssertionError("not asked");
        }

        @Override
        public CompletableFuture<CommandOutcome> output(Asker asker, String device, int output, boolean on) {
            orders.add(device + " output " + output + (on ? " on" : " off") + " by " + asker.who());
            return CompletableFuture.completedFuture(outcome);
        }
    }
}
