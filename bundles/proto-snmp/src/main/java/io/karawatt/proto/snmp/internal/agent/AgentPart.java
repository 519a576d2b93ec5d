package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.snmp.SnmpDelivery;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A part of the agent: brings objects, sends notifications, or both. Registered as a service inside this bundle; may
 * come and go while the agent runs.
 */
public interface AgentPart {

    /**
     * The agent works now: join it. Called for each engine once; returns at once.
     *
     * @param engine the running engine.
     * @return the part at work, to be closed before the engine is.
     */
    Attached attach(Engine engine);

    /** A part at work on one engine. Thread-safe. */
    interface Attached extends AutoCloseable {

        /**
         * Returns what it brings.
         *
         * @return the subtrees, always the same ones.
         */
        default List<Subtree> subtrees() {
            return List.of();
        }

        /** The port is open and requests are answered: coldStart is due (RFC 3418). Called once, returns at once. */
        default void opened() {}

        /**
         * Somebody used a wrong community, user or key (authenticationFailure, RFC 3418). Called at most once in a
         * second, on the thread that receives: returns at once.
         *
         * @param from address of the sender.
         */
        default void authenticationFailed(String from) {}

        /**
         * Sends a test notification to each configured host.
         *
         * @return one entry a host; completed never exceptionally and within 10 s.
         */
        default CompletableFuture<List<SnmpDelivery>> trapTest() {
            return CompletableFuture.completedFuture(List.of());
        }

        /** Leaves the engine. */
        @Override
        void close();
    }
}
