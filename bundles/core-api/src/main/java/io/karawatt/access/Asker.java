package io.karawatt.access;

/**
 * Who stands at a door.
 *
 * @param face the door: {@code modbus-tcp}, {@code web}, {@code console} …
 * @param who the user, community or client name; {@code anonymous} where the protocol knows none.
 * @param from address of the client, for example {@code 192.0.2.7:49152}.
 */
public record Asker(String face, String who, String from) {

    /**
     * Says what the asker wants.
     *
     * @param operation what kind of deed.
     * @param target the point, register or command.
     * @return the question to the policy.
     */
    public AccessRequest wants(AccessRequest.Operation operation, String target) {
        return new AccessRequest(face, who, from, operation, target);
    }
}
