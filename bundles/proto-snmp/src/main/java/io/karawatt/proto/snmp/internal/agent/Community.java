package io.karawatt.proto.snmp.internal.agent;

import java.nio.charset.StandardCharsets;

/**
 * A community that is accepted.
 *
 * @param text the community; a secret.
 * @param grant what it may.
 */
record Community(String text, Grant grant) {

    /** Returns the community as messages carry it. */
    byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return grant.who();
    }
}
