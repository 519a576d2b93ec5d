package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.gateway.Face;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent while it is on: engine, loop and thread, from start to end. */
final class AgentRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRun.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final AgentSettings settings;
    private final AgentServices services;
    private final Counters counters = new Counters();
    private final RunningEngine engine;
    private final AgentLoop loop;
    private final Thread thread;

    /**
     * Starts the engine; the port is opened by {@link #start}.
     *
     * @param settings what the operator wishes.
     * @param file keeps the engine id and the number of starts.
     * @param services the rest of the gateway.
     * @param time the clocks.
     * @param announcer told that the port is open.
     * @throws IOException in plain words when the agent can't work.
     */
    AgentRun(AgentSettings settings, EngineFile file, AgentServices services, Time time, Consumer<Face> announcer)
            throws IOException {
        this.settings = settings;
        this.services = services;
        Notices notices = new Notices(services.events(), time);
        this.engine = new RunningEngine(file.nextStart(), settings, counters, notices, time);
        try {
            this.loop = new AgentLoop(
                    settings, engine, counters, new AgentLoop.Outside(services.events(), notices, time), announcer);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
        this.thread = new Thread(loop, "karawatt-snmp");
        thread.setDaemon(true);
        settings.notices().forEach(notices::warning);
    }

    /** Has the parts join and opens the port. */
    void start() {
        services.join(engine);
        thread.start();
    }

    AgentSettings settings() {
        return settings;
    }

    RunningEngine engine() {
        return engine;
    }

    AgentLoop loop() {
        return loop;
    }

    Counters counters() {
        return counters;
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(STOP_LIMIT.toMillis());
            if (thread.isAlive()) {
                LOG.warn("the agent's thread did not end within {} s; left alone", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.leave(engine);
        engine.close();
    }
}
