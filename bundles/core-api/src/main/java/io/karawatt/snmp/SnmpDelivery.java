package io.karawatt.snmp;

/**
 * What became of a notification.
 *
 * @param host where it was sent, for example {@code 192.0.2.9:162}.
 * @param kind {@code trap} or {@code inform}, with the version, for example {@code v2c trap}.
 * @param delivered whether it was sent; of an inform, whether it was confirmed.
 * @param outcome in plain words, for example {@code confirmed after 12 ms}.
 */
public record SnmpDelivery(String host, String kind, boolean delivered, String outcome) {}
