package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import io.karawatt.proto.modbus.internal.WriteGate.Span;
import io.karawatt.proto.modbus.internal.WriteGate.Verdict;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One allowed write from its begin to its end: unlock the device where the profile wants it, write, read back, compare.
 *
 * <p>Nothing is written twice. When nobody knows what became of a write, reading back tells. What does not keep what is
 * written, such as a command or a clock, is taken at the device's word. Used by the thread of the face alone.
 */
final class WriteChain {

    private final BusDesk bus;
    private final Route.ToDevice to;
    private final Span span;
    private final Verdict.Open open;
    private final Slot slot;
    private final Duration patience;
    private final Consumer<String> told;

    /**
     * Prepares a chain.
     *
     * @param bus carries the requests.
     * @param target the device and what is written, as the gate let it through.
     * @param slot takes the answer to the client.
     * @param patience how long each step may take.
     * @param told takes the outcome in plain words.
     */
    WriteChain(BusDesk bus, Target target, Slot slot, Duration patience, Consumer<String> told) {
        this.bus = bus;
        this.to = target.to();
        this.span = target.span();
        this.open = target.open();
        this.slot = slot;
        this.patience = patience;
        this.told = told;
    }

    /** What is written where. */
    record Target(Route.ToDevice to, Span span, Verdict.Open open) {}

    /**
     * Begins.
     *
     * @return whether anything is on its way to the device.
     */
    boolean begin() {
        RegisterSpec key = open.key();
        return key == null ? write() : bus.send(to, unlock(key), slot, this::unlocked);
    }

    private BusRequest unlock(RegisterSpec key) {
        long code = key.setting().choice(Setting.OPEN).orElseThrow().raw();
        short[] words = new short[key.coding().words()];
        key.coding().type().encode((double) code, words, 0, key.coding().order());
        boolean single = words.length == 1 && key.access().writeSingle();
        return new BusRequest.Write(
                to.device().unit(), key.address(), Registers.copyOf(words, 0, words.length), single, patience);
    }

    private void unlocked(BusReply reply) {
        if (reply instanceof BusReply.Written) {
            write();
        } else {
            end(
                    Response.ExceptionResponse.to(slot.tag().function(), Outcomes.exception(reply)),
                    "not written, the device could not be unlocked: " + Outcomes.words(reply));
        }
    }

    private boolean write() {
        return bus.send(
                to,
                new BusRequest.Write(to.device().unit(), span.address(), span.values(), span.single(), patience),
                slot,
                this::written);
    }

    private void written(BusReply reply) {
        boolean worthReading = reply instanceof BusReply.Written || reply instanceof BusReply.Silent;
        if (worthReading && open.rows().stream().allMatch(RegisterSpec::keeps)) {
            BusRequest again = new BusRequest.Read(
                    to.device().unit(), RegisterTable.HOLDING, span.address(), span.count(), patience);
            bus.send(to, again, slot, seen -> compare(reply, seen));
        } else if (reply instanceof BusReply.Written) {
            end(confirmation(), "done; it can't be read back");
        } else {
            end(Response.ExceptionResponse.to(slot.tag().function(), Outcomes.exception(reply)), Outcomes.words(reply));
        }
    }

    private void compare(BusReply write, BusReply seen) {
        boolean confirmed = write instanceof BusReply.Written;
        if (!(seen instanceof BusReply.Data data)) {
            String words = (confirmed ? "the device confirmed it" : Outcomes.words(write))
                    + ", but it could not be read back: " + Outcomes.words(seen);
            end(Response.ExceptionResponse.to(slot.tag().function(), Outcomes.exception(seen)), words);
        } else if (data.registers().equals(span.values())) {
            end(confirmation(), confirmed ? "done and read back" : "done: read back, although the answer was lost");
        } else {
            String words = (confirmed ? "the device confirmed it" : Outcomes.words(write)) + ", but it holds "
                    + data.registers() + " instead of " + span.values();
            int code = confirmed ? ExceptionCode.DEVICE_FAILURE : Outcomes.exception(write);
            end(Response.ExceptionResponse.to(slot.tag().function(), code), words);
        }
    }

    private Response confirmation() {
        return span.single()
                ? new Response.WrittenSingle(span.address(), span.values().get(0))
                : new Response.WrittenMultiple(span.address(), span.count());
    }

    private void end(Response response, String words) {
        told.accept(words);
        bus.answer(slot, response);
    }
}
