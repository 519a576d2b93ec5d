package io.karawatt.line.scan;

import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.event.Event.GatewayNotice;
import io.karawatt.event.Event.Severity;
import java.io.IOException;

/** Opens the line at another speed and searches it; where that fails the line opens itself at its own speed. */
final class RetuneJob implements Job {

    private final ScanState scan;
    private final int baud;

    RetuneJob(ScanState scan, int baud) {
        this.scan = scan;
        this.baud = baud;
    }

    @Override
    public boolean step() throws InterruptedException {
        scan.progress(Step.ADDRESS_DETECTION, 0, 0, "searching at " + baud + " bit/s; polling pauses");
        if (!scan.retuned()) {
            say("polling pauses while other speeds are searched");
        }
        try {
            scan.setup().port().retune(baud);
            scan.speed(baud);
            scan.first(new IdentifyJob(scan));
            scan.first(new DetectJob(scan));
        } catch (IOException e) {
            scan.speed(scan.setup().baud());
            say("can't be searched at " + baud + " bit/s: " + e.getMessage());
        }
        return true;
    }

    private void say(String what) {
        scan.setup()
                .events()
                .publish(new GatewayNotice(
                        Severity.INFO,
                        scan.setup().line(),
                        what,
                        scan.setup().clock().instant()));
    }
}
