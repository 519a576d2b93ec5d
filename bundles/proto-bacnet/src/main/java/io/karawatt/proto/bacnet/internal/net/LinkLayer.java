package io.karawatt.proto.bacnet.internal.net;

import org.jspecify.annotations.Nullable;

/** BACnet virtual link layer (Annex J): takes datagrams apart, sends NPDUs to one or to all. */
final class LinkLayer {

    private static final int NAK_DISTRIBUTE = 0x0060;

    private final Wire wire;
    private final Counters counters;
    private final Upper upper;
    private final @Nullable Bbmd bbmd;
    private final @Nullable Registration registration;
    private BacnetAddress last = BacnetAddress.local(0, 0);

    /** Who takes NPDUs. */
    interface Upper {

        /**
         * An NPDU came.
         *
         * @param from who sent it first, on the IP network.
         * @param broadcast whether it came to all.
         */
        void npdu(BacnetAddress from, boolean broadcast, byte[] array, int offset, int length);
    }

    LinkLayer(Wire wire, Counters counters, Upper upper, @Nullable Bbmd bbmd, @Nullable Registration registration) {
        this.wire = wire;
        this.counters = counters;
        this.upper = upper;
        this.bbmd = bbmd;
        this.registration = registration;
    }

    /** A datagram came. */
    void received(int ip, int port, byte[] array, int offset, int length) {
        if (port == wire.port() && ip == wire.ip()) {
            return; // our own broadcast comes back
        }
        counters.add(Counters.Kind.RECEIVED);
        if (length < Bvll.HEADER
                || length > Bvll.LONGEST
                || (array[offset] & 0xff) != Bvll.TYPE
                || Bvll.u16(array, offset + 2) != length) {
            counters.add(Counters.Kind.BAD_LINK);
            return;
        }
        int function = array[offset + 1] & 0xff;
        int rest = length - Bvll.HEADER;
        if (rest > Bvll.LONGEST_NPDU && function != Bvll.FORWARDED) {
            counters.add(Counters.Kind.BAD_LINK);
            return;
        }
        take(from(ip, port), function, array, offset + Bvll.HEADER, rest);
    }

    private void take(BacnetAddress from, int function, byte[] array, int body, int rest) {
        switch (function) {
            case Bvll.UNICAST -> upper.npdu(from, false, array, body, rest);
            case Bvll.BROADCAST -> {
                if (bbmd != null) {
                    bbmd.heard(from, array, body, rest);
                }
                upper.npdu(from, true, array, body, rest);
            }
            case Bvll.FORWARDED -> forwarded(from, array, body, rest);
            case Bvll.DISTRIBUTE -> distribute(from, array, body, rest);
            case Bvll.RESULT -> result(from, array, body, rest);
            default -> table(from, function, array, body, rest);
        }
    }

    /** The same object for the same peer: most requests come in rows. */
    private BacnetAddress from(int ip, int port) {
        if (last.ip() != ip || last.port() != port) {
            last = BacnetAddress.local(ip, port);
        }
        return last;
    }

    private void forwarded(BacnetAddress from, byte[] array, int offset, int length) {
        if (length < 6) {
            counters.add(Counters.Kind.BAD_LINK);
            return;
        }
        int ip = Bvll.u32(array, offset);
        int port = Bvll.u16(array, offset + 4);
        if (ip == wire.ip() && port == wire.port()) {
            return; // what we sent to all, brought back by a BBMD
        }
        BacnetAddress origin = BacnetAddress.local(ip, port);
        if (bbmd != null) {
            bbmd.forwarded(from, origin, array, offset + 6, length - 6);
        }
        upper.npdu(origin, true, array, offset + 6, length - 6);
    }

    private void distribute(BacnetAddress from, byte[] array, int offset, int length) {
        if (bbmd == null || !bbmd.serves(from)) {
            refuse(from, NAK_DISTRIBUTE);
            return;
        }
        bbmd.distribute(from, array, offset, length);
        upper.npdu(from, true, array, offset, length);
    }

    private void result(BacnetAddress from, byte[] array, int offset, int length) {
        if (length != 2) {
            counters.add(Counters.Kind.BAD_LINK);
        } else if (registration != null && from.equals(registration.bbmd())) {
            registration.answered(Bvll.u16(array, offset));
        }
    }

    private void table(BacnetAddress from, int function, byte[] array, int offset, int length) {
        if (bbmd != null && bbmd.table(from, function, array, offset, length)) {
            return;
        }
        switch (function) {
            case Bvll.WRITE_TABLE, Bvll.READ_TABLE, Bvll.REGISTER, Bvll.READ_FOREIGN, Bvll.DELETE_FOREIGN ->
                refuse(from, Bbmd.nak(function));
            default -> counters.add(Counters.Kind.BAD_LINK);
        }
    }

    private void refuse(BacnetAddress to, int code) {
        counters.add(Counters.Kind.TABLE_REFUSALS);
        Bbmd.result(wire, to, code);
    }

    /** Sends an NPDU to one peer on the IP network. */
    void unicast(int ip, int port, Octets npdu) {
        send(Bvll.UNICAST, npdu, ip, port);
    }

    /** Sends an NPDU to all: on the own subnet and, where there is a way, on others. */
    void broadcast(Octets npdu) {
        if (registration != null && registration.granted()) {
            send(
                    Bvll.DISTRIBUTE,
                    npdu,
                    registration.bbmd().ip(),
                    registration.bbmd().port());
            return;
        }
        if (bbmd != null) {
            bbmd.own(npdu);
        }
        send(Bvll.BROADCAST, npdu, wire.broadcast(), wire.port());
    }

    private void send(int function, Octets npdu, int ip, int port) {
        npdu.prepend16(npdu.length() + Bvll.HEADER).prepend8(function).prepend8(Bvll.TYPE);
        wire.send(npdu.array(), npdu.head(), npdu.length(), ip, port);
    }
}
