package io.karawatt.simulator.internal;

import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.frame.RawFrame;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** The device's side of docs/reference/addressing.md, with the button on its front. Thread-safe. */
final class AddressingSlave {

    private static final long FORGET_NANOS = 60_000_000_000L;
    private static final int NO_SESSION = -1;
    private static final int MOST = 247;

    private final IntSupplier netId;
    private final IntSupplier address;
    private final IntConsumer store;
    private int session = NO_SESSION;
    private long lastHeard;
    private boolean answered;
    private boolean quiet;
    private boolean lamp;
    private boolean pressed;

    /**
     * Makes the addressing side of a device.
     *
     * @param netId its NET ID.
     * @param address its Modbus address.
     * @param store keeps another Modbus address.
     */
    AddressingSlave(IntSupplier netId, IntSupplier address, IntConsumer store) {
        this.netId = netId;
        this.address = address;
        this.store = store;
    }

    /** Hears a frame; returns what it says. */
    synchronized Optional<RawFrame> hear(RawFrame frame, long now) {
        Optional<AddressingRequest> request = AddressingRequest.read(frame);
        if (request.isEmpty()) {
            return Optional.empty();
        }
        if (request.get().session() != session || now - lastHeard > FORGET_NANOS) {
            forget();
            session = request.get().session();
        }
        lastHeard = now;
        NetId id = new NetId(netId.getAsInt());
        if (request.get() instanceof AddressingRequest.Ask ask) {
            return asked(ask, id);
        }
        if (request.get() instanceof AddressingRequest.Hush hush) {
            return hush.id().equals(id) ? Optional.of(obeyed(id, false)) : Optional.empty();
        }
        AddressingRequest.Assign assign = (AddressingRequest.Assign) request.get();
        boolean sensible = assign.address() >= 1 && assign.address() <= MOST;
        if (!assign.id().equals(id) || !answered || !sensible) {
            return Optional.empty();
        }
        store.accept(assign.address());
        return Optional.of(obeyed(id, true));
    }

    private Optional<RawFrame> asked(AddressingRequest.Ask ask, NetId id) {
        int own = address.getAsInt();
        if (quiet || (ask.address() != 0 && ask.address() != own)) {
            return Optional.empty();
        }
        lamp |= ask.pressed();
        if (!ask.prefix().matches(id) || (ask.pressed() && !pressed)) {
            return Optional.empty();
        }
        answered = true;
        return Optional.of(new AddressingAnswer.Here(session, id, own, pressed).frame());
    }

    private RawFrame obeyed(NetId id, boolean assign) {
        quiet = true;
        lamp = false;
        return new AddressingAnswer.Obeyed(session, id, address.getAsInt(), assign).frame();
    }

    private void forget() {
        session = NO_SESSION;
        answered = false;
        quiet = false;
        lamp = false;
        pressed = false;
    }

    /** Presses the button; returns whether it counts because the lamp is lit. */
    synchronized boolean press(long now) {
        if (now - lastHeard > FORGET_NANOS) {
            forget();
        }
        pressed |= lamp;
        return lamp;
    }
}
