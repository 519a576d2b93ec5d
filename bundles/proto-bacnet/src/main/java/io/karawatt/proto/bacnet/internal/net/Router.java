package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;

/** Network layer (clause 6): the gateway on the IP network, and behind it the virtual network of the meters. */
final class Router implements LinkLayer.Upper {

    private static final int BIP_MAC = 6;

    /** Stands for the gateway and all meters. */
    static final int EVERYBODY = -1;

    /** Stands for all meters. */
    static final int ALL_METERS = -2;

    private final Inbox inbox;
    private final NetworkMessages messages;
    private final Notices notices;
    private final Counters counters;
    private final int network;
    private final Wire wire;
    private final Npdu npdu = new Npdu();

    /** Who takes APDUs. */
    interface Inbox {

        /**
         * An APDU came.
         *
         * @param from who sent it.
         * @param device {@link Application#GATEWAY}, the address of a meter that may not exist, {@link #EVERYBODY} or
         *     {@link #ALL_METERS}.
         * @param broadcast whether it came to all, or to more than one.
         */
        void apdu(BacnetAddress from, int device, boolean broadcast, byte[] array, int offset, int length);
    }

    /**
     * Makes a router.
     *
     * @param network number of the virtual network; 0 when there is none.
     * @param wire knows our own address.
     */
    Router(int network, Wire wire, Inbox inbox, NetworkMessages messages, Notices notices, Counters counters) {
        this.network = network;
        this.wire = wire;
        this.inbox = inbox;
        this.messages = messages;
        this.notices = notices;
        this.counters = counters;
    }

    @Override
    public void npdu(BacnetAddress link, boolean broadcast, byte[] array, int offset, int length) {
        if (!npdu.read(array, offset, length)) {
            counters.add(Counters.Kind.BAD_NETWORK);
            return;
        }
        if (network != 0 && npdu.snet() == network) {
            claimed(notices, network, link);
            return;
        }
        BacnetAddress from = npdu.from(link);
        if (npdu.isNetworkMessage()) {
            messages.take(from, broadcast, npdu, array);
        } else {
            route(from, broadcast, array);
        }
    }

    private void route(BacnetAddress from, boolean broadcast, byte[] array) {
        int dnet = npdu.dnet();
        if (dnet == 0) {
            deliver(from, Application.GATEWAY, broadcast, array);
        } else if (dnet == Npdu.EVERY_NETWORK) {
            boolean further = network != 0 && npdu.hops() > 1;
            deliver(from, further ? EVERYBODY : Application.GATEWAY, true, array);
        } else if (dnet == messages.ipNetwork()) {
            own(from, broadcast, array);
        } else if (network == 0 || dnet != network) {
            unknown(from, broadcast);
        } else if (npdu.dlen() == 0) {
            // Whatever the hop count: from our own network nothing goes on, and there are clients that leave it at 0.
            deliver(from, ALL_METERS, true, array);
        } else if (npdu.dlen() == 1 && npdu.dadr() != Application.GATEWAY) {
            deliver(from, (int) npdu.dadr(), false, array);
        } else {
            counters.add(Counters.Kind.UNREACHABLE);
            if (!broadcast) {
                messages.reject(from, NetworkMessages.REASON_ADDRESS, dnet);
            }
        }
    }

    /** Somebody tells the number of the IP network itself, as he may (clause 6.3.2): to all of it, or to us. */
    private void own(BacnetAddress from, boolean broadcast, byte[] array) {
        long us = ((wire.ip() & 0xffffffffL) << 16) | wire.port();
        if (npdu.dlen() == 0) {
            deliver(from, Application.GATEWAY, true, array);
        } else if (npdu.dlen() == BIP_MAC && npdu.dadr() == us) {
            deliver(from, Application.GATEWAY, broadcast, array);
        } else {
            counters.add(Counters.Kind.UNREACHABLE);
        }
    }

    /** A network that we know no way to; its routers on our subnet look after broadcasts themselves. */
    private void unknown(BacnetAddress from, boolean broadcast) {
        if (broadcast) {
            counters.add(Counters.Kind.UNREACHABLE);
        } else {
            messages.reject(from, NetworkMessages.REASON_UNREACHABLE, npdu.dnet());
        }
    }

    private void deliver(BacnetAddress from, int device, boolean broadcast, byte[] array) {
        inbox.apdu(from, device, broadcast, array, npdu.offset(), npdu.length());
    }

    /** Somebody else speaks for our virtual network. */
    static void claimed(Notices notices, int network, BacnetAddress link) {
        notices.trouble(
                "seen:network:" + link.text(),
                Event.Severity.WARNING,
                "network number " + network + " is also used by the router "
                        + link.link().text()
                        + ": requests to meters may get lost; choose another 'virtual.network' here or another number"
                        + " there");
    }
}
