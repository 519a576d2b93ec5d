package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.ReadingBatch;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who looks at a device gets it faster, at nobody's expense. */
class WatchTest {

    private static InstalledDevice meter(int unit, int values) {
        return Meters.installed("m" + unit, unit, Meters.dense(100, values, Poll.FAST));
    }

    private static double rounds(Bench bench, String device, Instant since) {
        return bench.recorder().of(device).stream()
                .filter(batch -> !batch.at().isBefore(since))
                .count();
    }

    @Test
    void aWatchedDeviceIsReadFourTimesAsOftenForTenSeconds() {
        Bench bench = new Bench(meter(1, 10), meter(2, 10));
        bench.run(Duration.ofSeconds(20));
        assertTrue(bench.loop().watch("m1"), "the line is woken");
        assertFalse(bench.loop().watch("m1"), "the line is not woken again and again");
        Instant since = bench.now();
        bench.run(Duration.ofSeconds(10));
        assertEquals(40, rounds(bench, "m1", since), 4);
        assertEquals(10, rounds(bench, "m2", since), 1);
        Instant later = bench.now();
        bench.run(Duration.ofSeconds(10));
        assertEquals(10, rounds(bench, "m1", later), 1);
    }

    @Test
    void lookingAtADeviceMovesNoReadOfOthers() {
        Bench bench = new Bench(meter(1, 60), meter(2, 60), meter(3, 60));
        bench.run(Duration.ofSeconds(20));
        Instant since = bench.now();
        for (int i = 0; i < 60; i++) {
            bench.loop().watch("m1");
            bench.run(Duration.ofSeconds(1));
        }
        assertTrue(rounds(bench, "m1", since) > 170, () -> "" + rounds(bench, "m1", since));
        for (String other : new String[] {"m2", "m3"}) {
            Instant last = null;
            for (ReadingBatch batch : bench.recorder().of(other)) {
                if (last != null && batch.at().isAfter(since)) {
                    assertEquals(
                            1_000, (double) Duration.between(last, batch.at()).toMillis(), 1);
                }
                last = batch.at();
            }
        }
    }

    @Test
    void onAFullLineLookingChangesNothing() {
        InstalledDevice[] devices = new InstalledDevice[32];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = meter(i + 1, 42);
        }
        Bench bench = new Bench(devices);
        bench.run(Duration.ofSeconds(30));
        Instant since = bench.now();
        for (int i = 0; i < 60; i++) {
            bench.loop().watch("m1");
            bench.run(Duration.ofSeconds(1));
        }
        assertEquals(rounds(bench, "m2", since), rounds(bench, "m1", since), 1);
    }

    @Test
    void nobodyIsWokenForADeviceThatIsNotThere() {
        Bench bench = new Bench(meter(1, 10));
        bench.run(Duration.ofSeconds(1));
        assertFalse(bench.loop().watch("nix"));
    }
}
