package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.gateway.Face;
import java.util.List;
import java.util.Map;

/**
 * The open port as operators see it.
 *
 * @param address where it listens.
 * @param peers who asked.
 * @param sums what happened.
 */
record AgentFace(String address, Peers peers, Counters sums) implements Face {

    @Override
    public String name() {
        return Grant.FACE;
    }

    @Override
    public List<Client> clients() {
        return peers.shown();
    }

    @Override
    public Map<String, Long> counters() {
        return sums.all();
    }
}
