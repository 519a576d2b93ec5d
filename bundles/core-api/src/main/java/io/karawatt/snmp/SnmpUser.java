package io.karawatt.snmp;

/**
 * A community or user that is accepted.
 *
 * @param version {@code v1}, {@code v2c} or {@code v3}.
 * @param name name of the user; of a community what it is for, for example {@code v2c write community}.
 * @param write whether it may also write.
 * @param authentication name of the authentication protocol, or {@code none}.
 * @param privacy name of the privacy protocol, or {@code none}.
 * @param level least security level: {@code noAuthNoPriv}, {@code authNoPriv} or {@code authPriv}.
 */
public record SnmpUser(
        String version, String name, boolean write, String authentication, String privacy, String level) {}
