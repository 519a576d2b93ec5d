package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;

/**
 * What the application must know of the network's settings; checked.
 *
 * @param instance device instance of the gateway, 0..4194302; a meter's is this plus its address.
 * @param network number of the virtual network, 1..65534.
 * @param single whether all meters' objects appear in the gateway's device, for clients that know no routers; then
 *     {@link Application#devices} names the gateway alone.
 * @param vendor vendor identifier, 0..65535.
 * @param timeout APDU_Timeout.
 * @param retries Number_Of_APDU_Retries.
 */
public record Terms(int instance, int network, boolean single, int vendor, Duration timeout, int retries) {

    /** Max_APDU_Length_Accepted. */
    public static final int MAX_APDU = 1476;

    /** Max_Segments_Accepted. */
    public static final int MAX_SEGMENTS = 64;

    /** Largest device instance that is one; the next means "none". */
    public static final int MAX_INSTANCE = 4_194_302;

    /**
     * Tells how long we wait for the next segment or its acknowledgement.
     *
     * @return APDU_Segment_Timeout.
     */
    public Duration segmentTimeout() {
        return timeout;
    }
}
