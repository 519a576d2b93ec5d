package io.karawatt.modbus.addressing;

import io.karawatt.modbus.frame.RawFrame;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a device says; docs/reference/addressing.md defines the protocol. */
public sealed interface AddressingAnswer {

    /**
     * Returns who says it.
     *
     * @return its NET ID.
     */
    NetId id();

    /**
     * Returns the Modbus address it has now.
     *
     * @return 0..255.
     */
    int address();

    /**
     * Writes it as a frame.
     *
     * @return the frame, checksum included.
     */
    RawFrame frame();

    /**
     * Answer to {@link AddressingRequest.Ask}.
     *
     * @param session number of the session.
     * @param id its NET ID.
     * @param address its Modbus address.
     * @param pressed whether its button was pressed in this session.
     */
    record Here(int session, NetId id, int address, boolean pressed) implements AddressingAnswer {

        @Override
        public RawFrame frame() {
            ByteBuffer data = Layout.begin(Layout.ASK | Layout.ANSWER, Layout.HERE_LENGTH, session);
            return Layout.frame(
                    Layout.putId(data, id.value()).put((byte) address).put((byte) (pressed ? 1 : 0)));
        }
    }

    /**
     * Answer to {@link AddressingRequest.Hush} and {@link AddressingRequest.Assign}.
     *
     * @param session number of the session.
     * @param id its NET ID.
     * @param address its Modbus address from now on.
     * @param assign whether an address was to be taken.
     */
    record Obeyed(int session, NetId id, int address, boolean assign) implements AddressingAnswer {

        @Override
        public RawFrame frame() {
            int operation = (assign ? Layout.ASSIGN : Layout.HUSH) | Layout.ANSWER;
            ByteBuffer data = Layout.begin(operation, Layout.OBEYED_LENGTH, session);
            return Layout.frame(Layout.putId(data, id.value()).put((byte) address));
        }
    }

    /**
     * Reads a frame as the answer to a request.
     *
     * @param request what was asked.
     * @param frame any sound frame.
     * @return what it says, or empty when it is no answer to this request.
     */
    static Optional<AddressingAnswer> read(AddressingRequest request, RawFrame frame) {
        return Layout.body(frame)
                .filter(body -> body.session() == request.session())
                .flatMap(body -> {
                    if (request instanceof AddressingRequest.Ask ask) {
                        return here(ask, body);
                    }
                    boolean assign = request instanceof AddressingRequest.Assign;
                    int operation = (assign ? Layout.ASSIGN : Layout.HUSH) | Layout.ANSWER;
                    NetId wanted = assign
                            ? ((AddressingRequest.Assign) request).id()
                            : ((AddressingRequest.Hush) request).id();
                    return body.operation() == operation && body.length() == Layout.OBEYED_LENGTH
                            ? body.id()
                                    .filter(wanted::equals)
                                    .<AddressingAnswer>map(id -> new Obeyed(
                                            body.session(), id, body.data().get() & 0xFF, assign))
                            : Optional.empty();
                });
    }

    private static Optional<AddressingAnswer> here(AddressingRequest.Ask ask, Layout.Body body) {
        if (body.operation() != (Layout.ASK | Layout.ANSWER) || body.length() != Layout.HERE_LENGTH) {
            return Optional.empty();
        }
        return body.id().filter(ask.prefix()::matches).map(id -> {
            int address = body.data().get() & 0xFF;
            return new Here(body.session(), id, address, (body.data().get() & 1) != 0);
        });
    }
}
