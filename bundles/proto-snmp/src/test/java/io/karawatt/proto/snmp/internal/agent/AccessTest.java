package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.Refusals;
import io.karawatt.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Who gets an answer (RFC 3414 §3.2, RFC 3415, RFC 3584 §5.2). */
@Timeout(30)
class AccessTest {

    private static final String FIRST = Samples.FIRST.toDottedString();

    @TempDir
    private Path folder;

    private List<Event.AccessRefused> refusals(TestAgent agent) {
        return agent.events().stream()
                .filter(Event.AccessRefused.class::isInstance)
                .map(Event.AccessRefused.class::cast)
                .toList();
    }

    @Test
    void anUnknownCommunityGetsNoAnswerButIsCountedNotifiedAndOnRecord() throws Exception {
        try (TestAgent agent = new TestAgent(folder)) {
            List<byte[]> flood = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                flood.add(Messages.get(i % 2, "guess-" + i, i, FIRST));
            }
            assertEquals(0, agent.answersTo(flood));
            assertEquals(50, agent.count(Count.IN_BAD_COMMUNITY_NAMES));
            assertEquals(Refusals.BURST, refusals(agent).size());
            assertTrue(agent.failure().orElseThrow().startsWith("127.0.0.1:"));
            assertFalse(agent.events().toString().contains("guess-"), "a guess may be nearly right");
            agent.time().advance(Refusals.PERIOD.plus(Duration.ofSeconds(1)));
            TestAgent.until(() -> refusals(agent).size() > Refusals.BURST);
            assertTrue(refusals(agent).get(Refusals.BURST).describe().contains("45 more times"));
        }
    }

    @Test
    void aVersionThatIsOffIsNotAnswered() throws IOException {
        try (TestAgent agent = new TestAgent(folder, "v1.enabled", false)) {
            assertEquals(0, agent.answersTo(List.of(Messages.get(0, TestAgent.READ, 1, FIRST))));
            assertEquals(1, agent.count(Count.IN_BAD_VERSIONS));
        }
    }

    @Test
    void communitiesAreThoseOfTheirVersion() throws IOException {
        try (TestAgent agent = new TestAgent(folder, "v1.read.community", "only-one")) {
            assertEquals(0, agent.answersTo(List.of(Messages.get(1, "only-one", 1, FIRST))));
            assertEquals(1, agent.answersTo(List.of(Messages.get(0, "only-one", 1, FIRST))));
        }
    }

    @Test
    void publishedCommunitiesAreNotAcceptedUntilTheOperatorInsists() throws IOException {
        try (TestAgent agent = new TestAgent(folder, "v2c.write.community", "privateV2")) {
            assertEquals(0, agent.answersTo(List.of(Messages.get(1, "privateV2", 1, FIRST))));
            assertTrue(agent.events().stream()
                    .map(Event::describe)
                    .anyMatch(text -> text.contains("v2c.write.community is still the published 'privateV2'")));
        }
        try (TestAgent agent =
                new TestAgent(folder, "v2c.write.community", "privateV2", "published.communities", true)) {
            assertEquals(1, agent.answersTo(List.of(Messages.get(1, "privateV2", 1, FIRST))));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Authentication.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyAuthenticationWorksAndAWrongPhraseDoesNot(Authentication authentication) throws Exception {
        try (TestAgent agent = new TestAgent(folder, "weak.algorithms", true, "v3.read.auth", authentication.label());
                Manager manager = new Manager(agent)) {
            Target<UdpAddress> good =
                    manager.v3("reader", authentication, TestAgent.AUTH, Privacy.AES_128, TestAgent.PRIV);
            assertEquals(12_345, manager.get(good, FIRST).get(0).getVariable().toInt());
            Target<UdpAddress> bad =
                    manager.v3("reader", authentication, "guessed-it", Privacy.AES_128, TestAgent.PRIV);
            assertEquals(
                    report(Count.WRONG_DIGESTS), manager.get(bad, FIRST).get(0).getOid());
            assertTrue(agent.failure().isPresent());
            assertTrue(refusals(agent).get(0).describe().contains("v3 user reader"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Privacy.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyPrivacyWorks(Privacy privacy) throws IOException {
        try (TestAgent agent = new TestAgent(
                        folder, "weak.algorithms", true, "v3.read.auth", "SHA-1", "v3.read.priv", privacy.label());
                Manager manager = new Manager(agent)) {
            Target<UdpAddress> good =
                    manager.v3("reader", Authentication.SHA_1, TestAgent.AUTH, privacy, TestAgent.PRIV);
            assertEquals(12_345, manager.get(good, FIRST).get(0).getVariable().toInt());
            assertEquals(0, agent.count(Count.DECRYPTION_ERRORS));
        }
    }

    private static OID report(Count why) {
        return why.instance();
    }

    @Test
    void anUnknownUserIsToldSoAndOnRecord() throws Exception {
        try (TestAgent agent = new TestAgent(folder);
                Manager manager = new Manager(agent)) {
            Target<UdpAddress> nobody =
                    manager.v3("mallory", Authentication.SHA_256, TestAgent.AUTH, Privacy.AES_128, TestAgent.PRIV);
            assertEquals(
                    report(Count.UNKNOWN_USER_NAMES),
                    manager.get(nobody, FIRST).get(0).getOid());
            assertTrue(agent.failure().isPresent());
            assertEquals("v3 user mallory", refusals(agent).get(0).request().who());
        }
    }

    @Test
    void lessProtectionThanTheUserMustHaveIsRefused() throws IOException {
        try (TestAgent agent = new TestAgent(folder);
                Manager manager = new Manager(agent)) {
            Target<UdpAddress> target = manager.v3("reader", Authentication.SHA_256, TestAgent.AUTH, Privacy.NONE, "");
            PDU answer = manager.get(target, FIRST);
            assertEquals(SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR, answer.getErrorStatus());
            assertEquals(Null.instance, answer.get(0).getVariable());
            TestAgent.until(() -> refusals(agent).size() == 1);
        }
    }

    @Test
    void anotherContextIsToldToBeUnknown() throws IOException {
        try (TestAgent agent = new TestAgent(folder);
                Manager manager = new Manager(agent)) {
            Target<UdpAddress> reader = manager.reader();
            ScopedPDU pdu = (ScopedPDU) Manager.pdu(reader, PDU.GET, new VariableBinding(Samples.FIRST));
            pdu.setContextName(new OctetString("elsewhere"));
            assertEquals(
                    report(Count.UNKNOWN_CONTEXTS),
                    manager.ask(reader, pdu).get(0).getOid());
        }
    }

    /** The cipher brings noise then, which has no answer (RFC 3414 §3.2, 8); the operator should know why. */
    @Test
    void aWrongPrivacyKeyIsOnRecord() throws Exception {
        Captures capture = Captures.read().get(0);
        try (TestAgent agent = new TestAgent(folder, "v3.read.priv.pass", "another-egg-18")) {
            assertEquals(0, agent.answersTo(List.of(capture.bytes())));
            assertEquals(1, agent.count(Count.IN_ASN_PARSE_ERRS));
            assertTrue(agent.failure().isPresent());
            assertTrue(refusals(agent).get(0).reason().contains("wrong privacy pass phrase"));
        }
    }

    /** RFC 3414 §2.2: what was recorded before a restart is worth nothing afterwards. */
    @Test
    void aMessageOfAnEarlierRunIsNotBelieved() throws Exception {
        byte[] recorded = Captures.read().get(0).bytes();
        try (TestAgent agent = new TestAgent(folder, Captures.read().get(0).config())) {
            agent.ask(recorded);
            assertEquals(1, agent.count(Count.IN_GET_REQUESTS));
        }
        try (TestAgent agent = new TestAgent(folder, Captures.read().get(0).config())) {
            agent.ask(recorded);
            assertEquals(0, agent.count(Count.IN_GET_REQUESTS));
            assertEquals(1, agent.count(Count.NOT_IN_TIME_WINDOWS));
            TestAgent.until(() -> !refusals(agent).isEmpty());
            assertTrue(refusals(agent).get(0).describe().contains("replayed"));
        }
    }
}
