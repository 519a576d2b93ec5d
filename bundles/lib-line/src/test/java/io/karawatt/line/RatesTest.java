package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.line.LineSettings.Periods;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Device;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Rates RATES = Rates.parse(" I-35: fast=500, slow=5000 ; i35-9:rare=600000;");

    private static Device device(String key, String reference) {
        return new Device(key, key, reference, Meters.LINE, 1, 1, "", "", List.of());
    }

    private static long millis(Device device, Poll group) {
        return RATES.of(device, group, Periods.DEFAULT).toMillis();
    }

    @Test
    void aDeviceHasItsOwnPeriodElseThatOfItsKindElseThatOfTheLine() {
        Device named = device("i35-9", "I-35");
        assertEquals(500, millis(named, Poll.FAST));
        assertEquals(5_000, millis(named, Poll.SLOW));
        assertEquals(600_000, millis(named, Poll.RARE));
        assertEquals(60_000, millis(device("i35-10", "I-35"), Poll.RARE));
        assertEquals(1_000, millis(device("i30-1", "I-30"), Poll.FAST));
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithAnExample() {
        assertEquals(
                "rates 'I-35 fast=500' is not understood: write the key of a device or a product reference, a colon and"
                        + " periods in milliseconds, as in I-35: fast=500, slow=5000",
                refusal("I-35 fast=500"));
        assertTrue(refusal("I-35: quick=5").startsWith("rates 'I-35: quick=5' is not understood: "));
        assertEquals("rates 'I-35: fast=5' 5 is outside 10..86400000", refusal("I-35: fast=5"));
        assertEquals("rates names 'I-35' twice", refusal("I-35: fast=50; I-35: slow=500"));
    }

    private static String refusal(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Rates.parse(text))
                .getMessage());
    }

    @Test
    void aKindCanBeReadFasterThanTheRestOfItsLine() {
        Bench bench = new Bench(
                settings -> new LineSettings(
                        settings.name(),
                        settings.kind(),
                        settings.port(),
                        settings.cost(),
                        settings.periods(),
                        settings.patience(),
                        settings.limits(),
                        Rates.parse("m2: fast=250")),
                Meters.installed("m1", 1, Meters.dense(100, 4, Poll.FAST)),
                Meters.installed("m2", 2, Meters.dense(100, 4, Poll.FAST)));
        bench.run(Duration.ofSeconds(20));
        assertEquals(20, bench.recorder().of("m1").size(), 1);
        assertEquals(80, bench.recorder().of("m2").size(), 1);
    }
}
