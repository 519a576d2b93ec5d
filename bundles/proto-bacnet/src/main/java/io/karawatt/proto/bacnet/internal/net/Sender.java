package io.karawatt.proto.bacnet.internal.net;

/** Puts network headers before APDUs and messages and sends them (clause 6.2). */
final class Sender implements NetworkMessages.Outlet {

    private static final int MAC = 1;

    private final LinkLayer link;
    private final int network;

    /**
     * Makes a sender.
     *
     * @param network number of the virtual network; 0 when there is none.
     */
    Sender(LinkLayer link, int network) {
        this.link = link;
        this.network = network;
    }

    /**
     * Sends an APDU to one.
     *
     * @param device from whom.
     * @param to to whom; all of its network when its MAC is empty.
     * @param answerExpected whether the other side will answer.
     */
    void unicast(int device, BacnetAddress to, boolean answerExpected, Octets apdu) {
        int control = answerExpected ? Npdu.REPLY_EXPECTED : 0;
        if (to.remote()) {
            header(apdu, control, device, to.network(), to.mac(), to.macLength());
        } else {
            header(apdu, control, device, 0, 0, 0);
        }
        link.unicast(to.ip(), to.port(), apdu);
    }

    /**
     * Sends an unconfirmed APDU to all.
     *
     * @param device from whom.
     * @param everywhere whether other networks shall hear it, too.
     */
    void broadcast(int device, boolean everywhere, Octets apdu) {
        header(apdu, 0, device, everywhere ? Npdu.EVERY_NETWORK : 0, 0, 0);
        link.broadcast(apdu);
    }

    @Override
    public void message(BacnetAddress to, Octets message) {
        header(message, Npdu.NETWORK_MESSAGE, Application.GATEWAY, to.network(), to.mac(), to.macLength());
        link.unicast(to.ip(), to.port(), message);
    }

    @Override
    public void messageToAll(Octets message) {
        header(message, Npdu.NETWORK_MESSAGE, Application.GATEWAY, 0, 0, 0);
        link.broadcast(message);
    }

    private void header(Octets out, int control, int device, int dnet, long dadr, int dlen) {
        int bits = control;
        if (dnet != 0) {
            bits |= Npdu.DESTINATION;
            out.prepend8(Npdu.HOPS);
        }
        if (device != Application.GATEWAY) {
            bits |= Npdu.SOURCE;
            out.prepend8(device).prepend8(MAC).prepend16(network);
        }
        if (dnet != 0) {
            out.prepend(dadr, dlen).prepend8(dlen).prepend16(dnet);
        }
        out.prepend8(bits).prepend8(Npdu.VERSION);
    }
}
