package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;

/** The agent from start to end: port, parts, what is shown. */
@Timeout(30)
class AgentRunTest {

    @TempDir
    private Path folder;

    /** A part with one object that remembers what became of it. */
    private static final class Part implements AgentPart {

        private final OID root;
        private final List<String> steps = new CopyOnWriteArrayList<>();

        Part(String root) {
            this.root = new OID(root);
        }

        @Override
        public Attached attach(Engine engine) {
            assertNotNull(engine.sender());
            assertEquals(1, engine.usm().getEngineBoots());
            steps.add("attached");
            return new Attached() {
                @Override
                public List<Subtree> subtrees() {
                    return List.of(new Scalars(root, Map.of("1", () -> new Integer32(42))));
                }

                @Override
                public void opened() {
                    steps.add("opened");
                }

                @Override
                public void close() {
                    steps.add("closed");
                }
            };
        }
    }

    @Test
    void aPartMayComeAndGoWhileTheAgentRuns() throws IOException {
        Part part = new Part("1.3.6.1.4.1.4555.99");
        try (TestAgent agent = new TestAgent(folder)) {
            agent.services().addPart(part);
            TestAgent.until(() -> part.steps.contains("opened"));
            assertEquals(
                    "42",
                    Walk.below(agent.run().engine().trees().full(), "1.3.6.1.4.1.4555.99", 9)
                            .get(0)
                            .value());
            agent.services().removePart(part);
            assertTrue(Walk.below(agent.run().engine().trees().full(), "1.3.6.1.4.1.4555.99", 9)
                    .isEmpty());
        }
        assertEquals(List.of("attached", "opened", "closed"), part.steps);
    }

    /** Two parts that claim the same objects: the first one stays, the fault is told. */
    @Test
    void aPartThatClashesIsLeftOut() throws IOException {
        Part part = new Part(Samples.ROOT.toDottedString());
        try (TestAgent agent = new TestAgent(folder)) {
            agent.services().addPart(part);
            assertTrue(part.steps.contains("closed"));
            assertTrue(
                    agent.events().stream().anyMatch(event -> event.describe().contains("lies in subtree")));
            assertEquals(1, agent.answersTo(List.of(Messages.get(1, TestAgent.READ, 1, "1.3.6.1.2.1.11.3.0"))));
        }
    }

    @Test
    void aTakenPortIsToldOnceAndTriedAgain() throws IOException {
        FakeTime time = new FakeTime();
        List<Event> events = new CopyOnWriteArrayList<>();
        AgentServices services = new AgentServices();
        services.setEvents(new io.karawatt.event.EventBus() {
            @Override
            public void publish(Event event) {
                events.add(event);
            }

            @Override
            public List<io.karawatt.event.QueueState> queues() {
                return List.of();
            }
        });
        DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Map<String, Object> config = new HashMap<>(TestAgent.defaults());
        config.put("port", taken.getLocalPort());
        AgentSettings settings = SettingsReader.read(TestAgent.config(config), null);
        EngineFile file = new EngineFile(folder.resolve("engine"), new Random(7), text -> {});
        List<String> doors = new ArrayList<>();
        try (AgentRun run = new AgentRun(settings, file, services, time.time(), face -> doors.add(face.address()))) {
            run.start();
            TestAgent.until(() -> !run.loop().trouble().isEmpty());
            assertTrue(
                    run.loop().trouble().contains("change 'bind' and 'port'"),
                    run.loop().trouble());
            int port = taken.getLocalPort();
            taken.close();
            time.advance(Duration.ofSeconds(2));
            TestAgent.until(() -> !run.loop().address().isEmpty());
            assertEquals("127.0.0.1:" + port + "/udp", run.loop().address());
            assertEquals("", run.loop().trouble());
        }
        assertEquals(
                1,
                events.stream()
                        .filter(event -> event.describe().contains("can't listen"))
                        .count());
    }

    @Test
    void aStoppedAgentGivesItsPortBack() throws IOException {
        int port;
        try (TestAgent agent = new TestAgent(folder)) {
            port = agent.port();
        }
        new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aWalkFromInsideTellsWhatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> Walk.below(Tree.EMPTY, "1.3.x", 10));
        assertThrows(IllegalArgumentException.class, () -> Walk.below(Tree.EMPTY, "1.3", 0));
        assertTrue(Walk.below(Tree.EMPTY, ".1.3", 10).isEmpty());
    }

    /** RFC 3416 §4.2.1: a known type without the instance is told from an unknown type. */
    @Test
    void scalarsTellUnknownTypesFromUnknownInstances() {
        Scalars scalars = new Scalars(
                new OID("1.3.6.1.2.1.1"),
                Map.of("1", () -> new Integer32(1), "3", () -> new Integer32(3), "10", () -> new Integer32(10)));
        assertEquals(new Integer32(3), scalars.get(new OID("1.3.6.1.2.1.1.3.0")));
        assertEquals(Null.noSuchInstance, scalars.get(new OID("1.3.6.1.2.1.1.3.1")));
        assertEquals(Null.noSuchInstance, scalars.get(new OID("1.3.6.1.2.1.1.3")));
        assertEquals(Null.noSuchObject, scalars.get(new OID("1.3.6.1.2.1.1.2.0")));
        assertEquals(new OID("1.3.6.1.2.1.1.10.0"), next(scalars, "1.3.6.1.2.1.1.3.0"));
        assertEquals(new OID("1.3.6.1.2.1.1.1.0"), next(scalars, "1.3"));
        assertEquals(null, scalars.next(new OID("1.3.6.1.2.1.1.10.0")));
    }

    private static OID next(Scalars scalars, String after) {
        return java.util.Objects.requireNonNull(scalars.next(new OID(after))).getOid();
    }
}
