/* SPDX-License-Identifier: GPL-3.0-only (uses BACnet4J; docs/licences.md) */
package io.karawatt.bench;

import com.serotonin.bacnet4j.LocalDevice;
import com.serotonin.bacnet4j.npdu.ip.IpNetworkBuilder;
import com.serotonin.bacnet4j.obj.AnalogInputObject;
import com.serotonin.bacnet4j.transport.DefaultTransport;
import com.serotonin.bacnet4j.type.enumerated.EngineeringUnits;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A device of BACnet4J with an object for each of the 372 values of a meter with six loads. */
final class Bacnet4jPeer implements AutoCloseable {

    /** Objects. */
    static final int OBJECTS = 372;

    private static final int QUANTITIES = 62;

    private final LocalDevice device;
    private final int port;
    private final long bytes;

    Bacnet4jPeer() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = probe.getLocalPort();
        }
        long before = BacnetGatewayRig.usedHeap();
        device = new LocalDevice(
                4000,
                new DefaultTransport(new IpNetworkBuilder()
                        .withLocalBindAddress("127.0.0.1")
                        .withBroadcast("127.0.0.3", 8)
                        .withPort(port)
                        .build()));
        device.initialize();
        for (int load = 1; load <= BacnetGatewayRig.LOADS; load++) {
            for (int index = 0; index < QUANTITIES; index++) {
                int instance = load * 100 + index;
                AnalogInputObject object = new AnalogInputObject(
                        device, instance, "value " + instance, instance, EngineeringUnits.volts, false);
                object.supportCovReporting(1);
            }
        }
        bytes = BacnetGatewayRig.usedHeap() - before;
    }

    int port() {
        return port;
    }

    /** What device and objects need, bytes. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        device.terminate();
    }
}
