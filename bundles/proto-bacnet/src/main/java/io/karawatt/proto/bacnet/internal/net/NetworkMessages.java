package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;

/** Messages of the network layer (clauses 6.4 to 6.6): who routes what, and what can't be routed. */
final class NetworkMessages {

    /** Reject-Message-To-Network: no reason below. */
    static final int REASON_OTHER = 0;

    /** We are not connected to this network and know no router to it. */
    static final int REASON_UNREACHABLE = 1;

    /** Unknown network layer message type. */
    static final int REASON_UNKNOWN_MESSAGE = 3;

    /** Addressing error. */
    static final int REASON_ADDRESS = 6;

    /** Answers to questions about routes within a second; more are dropped. */
    static final int MOST_ANSWERS = 10;

    private static final int WHO_IS_ROUTER = 0x00;
    private static final int I_AM_ROUTER = 0x01;
    private static final int I_COULD_BE_ROUTER = 0x02;
    private static final int REJECT = 0x03;
    private static final int ROUTER_BUSY = 0x04;
    private static final int ROUTER_AVAILABLE = 0x05;
    private static final int INITIALIZE = 0x06;
    private static final int INITIALIZE_ACK = 0x07;
    private static final int WHAT_IS_NUMBER = 0x12;
    private static final int NUMBER_IS = 0x13;

    private static final int ONE_PORT = 1;
    private static final int PORT_ID = 1;
    private static final int CONFIGURED = 1;
    private static final int SMALL = 16;

    private final int network;
    private final int ipNetwork;
    private final Outlet outlet;
    private final Notices notices;
    private final Guard guard;
    private final Moment moment;
    private final Counters counters;
    private final Throttle throttle = new Throttle(MOST_ANSWERS, Duration.ofSeconds(1));
    private int learned;

    /** Where messages go. */
    interface Outlet {

        /** To one. */
        void message(BacnetAddress to, Octets message);

        /** To all of the IP network. */
        void messageToAll(Octets message);
    }

    /**
     * Makes it.
     *
     * @param settings numbers of the virtual network, 0 when there is none, and of the IP network, 0 when not told.
     */
    NetworkMessages(Numbers settings, Outlet outlet, Notices notices, Guard guard, Moment moment, Counters counters) {
        this.network = settings.virtual();
        this.ipNetwork = settings.ip();
        this.outlet = outlet;
        this.notices = notices;
        this.guard = guard;
        this.moment = moment;
        this.counters = counters;
    }

    /**
     * Numbers of networks.
     *
     * @param virtual of the virtual network; 0 when there is none.
     * @param ip of the IP network; 0 when the operator did not tell it.
     */
    record Numbers(int virtual, int ip) {}

    /** Tells all that we route to the virtual network; at start and when asked. */
    void announce() {
        if (network != 0) {
            outlet.messageToAll(new Octets(SMALL, SMALL).u8(I_AM_ROUTER).u16(network));
        }
    }

    /** Takes a message. */
    void take(BacnetAddress from, boolean broadcast, Npdu npdu, byte[] array) {
        if (npdu.dnet() != 0 && npdu.dnet() != Npdu.EVERY_NETWORK) {
            elsewhere(from, broadcast, npdu);
            return;
        }
        int at = npdu.offset();
        int length = npdu.length();
        switch (npdu.message()) {
            case WHO_IS_ROUTER -> whoIsRouter(array, at, length);
            case I_AM_ROUTER -> iAmRouter(from, array, at, length);
            case INITIALIZE -> initialize(from, broadcast, array, at, length);
            case WHAT_IS_NUMBER -> whatIsNumber(npdu, from);
            case NUMBER_IS -> numberIs(npdu, from, broadcast, array);
            case REJECT, I_COULD_BE_ROUTER, ROUTER_BUSY, ROUTER_AVAILABLE, INITIALIZE_ACK -> {
                // For routers that know more ways than one; we have none to choose.
            }
            default -> {
                if (!broadcast) {
                    reject(from, REASON_UNKNOWN_MESSAGE, network);
                }
            }
        }
    }

    /** Meters are no routers, and other networks are not ours: such messages go no further. */
    private void elsewhere(BacnetAddress from, boolean broadcast, Npdu npdu) {
        if (broadcast || (network != 0 && npdu.dnet() == network)) {
            counters.add(Counters.Kind.UNREACHABLE);
        } else {
            reject(from, REASON_UNREACHABLE, npdu.dnet());
        }
    }

    private void whoIsRouter(byte[] array, int at, int length) {
        boolean ours = length == 0 || (length == 2 && Bvll.u16(array, at) == network);
        if (ours && throttle.allows(moment.nanos())) {
            announce();
        }
    }

    private void iAmRouter(BacnetAddress from, byte[] array, int at, int length) {
        for (int i = 0; network != 0 && i + 1 < length; i += 2) {
            if (Bvll.u16(array, at + i) == network) {
                Router.claimed(notices, network, from);
            }
        }
    }

    private void initialize(BacnetAddress from, boolean broadcast, byte[] array, int at, int length) {
        if (network == 0 || broadcast || length < 1 || !throttle.allows(moment.nanos())) {
            return;
        }
        if (array[at] == 0) {
            Octets ack = new Octets(SMALL, SMALL).u8(INITIALIZE_ACK);
            outlet.message(from, ack.u8(ONE_PORT).u16(network).u8(PORT_ID).u8(0));
        } else {
            guard.refused(from, "routing table", "the routing table of this gateway can't be changed over the network");
            reject(from, REASON_OTHER, length >= 3 ? Bvll.u16(array, at + 1) : network);
        }
    }

    /** Clause 6.4.19: never from or to other networks. */
    private void whatIsNumber(Npdu npdu, BacnetAddress from) {
        int known = ipNetwork();
        if (known > 0 && npdu.dnet() == 0 && !from.remote() && throttle.allows(moment.nanos())) {
            int flag = ipNetwork != 0 ? CONFIGURED : 0;
            outlet.messageToAll(
                    new Octets(SMALL, SMALL).u8(NUMBER_IS).u16(known).u8(flag));
        }
    }

    /** Clause 6.4.20: only as a broadcast of the own network, and only a configured number counts. */
    private void numberIs(Npdu npdu, BacnetAddress from, boolean broadcast, byte[] array) {
        if (!broadcast || npdu.dnet() != 0 || from.remote() || npdu.length() != 3) {
            return;
        }
        int number = Bvll.u16(array, npdu.offset());
        if (array[npdu.offset() + 2] != CONFIGURED || number == 0 || number == Npdu.EVERY_NETWORK) {
            return;
        }
        if (network != 0 && number == network) {
            Router.claimed(notices, network, from);
        } else {
            learned = number;
        }
    }

    /** Number of the IP network, told by the operator or heard; -1 when it is not known. */
    int ipNetwork() {
        int known = ipNetwork != 0 ? ipNetwork : learned;
        return known == 0 ? -1 : known;
    }

    /** Tells somebody that a message can't be routed. */
    void reject(BacnetAddress to, int reason, int dnet) {
        counters.add(Counters.Kind.NETWORK_REJECTS);
        outlet.message(to, new Octets(SMALL, SMALL).u8(REJECT).u8(reason).u16(dnet));
    }
}
