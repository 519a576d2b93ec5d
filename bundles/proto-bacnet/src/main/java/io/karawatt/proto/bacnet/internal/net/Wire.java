package io.karawatt.proto.bacnet.internal.net;

/** Takes datagrams out. */
interface Wire {

    /** Our own IPv4 address, as others see it. */
    int ip();

    /** Our own UDP port. */
    int port();

    /** Where broadcasts of the own subnet go. */
    int broadcast();

    /**
     * Sends a datagram; never waits, never throws: what the system does not take is lost, as on any network.
     *
     * @param array where it lies.
     * @param offset its first octet.
     * @param length its octets.
     * @param ip to whom.
     * @param port to which port.
     */
    void send(byte[] array, int offset, int length, int ip, int port);
}
