package io.karawatt.proto.snmp.internal.agent;

import java.util.List;
import java.util.Set;

/**
 * Checked settings of the agent.
 *
 * @param bind host name or address to listen on; empty for all interfaces.
 * @param port 0..65535; 0 for any free port.
 * @param versions versions that are answered.
 * @param communities communities that are accepted.
 * @param users users that are accepted.
 * @param limits how much one request may.
 * @param terms what all parts of the agent need to know.
 * @param authenticationTraps whether a wrong community, user or key is notified.
 * @param notices what the operator should know about the settings.
 */
record AgentSettings(
        String bind,
        int port,
        Set<Version> versions,
        List<Community> communities,
        List<User> users,
        Limits limits,
        Engine.Terms terms,
        boolean authenticationTraps,
        List<String> notices) {

    /** Copies the collections. */
    AgentSettings {
        versions = Set.copyOf(versions);
        communities = List.copyOf(communities);
        users = List.copyOf(users);
        notices = List.copyOf(notices);
    }

    /**
     * How much one request may.
     *
     * @param requestBytes longest request.
     * @param responseBytes longest response.
     * @param repetitions most repetitions of a GetBulk.
     * @param bindings most variables of a request.
     * @param sets most Sets under way.
     * @param setSeconds longest time of a Set.
     */
    record Limits(int requestBytes, int responseBytes, int repetitions, int bindings, int sets, int setSeconds) {}
}
