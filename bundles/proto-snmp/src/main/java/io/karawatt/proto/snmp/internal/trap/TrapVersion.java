package io.karawatt.proto.snmp.internal.trap;

import java.util.Arrays;
import org.snmp4j.mp.SnmpConstants;

/** Version of a notification. */
enum TrapVersion {
    /** SNMPv1: a message of its own kind (RFC 1157). */
    V1("v1", SnmpConstants.version1),
    /** SNMPv2c. */
    V2C("v2c", SnmpConstants.version2c),
    /** SNMPv3. */
    V3("v3", SnmpConstants.version3);

    private final String label;
    private final int number;

    TrapVersion(String label, int number) {
        this.label = label;
        this.number = number;
    }

    static TrapVersion of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.label.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "version = " + text + " in etc/" + Notifier.PID + ".cfg must be v1, v2c or v3"));
    }

    /** Name in the configuration. */
    String label() {
        return label;
    }

    /** Number in a message. */
    int number() {
        return number;
    }
}
