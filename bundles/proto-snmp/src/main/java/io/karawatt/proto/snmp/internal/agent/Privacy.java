package io.karawatt.proto.snmp.internal.agent;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;

/**
 * Privacy protocols of the user-based security model.
 *
 * <p>AES with 192 and 256 bits never became a standard; two drafts lengthen the key in different ways. Names are those
 * of net-snmp.
 */
enum Privacy {
    /** Everybody may listen. */
    NONE("none", true),
    /** CBC-DES (RFC 3414). */
    DES("DES", true),
    /** CFB128-AES-128 (RFC 3826). */
    AES_128("AES-128", false),
    /** 192 bits, key lengthened as in draft-blumenthal-aes-usm-04. */
    AES_192("AES-192", false),
    /** 256 bits, key lengthened as in draft-blumenthal-aes-usm-04. */
    AES_256("AES-256", false),
    /** 192 bits, key lengthened as in draft-reeder-snmpv3-usm-3desede-00; found in Cisco's devices. */
    AES_192_C("AES-192-C", false),
    /** 256 bits, key lengthened as in draft-reeder-snmpv3-usm-3desede-00; found in Cisco's devices. */
    AES_256_C("AES-256-C", false);

    private final String label;
    private final boolean weak;

    Privacy(String label, boolean weak) {
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
    PrivacyProtocol protocol() {
        return switch (this) {
            case NONE -> null;
            case DES -> new PrivDES();
            case AES_128 -> new PrivAES128();
            case AES_192 -> new PrivAES192();
            case AES_256 -> new PrivAES256();
            case AES_192_C -> new PrivAES192With3DESKeyExtension();
            case AES_256_C -> new PrivAES256With3DESKeyExtension();
        };
    }

    /** OID of the protocol; null for none. */
    @Nullable
    OID id() {
        PrivacyProtocol protocol = protocol();
        return protocol == null ? null : protocol.getID();
    }
}
