package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer sent in segments, a window at a time (clause 5.4.5.3). */
final class SegmentedAnswer implements Transaction {

    /** Most segments we offer to send before we wait. */
    static final int PROPOSED_WINDOW = 16;

    /** Largest window there is. */
    static final int MOST_WINDOW = 127;

    private static final int NUMBERS = 256;

    private final Exchange exchange;
    private final byte[] data;
    private final int count;
    private final Desk desk;
    private final Octets part = new Octets(Terms.MAX_APDU, Terms.MAX_APDU);
    private Outbound.@Nullable Timer timer;
    private int initial;
    private int window = 1;
    private int retries;

    /** What it needs of the server. */
    interface Desk {

        /** Writes it. */
        AnswerWriter writer();

        /** Waits. */
        Timers timers();

        /** How long to wait for an acknowledgement. */
        Duration patience();

        /** How often to send again. */
        int retries();

        /** The answer is through, or given up. */
        void ended(SegmentedAnswer answer, boolean through);
    }

    SegmentedAnswer(Exchange exchange, byte[] data, Desk desk) {
        this.exchange = exchange;
        this.data = data;
        this.desk = desk;
        this.count = (data.length + exchange.segmentRoom() - 1) / exchange.segmentRoom();
    }

    /** Sends the first segment; its acknowledgement tells the window. */
    void start() {
        sendWindow();
    }

    /** The asker acknowledges segments, all of the window or some. */
    void acknowledged(Apdu ack) {
        if (ack.window() < 1 || ack.window() > MOST_WINDOW) {
            desk.writer().abort(exchange, AbortReason.windowSizeOutOfRange);
            finish(false);
            return;
        }
        int ahead = (ack.sequence() - initial) & (NUMBERS - 1);
        if (ahead >= window) {
            restart(); // of an earlier window: sent twice, or late
            return;
        }
        initial += ahead + 1;
        retries = 0;
        window = ack.window();
        if (initial >= count) {
            finish(true);
        } else {
            sendWindow();
        }
    }

    private void sendWindow() {
        for (int i = initial; i < Math.min(initial + window, count); i++) {
            int room = exchange.segmentRoom();
            int from = i * room;
            part.clear().put(data, from, Math.min(room, data.length - from));
            desk.writer().segment(exchange, i + 1 < count, i & (NUMBERS - 1), PROPOSED_WINDOW, part);
        }
        restart();
    }

    private void restart() {
        stop();
        timer = desk.timers().after(desk.patience(), this::silent);
    }

    private void silent() {
        if (retries >= desk.retries()) {
            finish(false);
        } else {
            retries++;
            sendWindow();
        }
    }

    private void finish(boolean through) {
        end();
        desk.ended(this, through);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    Exchange exchange() {
        return exchange;
    }

    @Override
    public BacnetAddress peer() {
        return exchange.peer();
    }

    @Override
    public void end() {
        stop();
    }
}
