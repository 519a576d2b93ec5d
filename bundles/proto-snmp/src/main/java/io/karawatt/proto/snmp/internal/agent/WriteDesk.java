package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.access.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers Set (RFC 3416 §4.2.5): checks all variables, then sets one after the other, and answers when the last one is
 * done. A repeated request finds the first one under way, or its answer. Used by the thread of the agent alone; futures
 * come back by {@link #land}.
 */
final class WriteDesk {

    /** Most answers that are kept. */
    static final int MOST_KEPT = 64;

    /** So long an answer is kept for managers who ask again because it was lost. */
    static final Duration KEPT = Duration.ofSeconds(10);

    private final Replies replies;
    private final Counters counters;
    private final Refusals refusals;
    private final Time time;
    private final AgentSettings.Limits limits;
    private final Runnable wakeup;
    private final Queue<Runnable> landed = new ConcurrentLinkedQueue<>();
    private final Map<Tag, Order> orders = new LinkedHashMap<>();

    /**
     * Makes a desk.
     *
     * @param replies sends the responses.
     * @param counters where it counts.
     * @param refusals where refusals are told.
     * @param time the clocks.
     * @param limits how many Sets may wait and how long.
     * @param wakeup called, from any thread, when {@link #land} has something to do.
     */
    WriteDesk(
            Replies replies,
            Counters counters,
            Refusals refusals,
            Time time,
            AgentSettings.Limits limits,
            Runnable wakeup) {
        this.replies = replies;
        this.counters = counters;
        this.refusals = refusals;
        this.time = time;
        this.limits = limits;
        this.wakeup = wakeup;
    }

    /** Tells one request from another; a repeated one has the same tag. */
    private record Tag(String from, String who, int requestId, List<VariableBinding> bindings) {}

    /** A variable and the object it changes. */
    private record Step(Writable object, VariableBinding binding) {}

    /** A Set under way, or its answer. */
    private static final class Order {

        private final Request request;
        private final List<Step> steps;
        private final long since;
        private int done;
        private @Nullable PDU answer;

        Order(Request request, List<Step> steps, long since) {
            this.request = request;
            this.steps = steps;
            this.since = since;
        }
    }

    /** Takes a Set. */
    void set(Request request) {
        Tag tag = new Tag(
                request.from(),
                request.grant().label(),
                request.pdu().getRequestID().getValue(),
                List.copyOf(request.pdu().getVariableBindings()));
        Order known = orders.get(tag);
        if (known != null) {
            again(known, request);
            return;
        }
        if (!request.grant().write()) {
            refuse(request);
            return;
        }
        List<Step> steps = new ArrayList<>();
        Optional<PDU> objection = check(request, steps);
        if (objection.isPresent()) {
            replies.send(request.event(), objection.get());
        } else if (underWay() >= limits.sets()) {
            fail(request, SnmpConstants.SNMP_ERROR_RESOURCE_UNAVAILABLE, steps.isEmpty() ? 0 : 1);
        } else {
            Order order = new Order(request, steps, time.nanos());
            orders.put(tag, order);
            next(order);
        }
    }

    private void again(Order known, Request request) {
        PDU answer = known.answer;
        if (answer == null) {
            replies.drop(request.event());
        } else {
            replies.send(request.event(), answer);
        }
    }

    private void refuse(Request request) {
        if (request.grant().version() != Version.V3) {
            counters.add(Count.IN_BAD_COMMUNITY_USES);
        }
        Asker asker = request.grant().asker(request.from());
        String target = request.pdu().size() == 0
                ? "nothing"
                : "SNMP object " + request.pdu().get(0).getOid().toDottedString();
        refusals.tell(
                asker.wants(AccessRequest.Operation.WRITE, target),
                request.grant().label() + " may only read; use the write community or user");
        fail(request, SnmpConstants.SNMP_ERROR_NO_ACCESS, request.pdu().size() == 0 ? 0 : 1);
    }

    private Optional<PDU> check(Request request, List<Step> steps) {
        for (VariableBinding binding : request.pdu().getVariableBindings()) {
            Subtree subtree = request.tree().at(binding.getOid());
            Optional<Writable> object = subtree == null ? Optional.empty() : subtree.writable(binding.getOid());
            int status = object.map(writable -> writable.check(binding.getVariable()))
                    .orElse(SnmpConstants.SNMP_ERROR_NOT_WRITEABLE);
            if (status != SnmpConstants.SNMP_ERROR_SUCCESS) {
                return Optional.of(replies.error(request, status, steps.size() + 1));
            }
            steps.add(new Step(object.orElseThrow(), binding));
        }
        return Optional.empty();
    }

    private long underWay() {
        return orders.values().stream().filter(order -> order.answer == null).count();
    }

    /** Sets the next variable of an order, or answers it. */
    private void next(Order order) {
        if (order.done == order.steps.size()) {
            counters.add(Count.IN_TOTAL_SET_VARS, order.done);
            answer(
                    order,
                    Replies.response(order.request.pdu(), order.request.pdu().getVariableBindings()));
            return;
        }
        Step step = order.steps.get(order.done);
        CompletableFuture<Integer> unused = step.object()
                .set(
                        order.request.grant().asker(order.request.from()),
                        step.binding().getVariable())
                .whenComplete((status, failure) -> {
                    int outcome = failure == null ? status : SnmpConstants.SNMP_ERROR_COMMIT_FAILED;
                    landed.add(() -> came(order, outcome));
                    wakeup.run();
                });
    }

    private void came(Order order, int status) {
        if (order.answer != null) {
            return; // too late: it was answered when its time was over
        }
        if (status == SnmpConstants.SNMP_ERROR_SUCCESS) {
            order.done++;
            next(order);
        } else {
            answer(order, failed(order, status));
        }
    }

    /** Devices can't be asked to undo: what failed after others were done is undoFailed (RFC 3416 §4.2.5). */
    private PDU failed(Order order, int status) {
        return order.done == 0
                ? replies.error(order.request, status, 1)
                : replies.error(order.request, SnmpConstants.SNMP_ERROR_UNDO_FAILED, 0);
    }

    private void answer(Order order, PDU answer) {
        order.answer = answer;
        replies.send(order.request.event(), answer);
        if (orders.size() > MOST_KEPT + limits.sets()) {
            orders.values().stream()
                    .filter(old -> old.answer != null)
                    .findFirst()
                    .ifPresent(orders.values()::remove);
        }
    }

    private void fail(Request request, int status, int index) {
        replies.send(request.event(), replies.error(request, status, index));
    }

    /** Goes on with what devices have answered. */
    void land() {
        Runnable next = landed.poll();
        while (next != null) {
            next.run();
            next = landed.poll();
        }
    }

    /** Ends what takes too long and forgets old answers. */
    void tick() {
        long now = time.nanos();
        Iterator<Order> all = orders.values().iterator();
        while (all.hasNext()) {
            Order order = all.next();
            long age = now - order.since;
            if (order.answer == null
                    && age >= Duration.ofSeconds(limits.setSeconds()).toNanos()) {
                answer(order, failed(order, SnmpConstants.SNMP_ERROR_COMMIT_FAILED));
            } else if (order.answer != null
                    && age >= KEPT.plusSeconds(limits.setSeconds()).toNanos()) {
                all.remove();
            }
        }
    }
}
