package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** What managers of each version read (RFC 1157 §4.1, RFC 3416 §4.2). */
class ReadingTest {

    private static final String ROOT = Samples.ROOT.toDottedString();
    private static final String FIRST = Samples.FIRST.toDottedString();
    private static final String BIG = Samples.BIG.toDottedString();
    private static final String TEXT = Samples.TEXT.toDottedString();
    private static final String UNKNOWN = "1.3.6.1.4.1.9999.1";

    @TempDir
    private Path folder;

    private TestAgent agent;
    private Manager manager;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(folder);
        manager = new Manager(agent);
    }

    @AfterEach
    void stop() throws IOException {
        manager.close();
        agent.close();
    }

    @Test
    void everyVersionReadsAValue() throws IOException {
        for (var target : List.of(manager.v1(TestAgent.READ), manager.v2c(TestAgent.READ), manager.reader())) {
            PDU answer = manager.get(target, FIRST);
            assertEquals(0, answer.getErrorStatus());
            assertEquals(12_345, answer.get(0).getVariable().toInt());
        }
        assertEquals(1, agent.shown().clients().size());
        assertEquals(3, agent.shown().clients().get(0).requests());
    }

    @Test
    void version2TellsForEachVariableWhatIsMissing() throws IOException {
        PDU answer = manager.get(manager.v2c(TestAgent.READ), FIRST, UNKNOWN, ROOT + ".10000.99.1");
        assertEquals(0, answer.getErrorStatus());
        assertEquals(12_345, answer.get(0).getVariable().toInt());
        assertEquals(Null.noSuchObject, answer.get(1).getVariable());
        assertEquals(Null.noSuchInstance, answer.get(2).getVariable());
    }

    @Test
    void version1GetsNoSuchNameWithTheNumberOfTheVariable() throws IOException {
        PDU answer = manager.get(manager.v1(TestAgent.READ), FIRST, UNKNOWN);
        assertEquals(SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, answer.getErrorStatus());
        assertEquals(2, answer.getErrorIndex());
        assertEquals(new OID(UNKNOWN), answer.get(1).getOid());
        assertEquals(1, agent.count(Count.OUT_NO_SUCH_NAMES));
    }

    /** RFC 3584 §4.2.2.1: version 1 has no Counter64. */
    @Test
    void version1NeverSeesACounter64() throws IOException {
        PDU get = manager.get(manager.v1(TestAgent.READ), BIG);
        assertEquals(SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, get.getErrorStatus());
        PDU next = manager.next(manager.v1(TestAgent.READ), FIRST);
        assertEquals(Samples.AFTER_BIG, next.get(0).getOid());
        assertEquals(
                Samples.BIG,
                manager.next(manager.v2c(TestAgent.READ), FIRST).get(0).getOid());
    }

    @Test
    void theEndOfTheTreeIsToldAsEachVersionHasIt() throws IOException {
        PDU v2 = manager.next(manager.v2c(TestAgent.READ), "2.5");
        assertEquals(Null.endOfMibView, v2.get(0).getVariable());
        assertEquals(new OID("2.5"), v2.get(0).getOid());
        PDU v1 = manager.next(manager.v1(TestAgent.READ), "2.5");
        assertEquals(SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, v1.getErrorStatus());
    }

    @Test
    void aWalkRisesAndMeetsEveryObjectOnce() throws IOException {
        List<VariableBinding> walked = manager.walk(manager.v2c(TestAgent.READ), "1.3.6.1.4.1");
        assertEquals(
                agent.samples().size(),
                walked.stream()
                        .filter(one -> one.getOid().startsWith(Samples.ROOT))
                        .count());
        for (int i = 1; i < walked.size(); i++) {
            assertTrue(walked.get(i - 1).getOid().compareTo(walked.get(i).getOid()) < 0);
        }
    }

    /** RFC 3416 §4.2.3: non-repeaters first, then repetition by repetition. */
    @Test
    void getBulkGivesNonRepeatersOnceAndTheOthersInTurns() throws IOException {
        agent.samples().table(2, 3);
        PDU answer =
                manager.bulk(manager.v2c(TestAgent.READ), 1, 3, "1.3.6.1.2.1.11.2.0", ROOT + ".50001", ROOT + ".50002");
        assertEquals(
                List.of("11.3.0", "50001.1.1", "50002.1.1", "50001.2.1", "50002.2.1", "50001.3.1", "50002.3.1"),
                answer.getVariableBindings().stream()
                        .map(one -> one.getOid().toDottedString())
                        .map(oid -> oid.replaceFirst(".*\\.(11\\.|5000)", "$1"))
                        .toList());
    }

    @Test
    void getBulkIsCutToWhatFitsAndNeverEmpty() throws IOException {
        agent.samples().table(5, 200);
        PDU answer = manager.bulk(manager.v2c(TestAgent.READ), 0, Integer.MAX_VALUE, ROOT + ".50001");
        assertEquals(0, answer.getErrorStatus());
        assertTrue(answer.size() > 40 && answer.size() < 80, "variables: " + answer.size());
        PDU safe = manager.bulk(manager.reader(), 0, Integer.MAX_VALUE, ROOT + ".50001");
        assertTrue(safe.size() > 30 && safe.size() < answer.size(), "variables: " + safe.size());
    }

    @Test
    void negativeNumbersOfAGetBulkCountAsZero() throws IOException {
        PDU answer = manager.bulk(manager.v2c(TestAgent.READ), -5, -1, ROOT);
        assertEquals(0, answer.getErrorStatus());
        assertEquals(0, answer.size());
    }

    @Test
    void getBulkEndsWithOneRepetitionOfEnds() throws IOException {
        PDU answer = manager.bulk(manager.v2c(TestAgent.READ), 0, 50, TEXT);
        int last = answer.size() - 1;
        assertEquals(Null.endOfMibView, answer.get(last).getVariable());
        assertTrue(last == 0 || !answer.get(last - 1).isException());
    }

    @Test
    void whatDoesNotFitIsTooBig() throws IOException {
        PDU v2 = manager.get(manager.v2c(TestAgent.READ), TEXT, TEXT, TEXT, TEXT);
        assertEquals(SnmpConstants.SNMP_ERROR_TOO_BIG, v2.getErrorStatus());
        assertEquals(0, v2.size());
        PDU v1 = manager.get(manager.v1(TestAgent.READ), TEXT, TEXT, TEXT, TEXT);
        assertEquals(SnmpConstants.SNMP_ERROR_TOO_BIG, v1.getErrorStatus());
        assertEquals(4, v1.size());
        assertEquals(2, agent.count(Count.OUT_TOO_BIGS));
    }

    @Test
    void communitiesDoNotSeeTheEngineButUsersDo() throws IOException {
        String boots = "1.3.6.1.6.3.10.2.1.2.0";
        assertEquals(
                Null.noSuchObject,
                manager.get(manager.v2c(TestAgent.READ), boots).get(0).getVariable());
        assertEquals(
                1, manager.get(manager.reader(), boots).get(0).getVariable().toInt());
        assertTrue(manager.walk(manager.v2c(TestAgent.WRITE), "1.3.6.1.6.3").stream()
                .allMatch(one -> one.getOid().toDottedString().startsWith("1.3.6.1.6.3.1.1.6")));
    }

    /** RFC 3418: the agent counts what it did. */
    @Test
    void theSnmpGroupCounts() throws IOException {
        manager.get(manager.v2c(TestAgent.READ), FIRST, BIG);
        PDU answer = manager.get(
                manager.v2c(TestAgent.READ), "1.3.6.1.2.1.11.1.0", "1.3.6.1.2.1.11.13.0", "1.3.6.1.2.1.11.30.0");
        assertEquals(2, answer.get(0).getVariable().toInt());
        assertEquals(2, answer.get(1).getVariable().toInt());
        assertEquals(1, answer.get(2).getVariable().toInt());
    }

    @Test
    void aFailureInsideIsGenErrAndTheNextRequestIsAnswered() throws IOException {
        PDU answer = manager.get(manager.v2c(TestAgent.READ), FIRST, Samples.BROKEN.toDottedString());
        assertEquals(SnmpConstants.SNMP_ERROR_GENERAL_ERROR, answer.getErrorStatus());
        assertEquals(0, manager.get(manager.v2c(TestAgent.READ), FIRST).getErrorStatus());
    }
}
