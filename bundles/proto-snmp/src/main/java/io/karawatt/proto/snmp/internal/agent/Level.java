package io.karawatt.proto.snmp.internal.agent;

import org.snmp4j.security.SecurityLevel;

/** How a message is protected (RFC 3411). */
enum Level {
    /** Not at all. */
    NO_AUTH("noAuthNoPriv", SecurityLevel.NOAUTH_NOPRIV),
    /** It is known who sent it. */
    AUTH("authNoPriv", SecurityLevel.AUTH_NOPRIV),
    /** It is known who sent it, and nobody can read it. */
    PRIV("authPriv", SecurityLevel.AUTH_PRIV);

    private final String label;
    private final int code;

    Level(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** Name in the standards and in the configuration. */
    String label() {
        return label;
    }

    /** Number in messages and MIBs: 1 to 3. */
    int code() {
        return code;
    }
}
