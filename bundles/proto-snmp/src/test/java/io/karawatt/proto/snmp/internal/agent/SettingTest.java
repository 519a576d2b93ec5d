package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.Asker;
import io.karawatt.event.Event;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Who may set what, and what comes of it (RFC 1157 §4.1.5, RFC 3416 §4.2.5, RFC 3584 §4.4). */
@Timeout(30)
class SettingTest {

    private static final OID SERIAL_NO = new OID("1.3.6.1.6.3.1.1.6.1.0");

    @TempDir
    private Path folder;

    private TestAgent agent;
    private Manager manager;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(folder, "max.sets", 2, "set.s", 10);
        manager = new Manager(agent);
    }

    @AfterEach
    void stop() throws IOException {
        manager.close();
        agent.close();
    }

    private PDU set(Target<UdpAddress> target, OID oid, Variable value) throws IOException {
        return manager.ask(target, PDU.SET, new VariableBinding(oid, value));
    }

    /** A Set of the output to 1 as bytes. */
    private static byte[] order(int requestId) {
        return Messages.message(
                1,
                TestAgent.WRITE,
                Messages.pdu(
                        0xA3, requestId, 0, 0, Messages.binding(Samples.OUTPUT.toDottedString(), Messages.integer(1))));
    }

    @Test
    void whoeverMayWriteSetsAndTheDeedKnowsWhoItWas() throws IOException {
        for (var target : List.of(manager.v1(TestAgent.WRITE), manager.v2c(TestAgent.WRITE), manager.writer())) {
            PDU answer = set(target, Samples.OUTPUT, new Integer32(1));
            assertEquals(0, answer.getErrorStatus());
            assertEquals(1, answer.get(0).getVariable().toInt());
        }
        assertEquals(
                List.of("v1 write community", "v2c write community", "v3 user writer"),
                agent.samples().askers().stream().map(Asker::who).toList());
        assertTrue(
                agent.samples().askers().stream().allMatch(asker -> asker.face().equals("snmp")));
        assertTrue(agent.samples().askers().get(0).from().startsWith("127.0.0.1:"));
    }

    @Test
    void whoeverMayOnlyReadIsRefusedAndOnRecord() throws IOException {
        assertEquals(
                SnmpConstants.SNMP_ERROR_NO_SUCH_NAME,
                set(manager.v1(TestAgent.READ), Samples.OUTPUT, new Integer32(1))
                        .getErrorStatus());
        for (var target : List.of(manager.v2c(TestAgent.READ), manager.reader())) {
            PDU answer = set(target, Samples.OUTPUT, new Integer32(1));
            assertEquals(SnmpConstants.SNMP_ERROR_NO_ACCESS, answer.getErrorStatus());
            assertEquals(1, answer.getErrorIndex());
        }
        assertTrue(agent.samples().askers().isEmpty());
        assertEquals(2, agent.count(Count.IN_BAD_COMMUNITY_USES));
        List<String> refusals = agent.events().stream()
                .filter(Event.AccessRefused.class::isInstance)
                .map(Event::describe)
                .toList();
        assertEquals(3, refusals.size());
        assertTrue(refusals.get(1).contains("v2c read community"));
        assertFalse(refusals.toString().contains(TestAgent.READ));
    }

    @Test
    void wrongValuesAreToldAsEachVersionHasThem() throws IOException {
        assertEquals(
                SnmpConstants.SNMP_ERROR_WRONG_TYPE,
                set(manager.v2c(TestAgent.WRITE), Samples.OUTPUT, new OctetString("on"))
                        .getErrorStatus());
        assertEquals(
                SnmpConstants.SNMP_ERROR_WRONG_VALUE,
                set(manager.v2c(TestAgent.WRITE), Samples.OUTPUT, new Integer32(2))
                        .getErrorStatus());
        assertEquals(
                SnmpConstants.SNMP_ERROR_NOT_WRITEABLE,
                set(manager.v2c(TestAgent.WRITE), Samples.FIRST, new Integer32(2))
                        .getErrorStatus());
        assertEquals(
                SnmpConstants.SNMP_ERROR_BAD_VALUE,
                set(manager.v1(TestAgent.WRITE), Samples.OUTPUT, new Integer32(2))
                        .getErrorStatus());
        assertEquals(
                SnmpConstants.SNMP_ERROR_NO_SUCH_NAME,
                set(manager.v1(TestAgent.WRITE), Samples.FIRST, new Integer32(2))
                        .getErrorStatus());
    }

    @Test
    void nothingIsSetWhenOneOfTheVariablesIsWrong() throws IOException {
        PDU answer = manager.ask(
                manager.v2c(TestAgent.WRITE),
                PDU.SET,
                new VariableBinding(Samples.OUTPUT, new Integer32(1)),
                new VariableBinding(Samples.FIRST, new Integer32(1)));
        assertEquals(SnmpConstants.SNMP_ERROR_NOT_WRITEABLE, answer.getErrorStatus());
        assertEquals(2, answer.getErrorIndex());
        assertEquals(0, agent.samples().begun());
    }

    /** RFC 3418: of two managers with the same number the second one is told. */
    @Test
    void theSerialNumberLetsOnlyTheFirstManagerIn() throws IOException {
        Variable now = manager.get(manager.v2c(TestAgent.READ), SERIAL_NO.toDottedString())
                .get(0)
                .getVariable();
        assertEquals(0, set(manager.v2c(TestAgent.WRITE), SERIAL_NO, now).getErrorStatus());
        assertEquals(
                SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE,
                set(manager.v2c(TestAgent.WRITE), SERIAL_NO, now).getErrorStatus());
    }

    /** Managers repeat what is not answered at once; a deed must not be done twice. */
    @Test
    void aRepeatedRequestIsDoneOnceAndAnsweredAgain() throws IOException {
        agent.samples().slow();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            agent.send(socket, order(7));
            agent.send(socket, order(7));
            TestAgent.until(() -> agent.samples().begun() == 1);
            agent.samples().end(0, SnmpConstants.SNMP_ERROR_SUCCESS);
            byte[] first = agent.answer(socket).orElseThrow();
            agent.send(socket, order(7));
            byte[] second = agent.answer(socket).orElseThrow();
            assertEquals(
                    java.util.HexFormat.of().formatHex(first),
                    java.util.HexFormat.of().formatHex(second));
        }
        assertEquals(1, agent.samples().begun());
    }

    @Test
    void whatADeviceFailsToDoIsTold() throws IOException {
        agent.samples().slow();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            agent.send(socket, order(8));
            TestAgent.until(() -> agent.samples().begun() == 1);
            agent.samples().end(0, SnmpConstants.SNMP_ERROR_RESOURCE_UNAVAILABLE);
            assertEquals(SnmpConstants.SNMP_ERROR_RESOURCE_UNAVAILABLE, status(agent.answer(socket)));
        }
    }

    @Test
    void aSetThatTakesTooLongIsCommitFailedAndItsLateEndDoesNoHarm() throws IOException {
        agent.samples().slow();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            agent.send(socket, order(9));
            TestAgent.until(() -> agent.samples().begun() == 1);
            agent.time().advance(Duration.ofSeconds(11));
            assertEquals(SnmpConstants.SNMP_ERROR_COMMIT_FAILED, status(agent.answer(socket)));
            agent.samples().end(0, SnmpConstants.SNMP_ERROR_SUCCESS);
            agent.send(socket, Messages.get(1, TestAgent.READ, 10, Samples.FIRST.toDottedString()));
            assertEquals(0, status(agent.answer(socket)));
        }
    }

    @Test
    void onlySoManySetsAreUnderWay() throws IOException {
        agent.samples().slow();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int id = 20; id < 23; id++) {
                agent.send(socket, order(id));
            }
            assertEquals(SnmpConstants.SNMP_ERROR_RESOURCE_UNAVAILABLE, status(agent.answer(socket)));
        }
        assertEquals(2, agent.samples().begun());
    }

    /** Error status of an answer: the second integer of the PDU, which follows the request id of one octet. */
    private static int status(Optional<byte[]> answer) {
        byte[] bytes = answer.orElseThrow();
        for (int i = 0; i + 5 < bytes.length; i++) {
            if ((bytes[i] & 0xFF) == 0xA2) {
                int start = (bytes[i + 1] & 0x80) == 0 ? i + 2 : i + 2 + (bytes[i + 1] & 0x7F);
                return bytes[start + 2 + bytes[start + 1] + 2];
            }
        }
        throw new AssertionError("no response");
    }
}
