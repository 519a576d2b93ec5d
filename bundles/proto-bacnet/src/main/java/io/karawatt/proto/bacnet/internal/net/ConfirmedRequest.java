package io.karawatt.proto.bacnet.internal.net;

/**
 * A confirmed request, whole, in the buffer it arrived in (ASHRAE 135 clause 20.1.2).
 *
 * <p>The array belongs to the server: what is needed after the call must be copied. Where segments were put together,
 * the range is the whole service request.
 */
public final class ConfirmedRequest {

    private final BacnetAddress asker;
    private final int device;
    private final int service;
    private final byte[] array;
    private final int offset;
    private final int length;

    /**
     * Makes a request.
     *
     * @param asker who asks.
     * @param device whom: {@link Application#GATEWAY} or the address of a meter.
     * @param service service choice (clause 21, BACnetConfirmedServiceChoice), 0..255.
     * @param array where the service request lies.
     * @param offset its first octet.
     * @param length its octets.
     */
    public ConfirmedRequest(BacnetAddress asker, int device, int service, byte[] array, int offset, int length) {
        this.asker = asker;
        this.device = device;
        this.service = service;
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Tells who asks.
     *
     * @return where the answer goes.
     */
    public BacnetAddress asker() {
        return asker;
    }

    /**
     * Tells who is asked.
     *
     * @return {@link Application#GATEWAY} or the address of a meter on the virtual network, 1..247; a device that
     *     {@link Application#devices} names.
     */
    public int device() {
        return device;
    }

    /**
     * Tells what is asked for.
     *
     * @return service choice, 0..255.
     */
    public int service() {
        return service;
    }

    /**
     * Returns the array in which the service request lies.
     *
     * @return not a copy; only to be read, only during the call.
     */
    public byte[] array() {
        return array;
    }

    /**
     * Tells where the service request begins.
     *
     * @return index in the array.
     */
    public int offset() {
        return offset;
    }

    /**
     * Tells how long the service request is.
     *
     * @return octets, 0 or more.
     */
    public int length() {
        return length;
    }
}
