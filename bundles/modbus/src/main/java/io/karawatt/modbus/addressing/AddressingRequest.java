package io.karawatt.modbus.addressing;

import io.karawatt.modbus.frame.RawFrame;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A question or order of the gateway; docs/reference/addressing.md defines the protocol. */
public sealed interface AddressingRequest {

    /**
     * Returns the number of the session.
     *
     * @return 0..65535.
     */
    int session();

    /**
     * Writes it as a frame.
     *
     * @return the frame, checksum included.
     */
    RawFrame frame();

    /**
     * Who is there? All devices that fit and were not told to be quiet in this session answer with
     * {@link AddressingAnswer.Here}, all at once.
     *
     * @param session number of the session.
     * @param address only devices with this Modbus address, 1..247; 0 for any.
     * @param pressed only devices whose button was pressed since they first heard such a question in this session; they
     *     light their lamp.
     * @param prefix how their NET ID begins.
     */
    record Ask(int session, int address, boolean pressed, Prefix prefix) implements AddressingRequest {

        @Override
        public RawFrame frame() {
            ByteBuffer data = Layout.begin(Layout.ASK, Layout.ASK_LENGTH, session);
            data.put((byte) address).put((byte) (pressed ? 1 : 0)).put((byte) prefix.bits());
            return Layout.frame(Layout.putId(data, prefix.value()));
        }
    }

    /**
     * Be quiet until the session is over; answered with {@link AddressingAnswer.Obeyed}.
     *
     * @param session number of the session.
     * @param id who is meant.
     */
    record Hush(int session, NetId id) implements AddressingRequest {

        @Override
        public RawFrame frame() {
            return Layout.frame(Layout.putId(Layout.begin(Layout.HUSH, Layout.HUSH_LENGTH, session), id.value()));
        }
    }

    /**
     * Take another Modbus address for good, and be quiet; answered with {@link AddressingAnswer.Obeyed}. Only a device
     * that answered a question of this session obeys.
     *
     * @param session number of the session.
     * @param id who is meant.
     * @param address the address, 1..247.
     */
    record Assign(int session, NetId id, int address) implements AddressingRequest {

        @Override
        public RawFrame frame() {
            ByteBuffer data = Layout.begin(Layout.ASSIGN, Layout.ASSIGN_LENGTH, session);
            return Layout.frame(Layout.putId(data, id.value()).put((byte) address));
        }
    }

    /**
     * Reads a frame.
     *
     * @param frame any sound frame.
     * @return what it says, or empty when it is no request of this protocol.
     */
    static Optional<AddressingRequest> read(RawFrame frame) {
        return Layout.body(frame).flatMap(body -> switch (body.operation()) {
            case Layout.ASK -> body.length() == Layout.ASK_LENGTH ? ask(body) : Optional.empty();
            case Layout.HUSH ->
                body.length() == Layout.HUSH_LENGTH
                        ? body.id().map(id -> new Hush(body.session(), id))
                        : Optional.empty();
            case Layout.ASSIGN ->
                body.length() == Layout.ASSIGN_LENGTH
                        ? body.id()
                                .map(id -> new Assign(
                                        body.session(), id, body.data().get() & 0xFF))
                        : Optional.empty();
            default -> Optional.empty();
        });
    }

    private static Optional<AddressingRequest> ask(Layout.Body body) {
        int address = body.data().get() & 0xFF;
        int flags = body.data().get() & 0xFF;
        int bits = body.data().get() & 0xFF;
        int value = Layout.takeId(body.data());
        try {
            return Optional.of(new Ask(body.session(), address, (flags & 1) != 0, new Prefix(bits, value)));
        } catch (IllegalArgumentException noPrefix) {
            return Optional.empty();
        }
    }
}
