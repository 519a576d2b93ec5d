package io.karawatt.shell.internal;

import io.karawatt.discovery.ScanReport;
import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Waits for the end of a scan. Whoever waits longer than two seconds sees how it is getting on: on a terminal in one
 * line that is painted anew, else in plain lines, seldom enough for a log.
 *
 * @param paint whether lines can be painted anew.
 * @param clock lets time pass.
 */
record ScanWait(boolean paint, Watch.Sleep clock) {

    private static final long STEP_MS = 250;
    private static final long PATIENCE_MS = 2_000;
    private static final long PLAIN_MS = 5_000;
    private static final String ANEW = "\r\u001b[K";

    /**
     * Waits.
     *
     * @param out where to show progress.
     * @param now tells how the scan is getting on.
     * @return the report at its end.
     * @throws InterruptedException when somebody no longer wants to wait; the scan goes on.
     */
    ScanReport await(PrintStream out, Supplier<ScanReport> now) throws InterruptedException {
        long waited = 0;
        boolean painted = false;
        ScanReport report = now.get();
        while (report.state() != ScanReport.State.ENDED) {
            if (paint && waited >= PATIENCE_MS) {
                out.print(ANEW + Cells.text(ScanView.line(report)));
                out.flush();
                painted = true;
            } else if (waited >= PATIENCE_MS && (waited - PATIENCE_MS) % PLAIN_MS == 0) {
                out.println(Cells.text(ScanView.line(report)));
                out.flush();
            }
            clock.pass(STEP_MS);
            waited += STEP_MS;
            report = now.get();
        }
        if (painted) {
            out.print(ANEW);
        }
        return report;
    }
}
