package io.karawatt.modbus.serial;

import java.util.concurrent.locks.LockSupport;

/**
 * Time as a line sees it: monotonic nanoseconds and a way to wait.
 *
 * <p>A simulated wire may run on a timeline of its own, on which waiting costs no time.
 */
public interface Timeline {

    /** The monotonic clock of the machine; waiting parks the thread, it never spins. */
    Timeline SYSTEM = new Timeline() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) throws InterruptedException {
            for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(left);
            }
        }

        @Override
        public void restUntil(long nanos) throws InterruptedException {
            LockSupport.parkNanos(this, nanos - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    };

    /**
     * Returns the present moment.
     *
     * @return nanoseconds from an arbitrary origin; never falls.
     */
    long nanos();

    /**
     * Waits until a moment; returns at once when it is past.
     *
     * @param nanos the moment.
     * @throws InterruptedException when the thread is interrupted.
     */
    void sleepUntil(long nanos) throws InterruptedException;

    /**
     * Waits until a moment or until somebody unparks the thread, whichever comes first; a permit given before counts.
     * May return for no reason.
     *
     * @param nanos the moment.
     * @throws InterruptedException when the thread is interrupted.
     */
    default void restUntil(long nanos) throws InterruptedException {
        sleepUntil(nanos);
    }
}
