package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collision is told from noise and from silence, in a scan and while the line is polled. */
class ConflictTest {

    private static final Duration A_WHILE = Duration.ofSeconds(45);

    private static final String LOAD = "loads: [{number: 1, name: Oven, type: 3P+N-3CT, class: it, nominal.kW: 5}]";

    private static final String[] THREE = {
        "address: 5, reference: B-30 RS485",
        "address: 9, reference: E23, " + LOAD,
        "address: 12, reference: E23, " + LOAD
    };

    /** Devices without the addressing protocol collide as well. */
    @Test
    void twoDevicesThatKnowNoProtocolAreFoundColliding() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.stage().control().duplicate(9, 12);
        ScanProgress done = scene.scan(Scene.FULL);
        assertEquals(1, done.found());
        assertEquals(1, done.conflicts());
        assertEquals(Finding.Kind.CONFLICT, Scene.at(done, 9).kind());
        assertEquals(List.of("9+"), scene.conflicts());

        scene.stage().control().duplicate(9, 9);
        assertEquals(3, scene.scan(Scene.FULL).found());
        assertEquals(List.of("9+", "9-"), scene.conflicts());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.2})
    void noiseIsNoConflict(double probability) throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.wire().noise(probability);
        ScanProgress done = scene.scan(Scene.FULL);
        assertEquals(0, done.conflicts());
        assertEquals(List.of(), scene.conflicts());
    }

    @Test
    void littleNoiseHidesNobody() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.wire().noise(0.002);
        assertEquals(List.of(5, 9, 12), Scene.units(scene.scan(Scene.FULL)));
    }

    @Test
    void aConflictThatComesUpWhileTheLineIsPolledIsToldAndSoIsItsEnd() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.install(5, 9);
        scene.run(A_WHILE);
        scene.stage().control().duplicate(9, 12);
        scene.run(A_WHILE);
        assertEquals(List.of("9+"), scene.conflicts());
        scene.stage().control().duplicate(9, 9);
        scene.run(A_WHILE);
        assertEquals(List.of("9+", "9-"), scene.conflicts());
    }

    /** Both gone: nobody answers any more, but nobody collides either. */
    @Test
    void aConflictAlsoEndsWhenBothArePulled() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.install(5, 9);
        scene.stage().control().duplicate(9, 12);
        scene.run(A_WHILE);
        scene.stage().control().connect(9, false);
        scene.stage().control().connect(12, false);
        scene.run(A_WHILE.multipliedBy(2));
        assertEquals(List.of("9+", "9-"), scene.conflicts());
    }

    @Test
    void aDeviceThatIsUnpluggedIsNoConflict() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.install(5, 9, 12);
        scene.run(A_WHILE);
        scene.stage().control().connect(9, false);
        scene.run(A_WHILE);
        scene.stage().control().connect(9, true);
        scene.run(A_WHILE);
        assertEquals(List.of(), scene.conflicts());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.02, 0.1})
    void aNoisyLineThatIsPolledHasNoConflicts(double probability) throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.install(5, 9, 12);
        scene.run(A_WHILE);
        scene.wire().noise(probability);
        scene.run(A_WHILE);
        assertEquals(List.of(), scene.conflicts());
    }

    /** Known devices are read on while a scan goes on: docs/reference/addressing.md says at which rate at least. */
    @Test
    void aScanLeavesPollingItsShare() throws Exception {
        Scene scene = Scene.rs485(THREE);
        scene.install(5, 9, 12);
        scene.run(A_WHILE);
        Instant since = scene.time().instant();
        scene.scan(Scene.FULL);
        double seconds = Duration.between(since, scene.time().instant()).toMillis() / 1e3;
        for (var device : scene.loop().devices()) {
            double rate = scene.recorder().good(device.device(), since) / seconds;
            assertTrue(rate >= 0.9, device.device() + ": " + rate + " polls a second in " + seconds + " s");
        }
    }

    @Test
    void onABusyLineEveryDeviceKeepsHalfOfItsRate() throws Exception {
        String[] devices = new String[12];
        Integer[] addresses = new Integer[12];
        for (int i = 0; i < devices.length; i++) {
            addresses[i] = 20 + i;
            devices[i] = "address: " + addresses[i] + ", reference: B-30 RS485, " + LOAD;
        }
        Scene scene = new Scene("rs485", 9600, 9600, devices);
        scene.install(addresses);
        scene.run(A_WHILE);
        double before = slowest(scene, A_WHILE);
        scene.loop().begin(Scene.FULL);
        double meanwhile = slowest(scene, A_WHILE);
        assertTrue(meanwhile >= 0.45 * before, meanwhile + " instead of " + before + " polls a second");
    }

    private static double slowest(Scene scene, Duration time) throws Exception {
        Instant since = scene.time().instant();
        scene.run(time);
        return scene.loop().devices().stream()
                .mapToDouble(device -> scene.recorder().good(device.device(), since) / (double) time.toSeconds())
                .min()
                .orElseThrow();
    }
}
