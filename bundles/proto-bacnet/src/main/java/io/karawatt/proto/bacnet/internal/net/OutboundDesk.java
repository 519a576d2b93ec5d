package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;
import java.util.function.IntPredicate;

/** Takes what the application starts by itself from any thread to the server's. */
final class OutboundDesk implements Outbound {

    private final Ground ground;
    private final Sender sender;
    private final Requester requester;
    private final IntPredicate mayInitiate;
    private final Octets scratch = new Octets(Terms.MAX_APDU, Terms.MAX_APDU);
    private boolean closed;

    /**
     * Makes it.
     *
     * @param mayInitiate tells whether a device may speak by itself (DeviceCommunicationControl); any thread.
     */
    OutboundDesk(Ground ground, Sender sender, Requester requester, IntPredicate mayInitiate) {
        this.ground = ground;
        this.sender = sender;
        this.requester = requester;
        this.mayInitiate = mayInitiate;
    }

    @Override
    public boolean unconfirmed(int device, BacnetAddress to, int service, Octets body) {
        if (!mayInitiate.test(device)) {
            return false;
        }
        byte[] copy = body.toArray();
        return ground.tasks().offer(() -> {
            if (!closed) {
                ground.counters().add(Counters.Kind.NOTIFIED);
                scratch.clear().u8(Apdu.UNCONFIRMED << 4).u8(service).put(copy);
                sender.unicast(device, to, false, scratch);
            }
        });
    }

    @Override
    public void confirmed(int device, BacnetAddress to, int service, Octets body, Outcome outcome) {
        byte[] copy = body.toArray();
        Delivery refusal = mayInitiate.test(device) ? Delivery.NOT_SENT : Delivery.SILENCED;
        boolean taken = refusal == Delivery.NOT_SENT
                && ground.tasks().offer(() -> {
                    if (closed) {
                        outcome.done(Delivery.NOT_SENT);
                    } else {
                        requester.send(device, to, service, copy, outcome);
                    }
                });
        if (!taken) {
            ground.tasks().add(() -> outcome.done(refusal));
        }
    }

    @Override
    public void execute(Runnable task) {
        ground.tasks().add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        LateTimer timer = new LateTimer();
        ground.tasks().add(() -> timer.start(delay, task));
        return timer;
    }

    /** A timer asked for on any thread. */
    private final class LateTimer implements Timer {

        private Timer inner = () -> {};
        private boolean cancelled;

        private void start(Duration delay, Runnable task) {
            if (!cancelled) {
                inner = ground.timers().after(delay, task);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            inner.cancel();
        }
    }

    /** Takes nothing any more; on the server's thread. */
    void close() {
        closed = true;
    }
}
