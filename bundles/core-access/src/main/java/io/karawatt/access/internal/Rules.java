package io.karawatt.access.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, understood.
 *
 * @param fault what is wrong with it; while there is a fault everything but looking is refused.
 * @param allowed what is switched on, and for whom.
 */
record Rules(String fault, Map<Operation, Rule> allowed) {

    private static final String FILE = "etc/" + FileAccessPolicy.PID + ".cfg";

    Rules {
        allowed = Map.copyOf(allowed);
    }

    /**
     * Who may do something.
     *
     * @param clients from where.
     * @param clientsKey key that says so, for the reason of a refusal.
     * @param faces through which doors.
     * @param facesKey key that says so.
     */
    record Rule(Clients clients, String clientsKey, Set<String> faces, String facesKey) {

        Rule {
            faces = Set.copyOf(faces);
        }

        private AccessDecision decide(AccessRequest request) {
            if (!faces.contains(request.face())) {
                return new AccessDecision.Refused(
                        "not allowed over " + request.face() + "; " + facesKey + " in " + FILE + " does not name it");
            }
            if (!clients.contains(request.from())) {
                return new AccessDecision.Refused("not allowed from " + request.from() + "; " + clientsKey + " in "
                        + FILE + " does not contain its address");
            }
            return new AccessDecision.Allowed();
        }

        @Override
        public String toString() {
            return "from " + clients.size() + " clients and networks over " + faces;
        }
    }

    static Rules faulty(String fault) {
        return new Rules(fault, Map.of());
    }

    AccessDecision decide(AccessRequest request) {
        Operation operation = request.operation();
        if (operation == Operation.READ) {
            return new AccessDecision.Allowed();
        }
        if (!fault.isEmpty()) {
            return new AccessDecision.Refused("everything is refused because " + FILE + " is faulty: " + fault);
        }
        @Nullable Rule rule = allowed.get(operation);
        if (rule == null) {
            String key = operation == Operation.WRITE ? "write.enabled" : "command.enabled";
            return new AccessDecision.Refused("switched off; it would need " + key + " = true in " + FILE);
        }
        return rule.decide(request);
    }
}
