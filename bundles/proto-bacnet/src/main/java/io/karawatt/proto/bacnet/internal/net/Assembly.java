package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import org.jspecify.annotations.Nullable;

/**
 * A request that comes in segments (clause 5.4.5.2): put together in order, acknowledged window by window. It never
 * grows beyond {@link Terms#MAX_SEGMENTS} segments.
 */
final class Assembly implements Transaction {

    /** Most segments we let the asker send before we acknowledge. */
    static final int MOST_WINDOW = 16;

    private static final int NUMBERS = 256;
    private static final int MOST_OCTETS = Terms.MAX_SEGMENTS * Terms.MAX_APDU;

    private final Exchange exchange;
    private final AnswerWriter writer;
    private final int window;
    private final Octets octets = new Octets(2 * Terms.MAX_APDU, MOST_OCTETS);
    private Outbound.@Nullable Timer timer;
    private int segments;
    private int unacknowledged;
    private int duplicates;

    /** What has become of it. */
    enum State {
        /** More is to come. */
        GOING_ON,
        /** It is whole. */
        WHOLE,
        /** It is given up; the asker knows. */
        BROKEN
    }

    /**
     * Begins with the first segment, which is acknowledged at once.
     *
     * @param first its number is 0 and its window 1..127.
     */
    Assembly(Exchange exchange, Apdu first, AnswerWriter writer) {
        this.exchange = exchange;
        this.writer = writer;
        this.window = Math.min(first.window(), MOST_WINDOW);
        append(first);
        acknowledge(false);
    }

    /** Takes one more segment. */
    State take(Apdu segment) {
        if (segment.choice() != exchange.service()) {
            return broken(AbortReason.invalidApduInThisState);
        }
        int ahead = (segment.sequence() - segments) & (NUMBERS - 1);
        if (ahead != 0) {
            outOfOrder(ahead);
            return State.GOING_ON;
        }
        if (segments >= Terms.MAX_SEGMENTS) {
            return broken(AbortReason.bufferOverflow);
        }
        duplicates = 0;
        append(segment);
        unacknowledged++;
        if (!segment.moreFollows() || unacknowledged >= window) {
            acknowledge(false);
        }
        return segment.moreFollows() ? State.GOING_ON : State.WHOLE;
    }

    /** One we have, sent again because our acknowledgement was lost; or one too far ahead because one was lost. */
    private void outOfOrder(int ahead) {
        boolean duplicate = ahead >= NUMBERS - segments;
        if (!duplicate) {
            acknowledge(true);
        } else if (++duplicates >= Math.min(window, segments)) {
            duplicates = 0;
            acknowledge(true);
        }
    }

    private void append(Apdu segment) {
        octets.put(segment.array(), segment.offset(), segment.length());
        segments++;
    }

    private void acknowledge(boolean negative) {
        unacknowledged = 0;
        writer.segmentAck(exchange.key(), negative, (segments - 1) & (NUMBERS - 1), window);
    }

    private State broken(AbortReason reason) {
        writer.abort(exchange, reason);
        return State.BROKEN;
    }

    /** The exchange, on the terms of the first segment. */
    Exchange exchange() {
        return exchange;
    }

    /** What came so far; in the end the whole service request. */
    Octets octets() {
        return octets;
    }

    /** Puts another timer in place of the last. */
    void timer(Outbound.Timer next) {
        end();
        timer = next;
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
