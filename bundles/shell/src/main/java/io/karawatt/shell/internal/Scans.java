package io.karawatt.shell.internal;

import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import java.io.IOException;
import org.apache.karaf.shell.support.CommandException;

/** Runs scans for commands. */
final class Scans {

    private Scans() {}

    /** Runs one and shows its report; an interrupt, as Ctrl-C gives, leaves it running. */
    static void run(Console console, Discovery discovery, ScanOrder order, boolean json)
            throws CommandException, IOException {
        if (discovery.start(order) instanceof Discovery.Outcome.Refused refused) {
            throw Messages.plain(refused.reason());
        }
        try {
            ScanWait wait = new ScanWait(console.paintable(), Thread::sleep);
            ScanReport report = wait.await(json ? Console.NOWHERE : console.out(), () -> latest(discovery));
            console.show(ScanView.report(report), json);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
            console.say(Messages.text("scan.left"));
        }
    }

    private static ScanReport latest(Discovery discovery) {
        return discovery.report().orElseThrow(() -> new IllegalStateException(Messages.text("scan.none")));
    }
}
