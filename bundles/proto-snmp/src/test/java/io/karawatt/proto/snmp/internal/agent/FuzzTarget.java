package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a fuzzer that watches coverage calls (docs/reference/fuzzing.md): one datagram into an agent without a thread
 * and without a port. Nothing may be thrown, and nothing may fail inside.
 */
public final class FuzzTarget {

    private static final InetSocketAddress MANAGER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    private static final AgentLoop AGENT = agent();

    private FuzzTarget() {}

    /** Takes one input. */
    public static void fuzzerTestOneInput(byte[] datagram) {
        AGENT.take(datagram, MANAGER);
    }

    private static AgentLoop agent() {
        Map<String, Object> config = new HashMap<>(TestAgent.defaults());
        AgentSettings settings = SettingsReader.read(TestAgent.config(config), null);
        Counters counters = new Counters();
        FakeTime time = new FakeTime();
        EventBus failures = new EventBus() {
            @Override
            public void publish(Event event) {
                if (event instanceof Event.GatewayNotice notice) {
                    throw new AssertionError(notice.describe());
                }
            }

            @Override
            public List<QueueState> queues() {
                return List.of();
            }
        };
        Notices notices = new Notices(failures, time.time());
        try {
            RunningEngine engine =
                    new RunningEngine(EngineIdentity.fresh(new Random(7)), settings, counters, notices, time.time());
            engine.attach(part -> new Planted());
            return new AgentLoop(
                    settings, engine, counters, new AgentLoop.Outside(failures, notices, time.time()), face -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Planted implements AgentPart.Attached {

        @Override
        public List<Subtree> subtrees() {
            return List.of(new Samples());
        }

        @Override
        public void close() {}
    }
}
