package io.karawatt.proto.snmp.internal.agent;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/**
 * A user of version 3 who is accepted.
 *
 * @param grant what the user may.
 * @param authentication how it is known that a message comes from the user.
 * @param authenticationPhrase the pass phrase; empty for none.
 * @param privacy how messages are kept from others.
 * @param privacyPhrase the pass phrase; empty for none.
 */
record User(
        Grant grant,
        Authentication authentication,
        String authenticationPhrase,
        Privacy privacy,
        String privacyPhrase) {

    /** Makes the entry for the security model. */
    UsmUser entry() {
        return new UsmUser(
                new OctetString(grant.who()),
                authentication.id(),
                phrase(authenticationPhrase),
                privacy.id(),
                phrase(privacyPhrase));
    }

    private static @Nullable OctetString phrase(String text) {
        return text.isEmpty() ? null : new OctetString(text);
    }

    @Override
    public String toString() {
        return grant.label();
    }
}
