package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a write may go to a device.
 *
 * <p>Two keys are needed: the policy must allow it, and the profile must mark every register of it as writable with the
 * function used. Without a policy nothing is allowed. The gateway itself has no door here at all.
 */
final class WriteGate {

    /** Modbus knows no users. */
    static final String WHO = "anonymous";

    private final AtomicReference<@Nullable AccessPolicy> policy = new AtomicReference<>();

    /** A policy came. */
    void bind(AccessPolicy now) {
        policy.set(now);
    }

    /** A policy went, unless another one took its place already. */
    void unbind(AccessPolicy gone) {
        policy.compareAndSet(gone, null);
    }

    /** The answer to a wish to write. */
    sealed interface Verdict {

        /** The write may go to the device. */
        record Open() implements Verdict {}

        /**
         * The write may not go.
         *
         * @param exceptionCode what the client is told.
         * @param reason what the logbook is told.
         */
        record Closed(int exceptionCode, String reason) implements Verdict {}
    }

    /** A run of registers somebody wants to write. */
    record Span(int address, int count, boolean single) {

        /** Names the span for people. */
        String words() {
            return count == 1 ? "register " + address : "registers " + address + ".." + (address + count - 1);
        }
    }

    /** Makes the question. */
    static AccessRequest ask(String face, Route.ToDevice to, String from, Span span) {
        boolean command = to.profile()
                .map(profile -> profile.registers().stream().anyMatch(spec -> acts(spec) && touches(spec, span)))
                .orElse(false);
        AccessRequest.Operation operation = command ? AccessRequest.Operation.COMMAND : AccessRequest.Operation.WRITE;
        return new AccessRequest(face, WHO, from, operation, to.device().key() + " " + span.words());
    }

    private static boolean acts(RegisterSpec spec) {
        return spec.kind() == RegisterSpec.Kind.COMMAND || spec.kind() == RegisterSpec.Kind.CURSOR;
    }

    /** Decides. */
    Verdict decide(AccessRequest request, Route.ToDevice to, Span span) {
        AccessPolicy now = policy.get();
        if (now == null) {
            return new Verdict.Closed(
                    ExceptionCode.ILLEGAL_FUNCTION, "there is no access policy, so nothing may be written");
        }
        if (now.decide(request) instanceof AccessDecision.Refused refused) {
            return new Verdict.Closed(ExceptionCode.ILLEGAL_FUNCTION, refused.reason());
        }
        List<RegisterSpec> rows = to.profile().map(DeviceProfile::registers).orElse(List.of());
        for (int register = span.address(); register < span.address() + span.count(); register++) {
            if (!writable(rows, register, span)) {
                return new Verdict.Closed(
                        ExceptionCode.ILLEGAL_DATA_ADDRESS,
                        "the profile of " + to.device().reference() + " does not let function "
                                + (span.single() ? 6 : 16) + " write register " + register);
            }
        }
        return new Verdict.Open();
    }

    private static boolean writable(List<RegisterSpec> rows, int register, Span span) {
        boolean known = false;
        Span one = new Span(register, 1, true);
        for (RegisterSpec row : rows) {
            if (touches(row, one)) {
                known = true;
                RegisterSpec.Access access = row.access();
                boolean allowed = span.single() ? access.writeSingle() : access.writeMultiple();
                if (!allowed || !whole(row, register, span)) {
                    return false;
                }
            }
        }
        return known;
    }

    /** Half of a value must not be written: the device would hold a number that nobody meant. */
    private static boolean whole(RegisterSpec row, int register, Span span) {
        int first = row.addressOf(instanceAt(row, register));
        return first >= span.address() && first + row.coding().words() <= span.address() + span.count();
    }

    private static boolean touches(RegisterSpec row, Span span) {
        for (int instance = 1; instance <= row.count(); instance++) {
            int first = row.addressOf(instance);
            if (first < span.address() + span.count() && first + row.coding().words() > span.address()) {
                return true;
            }
        }
        return false;
    }

    private static int instanceAt(RegisterSpec row, int register) {
        return row.count() == 1 ? 1 : (register - row.address()) / row.stride() + 1;
    }
}
