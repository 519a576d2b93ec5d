package io.karawatt.proto.snmp.internal.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A community that is accepted.
 *
 * @param text the community; a secret.
 * @param grant what it may.
 */
record Community(String text, Grant grant) {

    /** Tells whether a message carries it, in a time that does not tell how much of it was right. */
    boolean isIn(byte[] community) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), community);
    }

    @Override
    public String toString() {
        return grant.who();
    }
}
