package io.karawatt.proto.bacnet.internal.net;

/** Gives each APDU to whom it belongs (clause 5.4); nothing that comes can end the server. */
final class Dispatcher implements Router.Inbox {

    private final Ground ground;
    private final Directory directory;
    private final DeviceControl control;
    private final Responder responder;
    private final Requester requester;
    private final Unconfirmed unconfirmed;
    private final Peers peers;
    private final Apdu apdu = new Apdu();

    /** Makes it. */
    Dispatcher(Ground ground, Ends ends, DeviceControl control, Unconfirmed unconfirmed, Directory directory) {
        this.ground = ground;
        this.directory = directory;
        this.control = control;
        this.responder = ends.responder();
        this.requester = ends.requester();
        this.peers = ends.peers();
        this.unconfirmed = unconfirmed;
    }

    /**
     * Both sides of confirmed requests.
     *
     * @param responder the server's.
     * @param requester the client's.
     * @param peers who asks.
     */
    record Ends(Responder responder, Requester requester, Peers peers) {}

    @Override
    public void apdu(BacnetAddress from, int device, boolean broadcast, byte[] array, int offset, int length) {
        if (!apdu.read(array, offset, length)) {
            ground.counters().add(Counters.Kind.BAD_APDU);
        } else if (device >= 0 && !directory.has(device)) {
            ground.counters().add(Counters.Kind.UNREACHABLE);
        } else {
            dispatch(from, device, broadcast || device < 0);
        }
    }

    private void dispatch(BacnetAddress from, int device, boolean toMany) {
        try {
            if (apdu.type() == Apdu.UNCONFIRMED) {
                unconfirmed.take(from, device, toMany, apdu);
            } else if (toMany) {
                ground.counters().add(Counters.Kind.BAD_APDU); // all else is between two
            } else {
                betweenTwo(from, device);
            }
        } catch (RuntimeException e) {
            ground.notices().failed("a message of " + from.text(), e);
        }
    }

    private void betweenTwo(BacnetAddress from, int device) {
        switch (apdu.type()) {
            case Apdu.CONFIRMED -> {
                if (control.takes(device, apdu.choice())) {
                    peers.asked(from);
                    responder.request(from, device, apdu);
                } else {
                    ground.counters().add(Counters.Kind.SILENCED);
                }
            }
            case Apdu.SEGMENT_ACK -> {
                if (!apdu.fromServer()) {
                    responder.segmentAck(from, device, apdu);
                }
            }
            case Apdu.ABORT -> {
                if (apdu.fromServer()) {
                    requester.answered(from, device, apdu);
                } else {
                    responder.abort(from, device, apdu);
                }
            }
            default -> requester.answered(from, device, apdu);
        }
    }
}
