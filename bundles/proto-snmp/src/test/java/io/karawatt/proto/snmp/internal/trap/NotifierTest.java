package io.karawatt.proto.snmp.internal.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.alarm.AlarmChange;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.event.Event;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.tree.TestSite;
import io.karawatt.secret.Secrets;
import io.karawatt.snmp.SnmpDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Notifications as a receiver on the loopback interface gets them. */
class NotifierTest {

    private static final String BRANCH = "1.3.6.1.4.1.4555.10.";
    private static final long PATIENCE_SECONDS = 10;

    private final Receiver receiver = new Receiver();
    private final Snmp sender = session();
    private final ScheduledExecutorService worker = new ScheduledThreadPoolExecutor(1);
    private Instant now = TestAlarms.START;

    @AfterEach
    void close() throws IOException {
        worker.shutdownNow();
        sender.close();
        receiver.session.close();
    }

    // RFC 3416 section 4.2.6: sysUpTime.0 and snmpTrapOID.0 first, then what the notification names in its MIB module.
    @Test
    void anAlarmIsToldWithAllItsObjects() throws InterruptedException {
        Notifier notifier = notifier(Map.of());
        notifier.attach(new TestEngine());
        notifier.happened(TestAlarms.event(TestAlarms.active(41), AlarmChange.STARTED));

        PDU trap = receiver.next();
        assertEquals(PDU.NOTIFICATION, trap.getType());
        assertEquals(3000, trap.get(0).getVariable().toLong());
        assertEquals(new OID(BRANCH + "50.0.1"), trap.get(1).getVariable());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14),
                trap.getVariableBindings().stream()
                        .skip(2)
                        .map(binding -> binding.getOid().get(binding.getOid().size() - 2))
                        .toList());
        assertTrue(trap.getVariableBindings().stream()
                .skip(2)
                .allMatch(binding -> binding.getOid().last() == 41));
        assertEquals("10000", trap.get(8).getVariable().toString());
        assertEquals("17250", trap.get(13).getVariable().toString());
    }

    @Test
    void eachChangeHasItsOwnNotification() throws InterruptedException {
        Notifier notifier = notifier(Map.of());
        AgentPart.Attached attached = notifier.attach(new TestEngine());

        notifier.happened(TestAlarms.event(TestAlarms.ended(41), AlarmChange.ENDED));
        assertEquals(new OID(BRANCH + "50.0.2"), receiver.next().get(1).getVariable());
        notifier.happened(TestAlarms.event(TestAlarms.ended(41), AlarmChange.ACKNOWLEDGED));
        assertEquals(new OID(BRANCH + "50.0.4"), receiver.next().get(1).getVariable());
        notifier.happened(
                TestAlarms.event(TestAlarms.of(42, AlarmKind.POWER_QUALITY, TestAlarms.START), AlarmChange.STARTED));
        assertEquals(new OID(BRANCH + "50.0.11"), receiver.next().get(1).getVariable());
        notifier.happened(TestAlarms.event(TestAlarms.of(43, AlarmKind.SYSTEM, null), AlarmChange.STARTED));
        assertEquals(new OID(BRANCH + "50.0.21"), receiver.next().get(1).getVariable());
        notifier.happened(TestAlarms.event(TestAlarms.of(43, AlarmKind.SYSTEM, TestAlarms.START), AlarmChange.ENDED));
        assertEquals(new OID(BRANCH + "50.0.22"), receiver.next().get(1).getVariable());
        notifier.happened(new Event.DeviceFellSilent("i35-9", "digiware", "no answer", now));
        assertEquals(new OID(BRANCH + "50.0.31"), receiver.next().get(1).getVariable());
        notifier.happened(new Event.DeviceAnswersAgain("i35-9", "digiware", now));
        assertEquals(new OID(BRANCH + "50.0.32"), receiver.next().get(1).getVariable());
        attached.opened();
        assertEquals(new OID("1.3.6.1.6.3.1.1.5.1"), receiver.next().get(1).getVariable());
    }

    @Test
    void anActiveAlarmIsToldAgainEveryCycle() throws InterruptedException {
        Notifier notifier = notifier(Map.of("cycle.min", 60));
        notifier.attach(new TestEngine());
        notifier.happened(TestAlarms.event(TestAlarms.active(41), AlarmChange.STARTED));
        receiver.next();

        now = now.plus(Duration.ofMinutes(59));
        notifier.remind();
        now = now.plus(Duration.ofMinutes(1));
        notifier.remind();

        PDU reminder = receiver.next();
        assertEquals(new OID(BRANCH + "50.0.3"), reminder.get(1).getVariable());
        assertEquals(41, reminder.get(2).getVariable().toInt());
        assertEquals(0, receiver.arrived.size());
    }

    // RFC 1157 section 4.1.6 and rule 7 of the layout: enterprise B.50, generic 6, specific the last number.
    @Test
    void version1CarriesTheNumberAsSpecificTrap() throws InterruptedException {
        Notifier notifier = notifier(Map.of("version", "v1"));
        AgentPart.Attached attached = notifier.attach(new TestEngine());
        notifier.happened(TestAlarms.event(TestAlarms.active(41), AlarmChange.STARTED));

        PDUv1 trap = (PDUv1) receiver.next();
        assertEquals(new OID(BRANCH + "50"), trap.getEnterprise());
        assertEquals(6, trap.getGenericTrap());
        assertEquals(1, trap.getSpecificTrap());
        assertEquals(12, trap.size());

        attached.opened();
        PDUv1 start = (PDUv1) receiver.next();
        assertEquals(0, start.getGenericTrap());
        assertEquals(new OID(BRANCH + "10.10.70"), start.getEnterprise());
    }

    @Test
    void aTestOfInformsTellsWhoConfirmed() {
        Notifier notifier = notifier(Map.of("kind", "inform", "host2", "127.0.0.1", "port2", receiver.port()));
        List<SnmpDelivery> outcome = notifier.attach(new TestEngine())
                .trapTest()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();

        assertEquals(2, outcome.size());
        outcome.forEach(delivery -> {
            assertTrue(delivery.delivered(), delivery.toString());
            assertEquals("v2c inform", delivery.kind());
            assertTrue(delivery.outcome().startsWith("confirmed after "), delivery.outcome());
        });
    }

    @Test
    void aSealedCommunityIsNotSentAsItIs() {
        Notifier notifier = notifier(Map.of("community", Secrets.MARK + "abc"));
        List<SnmpDelivery> outcome = notifier.attach(new TestEngine())
                .trapTest()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        assertEquals(
                "not sent: the community is sealed, and the bundle core-secrets, which opens it, does not run",
                outcome.get(0).outcome());
    }

    // A scan with wrong communities must not become a flood of traps.
    @Test
    void wrongKeysAreToldAtMostOnceInTenSeconds() throws InterruptedException {
        AgentPart.Attached attached = notifier(Map.of()).attach(new TestEngine());
        for (int i = 0; i < 100; i++) {
            attached.authenticationFailed("192.0.2.66:4711");
        }
        assertEquals(new OID("1.3.6.1.6.3.1.1.5.5"), receiver.next().get(1).getVariable());
        now = now.plusSeconds(10);
        attached.authenticationFailed("192.0.2.66:4711");
        assertEquals(new OID("1.3.6.1.6.3.1.1.5.5"), receiver.next().get(1).getVariable());
        assertEquals(0, receiver.arrived.size());
    }

    // A receiver whose name can't be looked up must not fill the gateway.
    @Test
    void whatDoesNotFitIntoTheQueueIsDroppedAndToldOf() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        worker.execute(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AgentPart.Attached attached = notifier(Map.of()).attach(new TestEngine());
        List<CompletableFuture<List<SnmpDelivery>>> waiting = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            waiting.add(attached.trapTest());
        }

        SnmpDelivery tooMuch = attached.trapTest().join().get(0);
        assertFalse(tooMuch.delivered());
        assertEquals("dropped: too many wait to be sent", tooMuch.outcome());
        held.countDown();
        for (CompletableFuture<List<SnmpDelivery>> one : waiting) {
            assertTrue(one.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .get(0)
                    .delivered());
        }
    }

    @Test
    void whatCanNotWorkIsRefusedWithTheReason() {
        assertRefused("needs version v2c or v3", Map.of("version", "v1", "kind", "inform"));
        assertRefused("can't be broadcast", Map.of("broadcast", true, "kind", "inform"));
        assertRefused("community in etc/io.karawatt.proto.snmp.traps.cfg is empty", Map.of("community", ""));
        assertRefused("user in etc", Map.of("version", "v3"));
        assertRefused("name no receiver", Map.of("host1", ""));
        assertRefused("cycle.min = 0", Map.of("cycle.min", 0));
        assertRefused("at most 9000 ms", Map.of("kind", "inform", "retries", 10));
        assertRefused("must be v1, v2c or v3", Map.of("version", "v4"));
    }

    private void assertRefused(String reason, Map<String, Object> changed) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> notifier(changed));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
    }

    private Notifier notifier(Map<String, Object> changed) {
        Map<String, Object> config = new HashMap<>(
                Map.of("enabled", true, "community", "told", "host1", "127.0.0.1", "port1", receiver.port()));
        config.putAll(changed);
        return new Notifier(
                Converters.standardConverter().convert(config).to(TrapsConfig.class),
                new Identity(),
                TestSite.quantities(),
                () -> now,
                worker);
    }

    private static Snmp session() {
        try {
            MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
            dispatcher.addMessageProcessingModel(new MPv1());
            dispatcher.addMessageProcessingModel(new MPv2c());
            Snmp session = new Snmp(
                    dispatcher, new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0)));
            session.listen();
            return session;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Takes what comes, and confirms informs. */
    private static final class Receiver implements CommandResponder {

        private final Snmp session = session();
        private final BlockingQueue<PDU> arrived = new LinkedBlockingQueue<>();

        Receiver() {
            session.addCommandResponder(this);
        }

        int port() {
            return ((UdpAddress) session.getMessageDispatcher()
                            .getTransportMappings()
                            .iterator()
                            .next()
                            .getListenAddress())
                    .getPort();
        }

        PDU next() throws InterruptedException {
            PDU found = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("nothing came");
            }
            return found;
        }

        @Override
        public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
            arrived.add(event.getPDU());
            if (event.getPDU().getType() == PDU.INFORM) {
                PDU answer = (PDU) event.getPDU().clone();
                answer.setType(PDU.RESPONSE);
                try {
                    event.getMessageDispatcher()
                            .returnResponsePdu(
                                    event.getMessageProcessingModel(),
                                    event.getSecurityModel(),
                                    event.getSecurityName(),
                                    event.getSecurityLevel(),
                                    answer,
                                    event.getMaxSizeResponsePDU(),
                                    event.getStateReference(),
                                    new StatusInformation());
                } catch (org.snmp4j.MessageException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private final class TestEngine implements Engine {

        @Override
        public Snmp sender() {
            return sender;
        }

        @Override
        public USM usm() {
            throw new AssertionError("no v3 here");
        }

        @Override
        public byte[] engineId() {
            return new byte[] {1, 2, 3, 4, 5};
        }

        @Override
        public Duration upTime() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Terms terms() {
            return new Terms("", "", false);
        }

        @Override
        public void notificationSent() {
            // Counted by the engine; its own tests look at that.
        }
    }

    private static final class Identity implements GatewayIdentity {

        @Override
        public String product() {
            return "D-70";
        }

        @Override
        public String name() {
            return "Main gateway";
        }

        @Override
        public int netId() {
            return 1;
        }

        @Override
        public String serial() {
            return "";
        }

        @Override
        public int address() {
            return 2;
        }

        @Override
        public String version() {
            return "0.1.0";
        }
    }
}
