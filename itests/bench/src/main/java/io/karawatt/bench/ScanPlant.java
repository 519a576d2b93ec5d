package io.karawatt.bench;

import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.SerialPorts;
import io.karawatt.line.WireCost;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.Stage;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.site.SiteReader;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Simulated I-31 modules on a timed Digiware bus whose time runs as fast as the machine allows. */
final class ScanPlant {

    private static final String LINE = "bench";
    private static final int FIRST = 101;
    private static final long PATIENCE_MINUTES = 10;

    private final VirtualTimeline timeline = new VirtualTimeline();
    private final SerialSettings settings;
    private final Stage stage;

    /**
     * What came of a scan.
     *
     * @param seconds how long it took, in the time of the line.
     * @param end its last progress.
     */
    record Outcome(double seconds, ScanProgress end) {}

    /**
     * Builds a bus.
     *
     * @param baud its speed.
     * @param devices how many modules there are; with 0 one is there, but unplugged.
     * @param together whether all have address 1 instead of 101 and more.
     */
    ScanPlant(int baud, int devices, boolean together) throws IOException, SiteFileException {
        settings = SerialSettings.of(Stage.SCHEME + LINE, baud, "8N1");
        StringBuilder text = new StringBuilder("site: Bench\nseed: 1\nlines:\n  - {name: " + LINE
                + ", kind: digiware, baud: " + baud + ", format: 8N1, turnaround.ms: 5}\ndevices:\n");
        for (int address = FIRST; address < FIRST + Math.max(1, devices); address++) {
            text.append("  - {address: " + address + ", unit: " + (together ? 1 : address) + ", reference: I-31, line: "
                    + LINE + "}\n");
        }
        Profiles profiles = ProfileLibrary.load(ProfileSources.classPath(ScanPlant.class.getClassLoader()))
                .profiles();
        Site site = new SiteReader(profiles::find).read("bench", new StringReader(text.toString()));
        stage = new Stage(new PlayedSite(site, profiles::find, clock()), timeline, "");
        if (devices == 0) {
            stage.control().connect(FIRST, false);
        }
    }

    private InstantSource clock() {
        return () -> Instant.EPOCH.plusNanos(timeline.nanos());
    }

    /** Searches it once. */
    Outcome scan(ScanPlan plan) throws InterruptedException, ExecutionException, TimeoutException {
        CountingSink sink = new CountingSink();
        LineSettings line = new LineSettings(
                LINE,
                "digiware",
                settings.toString(),
                WireCost.serial(settings),
                LineSettings.Periods.DEFAULT,
                LineSettings.Patience.SERIAL,
                LineSettings.Limits.SERIAL);
        LineContext context = new LineContext(new SerialPorts(settings, stage), sink, sink, timeline, clock());
        try (LineEngine engine = new LineEngine(line, context)) {
            long start = timeline.nanos();
            // On the thread of the line, whose time runs on as soon as it has nothing to do.
            CompletableFuture<Outcome> outcome = engine.begin(plan)
                    .end()
                    .thenApply(end -> new Outcome(
                            Duration.ofNanos(timeline.nanos() - start).toMillis() / 1e3, end));
            engine.start();
            return outcome.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
    }
}
