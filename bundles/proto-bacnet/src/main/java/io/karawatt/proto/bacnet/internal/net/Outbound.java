package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;

/** What the application may start by itself. May be called on any thread. */
public interface Outbound {

    /** What became of a confirmed request of ours. */
    enum Delivery {
        /** The other side took it. */
        ACKNOWLEDGED,
        /** The other side answered with an error, a reject or an abort. */
        REFUSED,
        /** No answer after all tries. */
        UNANSWERED,
        /** Not sent: too many wait for their acknowledgement, or the server closes. */
        NOT_SENT,
        /** Not sent: a client switched the device's communication off (DeviceCommunicationControl). */
        SILENCED
    }

    /** Is told what became of a request. */
    interface Outcome {

        /**
         * Tells what became of it; called once, on the server's thread.
         *
         * @param delivery what.
         */
        void done(Delivery delivery);
    }

    /** Something to be done later. */
    interface Timer {

        /** Does not do it any more; without effect when it is done. On the server's thread only. */
        void cancel();
    }

    /**
     * Sends an unconfirmed request.
     *
     * @param device from whom: {@link Application#GATEWAY} or the address of a meter.
     * @param to to whom.
     * @param service service choice (BACnetUnconfirmedServiceChoice).
     * @param body the service request; copied before the call ends; at most 1474 octets.
     * @return false when it was dropped: too many wait, or the device's communication is switched off.
     */
    boolean unconfirmed(int device, BacnetAddress to, int service, Octets body);

    /**
     * Sends a confirmed request and repeats it by APDU_Timeout and Number_Of_APDU_Retries until it is answered.
     *
     * @param device from whom.
     * @param to to whom.
     * @param service service choice (BACnetConfirmedServiceChoice).
     * @param body the service request; copied before the call ends; at most 1472 octets.
     * @param outcome is told what became of it.
     */
    void confirmed(int device, BacnetAddress to, int service, Octets body, Outcome outcome);

    /**
     * Runs something on the server's thread, soon; must be quick.
     *
     * @param task what.
     */
    void execute(Runnable task);

    /**
     * Runs something on the server's thread, later; must be quick.
     *
     * @param delay after how long, to 10 ms.
     * @param task what.
     * @return can be cancelled.
     */
    Timer after(Duration delay, Runnable task);
}
