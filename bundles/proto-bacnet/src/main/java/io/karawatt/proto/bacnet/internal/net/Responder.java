package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The server's side of confirmed requests (clause 5.4.5): segments put together and sent, repetitions found, each
 * request answered once. What others can make us keep is bounded, for each address and in total.
 */
final class Responder implements SegmentedAnswer.Desk {

    /** Longest time a promised answer may take. */
    static final Duration PROMISE = Duration.ofSeconds(60);

    private static final int MOST_WINDOW = 127;
    private static final int SILENCE = 4;

    private final Ground ground;
    private final AnswerWriter writer;
    private final Services services;
    private final Map<Exchange.Key, Transaction> active = new HashMap<>();
    private final DirectReply direct = new DirectReply(this);

    /** Who answers requests. */
    interface Services {

        /** Answers a request; see {@link Application#confirmed}. */
        void confirmed(ConfirmedRequest request, Reply reply);
    }

    /** How much of a kind is kept at once. */
    enum Limit {
        /** Requests that come in segments. */
        ASSEMBLIES(Assembly.class, 4, 32),
        /** Answers that go in segments. */
        ANSWERS(SegmentedAnswer.class, 8, 64),
        /** Answers promised. */
        PROMISES(Promise.class, 64, 256);

        private final Class<? extends Transaction> kind;
        private final int ofAddress;
        private final int inTotal;

        Limit(Class<? extends Transaction> kind, int ofAddress, int inTotal) {
            this.kind = kind;
            this.ofAddress = ofAddress;
            this.inTotal = inTotal;
        }

        /** Most of one address. */
        int ofAddress() {
            return ofAddress;
        }

        /** Most in total. */
        int inTotal() {
            return inTotal;
        }
    }

    Responder(Ground ground, AnswerWriter writer, Services services) {
        this.ground = ground;
        this.writer = writer;
        this.services = services;
    }

    /** A confirmed request, or a segment of one. */
    void request(BacnetAddress from, int device, Apdu apdu) {
        if (apdu.segmented()) {
            segment(from, device, apdu);
            return;
        }
        Exchange exchange = Exchange.of(from, device, apdu);
        Transaction before = active.isEmpty() ? null : active.get(exchange.key());
        if (before instanceof Assembly) {
            end(exchange.key());
            writer.abort(exchange, AbortReason.invalidApduInThisState);
        } else if (before != null) {
            ground.counters().add(Counters.Kind.DUPLICATES);
        } else {
            perform(exchange, apdu.array(), apdu.offset(), apdu.length());
        }
    }

    private void perform(Exchange exchange, byte[] array, int offset, int length) {
        ground.counters().add(Counters.Kind.REQUESTS);
        DirectReply reply = direct.to(exchange);
        try {
            ConfirmedRequest request =
                    new ConfirmedRequest(exchange.peer(), exchange.device(), exchange.service(), array, offset, length);
            services.confirmed(request, reply);
        } catch (Octets.Overflow e) {
            reply.abort(AbortReason.bufferOverflow);
        } catch (RuntimeException e) {
            ground.notices()
                    .failed(
                            "service " + exchange.service() + " for "
                                    + exchange.peer().text(),
                            e);
        }
        if (reply.take()) {
            writer.abort(exchange, AbortReason.other);
        }
    }

    private void segment(BacnetAddress from, int device, Apdu apdu) {
        Exchange.Key key = new Exchange.Key(from, device, apdu.invokeIdNumber());
        Transaction before = active.get(key);
        if (before instanceof Assembly assembly) {
            switch (assembly.take(apdu)) {
                case GOING_ON -> watch(key, assembly);
                case BROKEN -> end(key);
                case WHOLE -> {
                    end(key);
                    Octets whole = assembly.octets();
                    perform(assembly.exchange(), whole.array(), whole.head(), whole.size());
                }
            }
        } else if (before != null) {
            ground.counters().add(Counters.Kind.DUPLICATES);
        } else {
            begin(key, apdu);
        }
    }

    private void begin(Exchange.Key key, Apdu first) {
        Exchange exchange = Exchange.of(key.peer(), key.device(), first);
        if (first.sequence() != 0 || !first.moreFollows()) {
            writer.abort(exchange, AbortReason.invalidApduInThisState);
        } else if (first.window() < 1 || first.window() > MOST_WINDOW) {
            writer.abort(exchange, AbortReason.windowSizeOutOfRange);
        } else if (full(Limit.ASSEMBLIES, key.peer())) {
            writer.abort(exchange, AbortReason.outOfResources);
        } else {
            ground.counters().add(Counters.Kind.SEGMENTED_REQUESTS);
            Assembly assembly = new Assembly(exchange, first, writer);
            active.put(key, assembly);
            watch(key, assembly);
        }
    }

    /** An asker that sends no more segments is forgotten (clause 5.4.5.2, Timeout). */
    private void watch(Exchange.Key key, Assembly assembly) {
        assembly.timer(ground.timers().after(patience().multipliedBy(SILENCE), () -> {
            active.remove(key, assembly);
            ground.counters().add(Counters.Kind.GIVEN_UP);
        }));
    }

    /** The asker acknowledges segments of an answer. */
    void segmentAck(BacnetAddress from, int device, Apdu apdu) {
        if (active.get(new Exchange.Key(from, device, apdu.invokeIdNumber())) instanceof SegmentedAnswer answer) {
            answer.acknowledged(apdu);
        }
    }

    /** The asker gives up. */
    void abort(BacnetAddress from, int device, Apdu apdu) {
        end(new Exchange.Key(from, device, apdu.invokeIdNumber()));
    }

    /** Sends an acknowledgement, in segments where it must be. */
    void complexAck(Exchange exchange, Octets body) {
        if (body.size() <= exchange.room()) {
            writer.complexAck(exchange, body);
        } else if (exchange.maxSegments() < 2) {
            writer.abort(exchange, AbortReason.segmentationNotSupported);
        } else if (body.size() > exchange.capacity()) {
            writer.abort(exchange, AbortReason.bufferOverflow);
        } else if (full(Limit.ANSWERS, exchange.peer())) {
            writer.abort(exchange, AbortReason.outOfResources);
        } else {
            ground.counters().add(Counters.Kind.ANSWERS);
            ground.counters().add(Counters.Kind.SEGMENTED_ANSWERS);
            SegmentedAnswer answer = new SegmentedAnswer(exchange, body.toArray(), this);
            active.put(exchange.key(), answer);
            answer.start();
        }
    }

    /** Waits for an answer that comes later. */
    Promise promise(Exchange exchange) {
        Promise promise = new Promise(exchange, (which, how) -> ground.tasks().add(() -> keep(which, how)));
        if (full(Limit.PROMISES, exchange.peer())) {
            writer.abort(exchange, AbortReason.outOfResources);
            return promise; // what it is told goes nowhere: it was never taken in
        }
        active.put(exchange.key(), promise);
        Duration patience = ground.terms().timeout().multipliedBy(ground.terms().retries() + 1L);
        promise.timer(ground.timers().after(patience.compareTo(PROMISE) < 0 ? patience : PROMISE, () -> {
            if (active.remove(exchange.key(), promise)) {
                ground.counters().add(Counters.Kind.LATE);
                writer.abort(exchange, AbortReason.applicationExceededReplyTime);
            }
        }));
        return promise;
    }

    private void keep(Promise promise, Consumer<Responder> how) {
        if (active.remove(promise.exchange().key(), promise)) {
            promise.end();
            how.accept(this);
        }
    }

    /** Whether no more of a kind may be kept for an address, or at all. */
    private boolean full(Limit limit, BacnetAddress peer) {
        int total = 0;
        int own = 0;
        for (Transaction one : active.values()) {
            if (limit.kind.isInstance(one)) {
                total++;
                own += one.peer().ip() == peer.ip() ? 1 : 0;
            }
        }
        return total >= limit.inTotal || own >= limit.ofAddress;
    }

    private void end(Exchange.Key key) {
        Transaction ended = active.remove(key);
        if (ended != null) {
            ended.end();
        }
    }

    /** Lets go of everything; the server closes. */
    void close() {
        List.copyOf(active.values()).forEach(Transaction::end);
        active.clear();
    }

    /** How many exchanges last at the moment. */
    int lasting() {
        return active.size();
    }

    @Override
    public AnswerWriter writer() {
        return writer;
    }

    @Override
    public Timers timers() {
        return ground.timers();
    }

    @Override
    public Duration patience() {
        return ground.terms().segmentTimeout();
    }

    @Override
    public int retries() {
        return ground.terms().retries();
    }

    @Override
    public void ended(SegmentedAnswer answer, boolean through) {
        active.remove(answer.exchange().key(), answer);
        if (!through) {
            ground.counters().add(Counters.Kind.GIVEN_UP);
        }
    }
}
