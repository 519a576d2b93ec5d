package io.karawatt.snmp;

/**
 * An object of the tree.
 *
 * @param oid its OID in dotted decimal numbers.
 * @param syntax name of its type, for example {@code Gauge32}.
 * @param value its value as text.
 */
public record SnmpObject(String oid, String syntax, String value) {}
