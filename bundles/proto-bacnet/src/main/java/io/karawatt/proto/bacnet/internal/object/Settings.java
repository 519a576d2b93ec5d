package io.karawatt.proto.bacnet.internal.object;

import java.time.Duration;

/**
 * What operators set about the objects; checked.
 *
 * @param strict whether only what a meter measures is shown.
 * @param vendorName Vendor_Name.
 * @param location Location of the gateway.
 * @param maxSubscriptions most change-of-value subscriptions.
 * @param maxLifetime longest life of one.
 */
public record Settings(
        boolean strict, String vendorName, String location, int maxSubscriptions, Duration maxLifetime) {}
