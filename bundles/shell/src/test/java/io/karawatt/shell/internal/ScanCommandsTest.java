package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.discovery.ScanReport;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class ScanCommandsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void whatIsTypedBecomesAPlan() throws CommandException {
        assertEquals(ScanPlan.FAST, BusScanCommand.plan(false, "", false, false, false));
        assertEquals(
                new ScanPlan(Depth.FULL, 2, 32, true, Addressing.AUTOSET),
                BusScanCommand.plan(true, "2-32", true, true, false));
        assertEquals(
                new ScanPlan(Depth.FAST, 7, 7, false, Addressing.PUSH_BUTTON),
                BusScanCommand.plan(false, "7", false, false, true));
        assertThrows(CommandException.class, () -> BusScanCommand.plan(false, "", false, true, true));
        String said = assertThrows(CommandException.class, () -> BusScanCommand.plan(false, "9-3", false, false, false))
                .getNiceHelp();
        assertEquals("--range: '3' is not a number from 9 to 247", said);
    }

    // A short scan prints its report and nothing else.
    @Test
    void whoWaitsLessThanTwoSecondsSeesNoProgress() throws InterruptedException {
        wait(false, 7);

        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLogGetsPlainLinesEveryFewSeconds() throws InterruptedException {
        wait(false, 4 * 8);

        String line = "rs485 address-detection 50 %, 3 found, 1 conflicts";
        assertEquals(
                List.of(line, line),
                printed.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void aTerminalGetsOneLineThatIsPaintedAnewAndGoesAtTheEnd() throws InterruptedException {
        wait(true, 10);

        String all = printed.toString(StandardCharsets.UTF_8);
        assertTrue(all.startsWith("\r\u001b[Krs485 address-detection 50 %"), all);
        assertTrue(all.endsWith("\r\u001b[K"), all);
    }

    @Test
    void theReportNamesWhatBecameOfEachDevice() {
        String text = ScanView.report(report(ScanReport.State.ENDED)).text();

        assertTrue(text.contains("depth       fast"), text);
        assertTrue(text.contains("rs485     9  moved   oven    I-35       00000A  was unit id 8 on rs485"), text);
    }

    @Test
    void anEditLeavesWhatIsNotNamed() throws CommandException {
        Device old = new Device(
                "a", "A", "I-35", "rs485", 9, 9, "hall", "00000A", List.of(new Load(1, "x", ""), new Load(2, "y", "")));

        Device now = new DeviceEdit("New", null, "12", null, null, null, List.of("2=1P+N-1CT:Oven")).of(old);

        assertEquals(
                new Device(
                        "a",
                        "New",
                        "I-35",
                        "rs485",
                        12,
                        9,
                        "hall",
                        "00000A",
                        List.of(new Load(1, "x", ""), new Load(2, "Oven", "1P+N-1CT"))),
                now);
        DeviceEdit wrong = new DeviceEdit(null, null, "300", null, null, null, List.of());
        assertThrows(CommandException.class, () -> wrong.of(old));
    }

    private void wait(boolean paint, int steps) throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        new ScanWait(paint, millis -> passed.incrementAndGet())
                .await(out, () -> report(passed.get() < steps ? ScanReport.State.SEARCHING : ScanReport.State.ENDED));
    }

    private static ScanReport report(ScanReport.State state) {
        ScanProgress progress = new ScanProgress(
                ScanProgress.Status.RUNNING, ScanProgress.Step.ADDRESS_DETECTION, 120, 240, 3, 1, "", List.of());
        return new ScanReport(
                state,
                ScanPlan.FAST,
                Site.NOON,
                Instant.EPOCH,
                List.of(new ScanReport.LineScan("rs485", progress)),
                List.of(new ScanReport.Entry(
                        "rs485", 9, ScanReport.What.MOVED, "oven", "I-35", "00000A", "was unit id 8 on rs485")));
    }
}
