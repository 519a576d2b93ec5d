package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer to come, given on any thread; meanwhile repetitions of the request are dropped (clause 5.4.5.4). */
final class Promise implements Transaction, Reply {

    private final Exchange exchange;
    private final BiConsumer<Promise, Consumer<Responder>> desk;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Octets body;
    private Outbound.@Nullable Timer timer;

    /**
     * Makes a promise.
     *
     * @param desk gives the answer on the server's thread, unless it came too late.
     */
    Promise(Exchange exchange, BiConsumer<Promise, Consumer<Responder>> desk) {
        this.exchange = exchange;
        this.desk = desk;
        this.body = new Octets(Terms.MAX_APDU, exchange.capacity());
    }

    private void answer(Consumer<Responder> how) {
        if (answered.compareAndSet(false, true)) {
            desk.accept(this, how);
        }
    }

    @Override
    public Octets body() {
        return body;
    }

    @Override
    public int room() {
        return exchange.room();
    }

    @Override
    public int capacity() {
        return exchange.capacity();
    }

    @Override
    public void simpleAck() {
        answer(responder -> responder.writer().simpleAck(exchange));
    }

    @Override
    public void complexAck() {
        answer(responder -> responder.complexAck(exchange, body));
    }

    @Override
    public void error(ErrorClass type, ErrorCode code) {
        answer(responder -> responder.writer().error(exchange, type, code));
    }

    @Override
    public void reject(RejectReason reason) {
        answer(responder -> responder.writer().reject(exchange, reason));
    }

    @Override
    public void abort(AbortReason reason) {
        answer(responder -> responder.writer().abort(exchange, reason));
    }

    @Override
    public Reply later() {
        return this;
    }

    Exchange exchange() {
        return exchange;
    }

    /** What becomes of it when nobody answers. */
    void timer(Outbound.Timer limit) {
        timer = limit;
    }

    @Override
    public BacnetAddress peer() {
        return exchange.peer();
    }

    @Override
    public void end() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
