package io.karawatt.proto.snmp.internal.agent;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.smi.OID;

/** Authentication protocols of the user-based security model (RFC 3414, RFC 7860). */
enum Authentication {
    /** Anybody may say to be this user. */
    NONE("none", true),
    /** HMAC-MD5-96. */
    MD5("MD5", true),
    /** HMAC-SHA-96. */
    SHA_1("SHA-1", true),
    /** HMAC-128-SHA-224. */
    SHA_224("SHA-224", false),
    /** HMAC-192-SHA-256. */
    SHA_256("SHA-256", false),
    /** HMAC-256-SHA-384. */
    SHA_384("SHA-384", false),
    /** HMAC-384-SHA-512. */
    SHA_512("SHA-512", false);

    private final String label;
    private final boolean weak;

    Authentication(String label, boolean weak) {
        this.label = label;
        this.weak = weak;
    }

    /** Name in the configuration. */
    String label() {
        return label;
    }

    /** Whether it protects too little today. */
    boolean weak() {
        return weak;
    }

    /** Makes the protocol; null for none. */
    @Nullable
    AuthenticationProtocol protocol() {
        return switch (this) {
            case NONE -> null;
            case MD5 -> new AuthMD5();
            case SHA_1 -> new AuthSHA();
            case SHA_224 -> new AuthHMAC128SHA224();
            case SHA_256 -> new AuthHMAC192SHA256();
            case SHA_384 -> new AuthHMAC256SHA384();
            case SHA_512 -> new AuthHMAC384SHA512();
        };
    }

    /** OID of the protocol; null for none. */
    @Nullable
    OID id() {
        AuthenticationProtocol protocol = protocol();
        return protocol == null ? null : protocol.getID();
    }
}
