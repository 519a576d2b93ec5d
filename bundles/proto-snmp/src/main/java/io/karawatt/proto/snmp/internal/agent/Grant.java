package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.Asker;
import io.karawatt.snmp.SnmpUser;

/**
 * What somebody may who was recognised.
 *
 * @param version version of SNMP the grant is for.
 * @param who the user, or which community; never the community itself.
 * @param write whether sets are taken; reading is.
 * @param level least security level of messages.
 * @param guarded whether the objects about the engine and its defences are seen.
 */
record Grant(Version version, String who, boolean write, Level level, boolean guarded) {

    /** Name of the door in questions to the access policy. */
    static final String FACE = "snmp";

    /** Says who asks. */
    Asker asker(String from) {
        return new Asker(FACE, label(), from);
    }

    /** Names who asks, for people. */
    String label() {
        return version == Version.V3 ? "v3 user " + who : who;
    }

    /** Tells a grant without protocols, as of a community. */
    SnmpUser shown() {
        return shown(Authentication.NONE, Privacy.NONE);
    }

    /** Tells a grant. */
    SnmpUser shown(Authentication authentication, Privacy privacy) {
        return new SnmpUser(version.label(), who, write, authentication.label(), privacy.label(), level.label());
    }
}
