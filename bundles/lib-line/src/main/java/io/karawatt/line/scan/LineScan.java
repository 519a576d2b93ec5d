package io.karawatt.line.scan;

import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.bus.ScanProgress.Step;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One scan of one line, a step at a time.
 *
 * <p>{@link #step}, {@link #fail} and {@link #wantsAt} belong to the thread of the line; the rest may be called by
 * anybody.
 */
public final class LineScan implements LineScanner.Scan {

    private final ScanState state;
    private final CompletableFuture<ScanProgress> end = new CompletableFuture<>();
    private volatile ScanProgress progress;
    private volatile boolean cancelled;

    /**
     * Prepares a scan.
     *
     * @param plan how to search.
     * @param setup what it works with.
     */
    public LineScan(ScanPlan plan, ScanSetup setup) {
        state = new ScanState(plan, setup);
        if (setup.serial()) {
            state.agenda().add(new SearchJob(state));
        }
        state.agenda().add(new DetectJob(state));
        if (setup.serial()) {
            state.agenda().add(new AddressingJob(state));
        }
        state.agenda().add(new IdentifyJob(state));
        if (plan.otherSpeeds()) {
            setup.speeds().forEach(baud -> state.agenda().add(new RetuneJob(state, baud)));
        }
        progress = state.snapshot(Status.RUNNING, "waiting for the line");
    }

    /**
     * Makes a scan that can't begin.
     *
     * @param why the reason, for people.
     * @return a scan that has failed.
     */
    public static LineScanner.Scan refused(String why) {
        ScanProgress failed = new ScanProgress(Status.FAILED, Step.ADDRESS_DETECTION, 0, 0, 0, 0, why, List.of());
        return new LineScanner.Scan() {
            @Override
            public ScanProgress progress() {
                return failed;
            }

            @Override
            public void cancel() {
                // It never began.
            }

            @Override
            public CompletableFuture<ScanProgress> end() {
                return CompletableFuture.completedFuture(failed);
            }
        };
    }

    /**
     * Goes on: asks a question or two.
     *
     * @throws InterruptedException when the line is being closed.
     */
    public void step() throws InterruptedException {
        Job job = state.agenda().peek();
        if (cancelled || job == null) {
            finish(cancelled ? Status.CANCELLED : Status.DONE, cancelled ? "cancelled" : "finished");
            return;
        }
        if (job.step()) {
            state.agenda().remove(job);
        }
        String lost = state.lost();
        if (lost != null) {
            finish(Status.FAILED, lost);
        } else {
            progress = state.snapshot(Status.RUNNING, "");
        }
    }

    /**
     * Tells when it wants to go on.
     *
     * @return nanoseconds of the line.
     */
    public long wantsAt() {
        Job job = state.agenda().peek();
        return cancelled || job == null ? 0 : job.notBefore();
    }

    /**
     * Tells whether it has the line at another speed, so that nobody else can use it.
     *
     * @return true while it has.
     */
    public boolean exclusive() {
        return state.retuned();
    }

    /**
     * Tells whether it is over.
     *
     * @return true after the last step.
     */
    public boolean over() {
        return end.isDone();
    }

    /**
     * Ends it because the line can't go on.
     *
     * @param why the reason, for people.
     */
    public void fail(String why) {
        if (!over()) {
            state.speed(state.setup().baud());
            complete(Status.FAILED, why);
        }
    }

    private void finish(Status status, String text) throws InterruptedException {
        if (state.retuned()) {
            state.speed(state.setup().baud());
            try {
                state.setup().port().retune(0);
            } catch (IOException e) {
                complete(Status.FAILED, "the line can't be opened at its own speed again: " + e.getMessage());
                return;
            }
        }
        if (status == Status.DONE && state.setup().serial()) {
            state.settle();
        }
        complete(status, text);
    }

    private void complete(Status status, String text) {
        progress = state.snapshot(status, text);
        end.complete(progress);
    }

    @Override
    public ScanProgress progress() {
        return progress;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public CompletableFuture<ScanProgress> end() {
        return end;
    }
}
