package io.karawatt.access.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration, understood.
 *
 * @param fault what is wrong with it; while there is a fault everything but looking is refused.
 * @param allowed which of writing and commanding are switched on.
 * @param clients from where.
 * @param faces through which doors.
 */
record Rules(String fault, Set<Operation> allowed, Clients clients, Set<String> faces) {

    private static final String FILE = "etc/" + FileAccessPolicy.PID + ".cfg";

    Rules {
        allowed = Set.copyOf(allowed);
        faces = Set.copyOf(faces);
    }

    static Rules faulty(String fault) {
        return new Rules(fault, Set.of(), Clients.none(), Set.of());
    }

    AccessDecision decide(AccessRequest request) {
        Operation operation = request.operation();
        if (operation == Operation.READ) {
            return new AccessDecision.Allowed();
        }
        String key = operation == Operation.WRITE ? "write.enabled" : "command.enabled";
        if (!fault.isEmpty()) {
            return new AccessDecision.Refused("everything is refused because " + FILE + " is faulty: " + fault);
        }
        if (!allowed.contains(operation)) {
            return new AccessDecision.Refused("switched off; it would need " + key + " = true in " + FILE);
        }
        return complaint(request)
                .<AccessDecision>map(AccessDecision.Refused::new)
                .orElseGet(AccessDecision.Allowed::new);
    }

    private Optional<String> complaint(AccessRequest request) {
        if (!faces.contains(request.face())) {
            return Optional.of("not allowed over " + request.face() + "; write.faces in " + FILE + " does not name it");
        }
        return clients.contains(request.from())
                ? Optional.empty()
                : Optional.of("not allowed from " + request.from() + "; write.clients in " + FILE
                        + " does not contain its address");
    }
}
