package io.karawatt.settings.internal;

import java.time.Duration;

/** Lets time pass; tests let it pass at once. */
@FunctionalInterface
interface Pause {

    /**
     * Waits.
     *
     * @param length how long.
     * @throws InterruptedException when whoever waits is to stop.
     */
    void pause(Duration length) throws InterruptedException;
}
