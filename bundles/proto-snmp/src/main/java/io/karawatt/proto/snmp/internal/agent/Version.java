package io.karawatt.proto.snmp.internal.agent;

import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;

/** Versions of SNMP. */
enum Version {
    /** RFC 1157. */
    V1("v1", SnmpConstants.version1),
    /** RFC 1901 and 3416. */
    V2C("v2c", SnmpConstants.version2c),
    /** RFC 3411 to 3418. */
    V3("v3", SnmpConstants.version3);

    private final String label;
    private final int code;

    Version(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** Name for people. */
    String label() {
        return label;
    }

    /** Number in messages. */
    int code() {
        return code;
    }

    /** Finds a version by its number in messages; null when there is none. */
    static @Nullable Version of(int code) {
        for (Version version : values()) {
            if (version.code == code) {
                return version;
            }
        }
        return null;
    }
}
