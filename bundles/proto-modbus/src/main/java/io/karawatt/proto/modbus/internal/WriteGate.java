package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a write may go to a device.
 *
 * <p>Two keys are needed: the policy must allow it, and the profile must mark every register of it as writable with the
 * function used. What the profile forbids, and the key that unlocks a device, nobody outside writes, whatever the
 * policy says. Without a policy nothing is allowed. The gateway itself has no door here at all.
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

        /**
         * The write may go to the device.
         *
         * @param rows what is written, in order.
         * @param key the row that must be written before; null when nothing is locked.
         */
        record Open(List<RegisterSpec> rows, @Nullable RegisterSpec key) implements Verdict {}

        /**
         * The write may not go.
         *
         * @param exceptionCode what the client is told.
         * @param reason what the logbook is told.
         */
        record Closed(int exceptionCode, String reason) implements Verdict {}
    }

    /** A run of registers somebody wants to write. */
    record Span(int address, Registers values, boolean single) {

        int count() {
            return values.size();
        }

        int end() {
            return address + values.size();
        }

        /** Names the span for people. */
        String words() {
            return count() == 1 ? "register " + address : "registers " + address + ".." + (end() - 1);
        }
    }

    /** Makes the question. */
    static AccessRequest ask(String face, Route.ToDevice to, String from, Span span) {
        List<RegisterSpec> rows = rows(to, span);
        boolean command = rows.stream().anyMatch(WriteGate::acts);
        AccessRequest.Operation operation = command ? AccessRequest.Operation.COMMAND : AccessRequest.Operation.WRITE;
        String names = rows.stream().map(RegisterSpec::name).distinct().collect(Collectors.joining(", "));
        String target = to.device().key() + " " + span.words() + (names.isEmpty() ? "" : " (" + names + ")");
        return new AccessRequest(face, WHO, from, operation, target);
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
        List<RegisterSpec> rows = rows(to, span);
        for (RegisterSpec row : rows) {
            if (!row.setting().open()) {
                return new Verdict.Closed(
                        ExceptionCode.ILLEGAL_DATA_ADDRESS,
                        row.name() + " at register " + row.address() + " is never written for anybody outside");
            }
        }
        for (int register = span.address(); register < span.end(); register++) {
            if (!writable(rows, register, span)) {
                return new Verdict.Closed(
                        ExceptionCode.ILLEGAL_DATA_ADDRESS,
                        "the profile of " + to.device().reference() + " does not let function "
                                + (span.single() ? 6 : 16) + " write register " + register);
            }
        }
        return complaint(rows, span)
                .<Verdict>map(complaint -> new Verdict.Closed(ExceptionCode.ILLEGAL_DATA_VALUE, complaint))
                .orElseGet(() -> opened(to, rows));
    }

    private static Verdict opened(Route.ToDevice to, List<RegisterSpec> rows) {
        if (rows.stream().noneMatch(row -> row.setting().guard() == Setting.Guard.LOCKED)) {
            return new Verdict.Open(rows, null);
        }
        return to.profile()
                .flatMap(profile -> profile.registers().stream()
                        .filter(row -> row.setting().guard() == Setting.Guard.KEY)
                        .findFirst())
                .<Verdict>map(key -> new Verdict.Open(rows, key))
                .orElseGet(() -> new Verdict.Closed(
                        ExceptionCode.ILLEGAL_DATA_ADDRESS,
                        "the profile of " + to.device().reference() + " does not say how the device is unlocked"));
    }

    /** Ranges and names of contents, where the data give them. */
    private static Optional<String> complaint(List<RegisterSpec> rows, Span span) {
        for (RegisterSpec row : rows) {
            for (int address : addresses(row, span)) {
                Optional<String> complaint =
                        row.setting().complaint(row.coding(), span.values(), address - span.address());
                if (complaint.isPresent()) {
                    return complaint.map(words -> row.name() + ": " + words);
                }
            }
        }
        return Optional.empty();
    }

    private static List<RegisterSpec> rows(Route.ToDevice to, Span span) {
        return to.profile().map(DeviceProfile::registers).orElse(List.of()).stream()
                .filter(row -> row.table() == RegisterTable.HOLDING)
                .filter(row -> !addresses(row, span).isEmpty())
                .toList();
    }

    private static boolean writable(List<RegisterSpec> rows, int register, Span span) {
        boolean known = false;
        for (RegisterSpec row : rows) {
            for (int first : addresses(row, span)) {
                int end = first + row.coding().words();
                if (first <= register && register < end) {
                    known = true;
                    RegisterSpec.Access access = row.access();
                    boolean allowed = span.single() ? access.writeSingle() : access.writeMultiple();
                    // Half of a value must not be written: the device would hold a number that nobody meant.
                    if (!allowed || first < span.address() || end > span.end()) {
                        return false;
                    }
                }
            }
        }
        return known;
    }

    /** Addresses of the instances of a row that have a register in the span. */
    private static List<Integer> addresses(RegisterSpec row, Span span) {
        List<Integer> found = new ArrayList<>(1);
        for (int instance = 1; instance <= row.count(); instance++) {
            int first = row.addressOf(instance);
            if (first < span.end() && first + row.coding().words() > span.address()) {
                found.add(first);
            }
        }
        return found;
    }
}
