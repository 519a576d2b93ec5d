package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.access.AccessRequest.Operation;
import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * BACnet broadcast management device (Annex J.4): passes broadcasts on between subnets and to foreign devices. Its
 * tables are changed by others only when the access policy allows it.
 */
final class Bbmd {

    /** Most broadcasts passed on within a second: each becomes one datagram a peer and foreign device. */
    static final int MOST_BROADCASTS = 200;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int FOREIGN_KEY = 6;

    private final Wire wire;
    private final Guard guard;
    private final Moment moment;
    private final Counters counters;
    private final ForeignDevices foreign;
    private final Throttle throttle = new Throttle(MOST_BROADCASTS, SECOND);
    private final Octets scratch = new Octets(Bvll.LONGEST, Bvll.LONGEST);
    private volatile BroadcastTable peers;

    Bbmd(BroadcastTable peers, Wire wire, Guard guard, Moment moment, Counters counters) {
        this.peers = peers;
        this.wire = wire;
        this.guard = guard;
        this.moment = moment;
        this.counters = counters;
        this.foreign = new ForeignDevices(moment);
    }

    /** Returns the code by which a request is refused (J.2.1). */
    static int nak(int function) {
        return switch (function) {
            case Bvll.WRITE_TABLE -> 0x0010;
            case Bvll.READ_TABLE -> 0x0020;
            case Bvll.REGISTER -> 0x0030;
            case Bvll.READ_FOREIGN -> 0x0040;
            case Bvll.DELETE_FOREIGN -> 0x0050;
            default -> throw new IllegalArgumentException("function " + function + " is not about tables");
        };
    }

    /** Sends a BVLC-Result. */
    static void result(Wire wire, BacnetAddress to, int code) {
        Octets out = new Octets(6, 6).u8(Bvll.TYPE).u8(Bvll.RESULT).u16(6).u16(code);
        wire.send(out.array(), out.head(), out.length(), to.ip(), to.port());
    }

    /** Tells whether somebody is registered as foreign device. */
    boolean serves(BacnetAddress from) {
        return foreign.has(from);
    }

    /** Somebody of the own subnet spoke to all. */
    void heard(BacnetAddress from, byte[] npdu, int offset, int length) {
        if (!allowed()) {
            return;
        }
        frame(from, npdu, offset, length);
        toPeers();
        toForeign(from);
    }

    /** We ourselves speak to all; the frame keeps its content. */
    void own(Octets npdu) {
        if (allowed()) {
            frame(BacnetAddress.local(wire.ip(), wire.port()), npdu.array(), npdu.head(), npdu.length());
            toPeers();
            toForeign(BacnetAddress.local(0, 0));
        }
    }

    /** Another BBMD passes on what somebody of its subnet spoke to all. */
    void forwarded(BacnetAddress peer, BacnetAddress origin, byte[] npdu, int offset, int length) {
        if (!peers.lists(peer.ip(), peer.port()) || !allowed()) {
            return;
        }
        frame(origin, npdu, offset, length);
        if (peers.twoHops(wire.ip(), wire.port())) {
            send(wire.broadcast(), wire.port());
        }
        toForeign(origin);
    }

    /** A foreign device speaks to all. */
    void distribute(BacnetAddress from, byte[] npdu, int offset, int length) {
        if (!allowed()) {
            return;
        }
        frame(from, npdu, offset, length);
        send(wire.broadcast(), wire.port());
        toPeers();
        toForeign(from);
    }

    private boolean allowed() {
        boolean allowed = throttle.allows(moment.nanos());
        counters.add(allowed ? Counters.Kind.PASSED_ON : Counters.Kind.NOT_PASSED_ON);
        return allowed;
    }

    private void frame(BacnetAddress origin, byte[] npdu, int offset, int length) {
        scratch.clear().u8(Bvll.TYPE).u8(Bvll.FORWARDED).u16(length + Bvll.FORWARDED_HEADER);
        scratch.u32(origin.ip()).u16(origin.port()).put(npdu, offset, length);
    }

    private void toPeers() {
        for (BroadcastTable.Entry peer : peers.entries()) {
            if (peer.ip() != wire.ip() || peer.port() != wire.port()) {
                send(peer.target(), peer.port());
            }
        }
    }

    private void toForeign(BacnetAddress butNot) {
        foreign.each(device -> {
            if (!device.equals(butNot)) {
                send(device.ip(), device.port());
            }
        });
    }

    private void send(int ip, int port) {
        wire.send(scratch.array(), scratch.head(), scratch.length(), ip, port);
    }

    /** Answers a request about tables; false when the function is none. */
    boolean table(BacnetAddress from, int function, byte[] array, int offset, int length) {
        switch (function) {
            case Bvll.WRITE_TABLE -> answer(from, function, write(from, array, offset, length));
            case Bvll.READ_TABLE -> {
                Octets out = tableAnswer(Bvll.READ_TABLE_ACK);
                peers.write(out, wire.ip(), wire.port());
                sendTable(out, from);
            }
            case Bvll.REGISTER -> answer(from, function, register(from, array, offset, length));
            case Bvll.READ_FOREIGN -> {
                Octets out = tableAnswer(Bvll.READ_FOREIGN_ACK);
                foreign.write(out);
                sendTable(out, from);
            }
            case Bvll.DELETE_FOREIGN -> answer(from, function, delete(from, array, offset, length));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answer(BacnetAddress to, int function, boolean done) {
        if (!done) {
            counters.add(Counters.Kind.TABLE_REFUSALS);
        }
        result(wire, to, done ? 0 : nak(function));
    }

    private boolean register(BacnetAddress from, byte[] array, int offset, int length) {
        return length == 2 && Bvll.u16(array, offset) > 0 && foreign.register(from, Bvll.u16(array, offset));
    }

    private boolean write(BacnetAddress from, byte[] array, int offset, int length) {
        Optional<BroadcastTable> table = BroadcastTable.read(array, offset, length);
        if (table.isEmpty() || !guard.allows(from, Operation.WRITE, "broadcast distribution table")) {
            return false;
        }
        peers = table.get();
        guard.done(
                from,
                Operation.WRITE,
                "broadcast distribution table",
                "done, until the gateway is started anew: " + peers.entries());
        return true;
    }

    private boolean delete(BacnetAddress from, byte[] array, int offset, int length) {
        if (length != FOREIGN_KEY || !guard.allows(from, Operation.WRITE, "foreign device table")) {
            return false;
        }
        BacnetAddress device = BacnetAddress.local(Bvll.u32(array, offset), Bvll.u16(array, offset + 4));
        boolean was = foreign.delete(device);
        guard.done(
                from,
                Operation.WRITE,
                "foreign device table",
                was ? "deleted " + device.text() : device.text() + " was not in it");
        return was;
    }

    private static Octets tableAnswer(int function) {
        int most = Bvll.HEADER + (BroadcastTable.MOST + 1) * BroadcastTable.ENTRY;
        return new Octets(most, most).u8(Bvll.TYPE).u8(function).u16(0);
    }

    private void sendTable(Octets out, BacnetAddress to) {
        out.set(2, out.size() >>> 8);
        out.set(3, out.size());
        wire.send(out.array(), out.head(), out.length(), to.ip(), to.port());
    }

    /** Lets go of foreign devices that did not renew. */
    void tick() {
        foreign.tick();
    }

    /** Lists its peers; from any thread. */
    List<String> peers() {
        return peers.entries().stream().map(BroadcastTable.Entry::toString).toList();
    }

    /** Lists its foreign devices; from any thread. */
    List<BacnetGateway.ForeignDevice> foreign() {
        return foreign.list();
    }
}
