package io.karawatt.discovery.internal;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks at once, on the thread that asks; what is to be repeated is left to the test. */
final class Idle extends ScheduledThreadPoolExecutor {

    Idle() {
        super(1);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        return schedule(task, 1, TimeUnit.DAYS);
    }
}
