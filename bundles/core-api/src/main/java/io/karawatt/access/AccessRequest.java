package io.karawatt.access;

/**
 * Who wants to do what, from where.
 *
 * @param face the door: {@code modbus-tcp}, {@code snmp}, {@code bacnet}, {@code web}, {@code console} …
 * @param who the user, community or client name; {@code anonymous} where the protocol knows none.
 * @param from address of the client, for example {@code 192.0.2.7:49152}.
 * @param operation what kind of deed.
 * @param target the point, register or command, for example {@code i35-9 register 58112}.
 */
public record AccessRequest(String face, String who, String from, Operation operation, String target) {

    /** Kinds of deeds, from harmless to grave. */
    public enum Operation {
        /** Look. */
        READ,
        /** Change a value or setting of a meter. */
        WRITE,
        /** Make a meter or the gateway do something. */
        COMMAND
    }

    /**
     * Tells the request in one line.
     *
     * @return for example {@code write i35-9 register 58112 by anonymous from 192.0.2.7:49152 over modbus-tcp}.
     */
    public String describe() {
        return operation.name().toLowerCase(java.util.Locale.ROOT) + " " + target + " by " + who + " from " + from
                + " over " + face;
    }
}
