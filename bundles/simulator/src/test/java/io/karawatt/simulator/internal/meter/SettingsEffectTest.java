package io.karawatt.simulator.internal.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.DemoSite;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What setting a meter does to it. Addresses are those of the public tables (OpenEMS docs: vendor table DIRIS B-30),
 * but for rating (13600) and detection (13616), which are our own choice. The I-35 at 9 has one load on three 25 A
 * transformers.
 */
final class SettingsEffectTest {

    private static final int RATING_OF_INPUT_1 = 13600;
    private static final int DIRECTION_OF_INPUT_1 = 13568;
    private static final int DETECT_ON_INPUT_1 = 13616;
    private static final int CLOCK = 57600;
    private static final int KEY = 58112;
    private static final int AVERAGE_MINUTES = 34817;
    private static final int RESET_PARTIAL = 20096;
    private static final int RESET_INSTANT_EXTREMES = 20098;

    private final DemoSite demo = new DemoSite(DemoSite.WORKDAY);

    private Response write(int unit, int address, int... values) {
        return demo.ask(unit, new Request.WriteMultipleRegisters(address, Registers.of(values)));
    }

    private void accepted(int unit, int address, int... values) {
        assertEquals(new Response.WrittenMultiple(address, values.length), write(unit, address, values));
    }

    private static Response refusal(int code) {
        return new Response.ExceptionResponse(0x90, code);
    }

    // The meter only sees the secondary current: told ten times the rating, it shows ten times the current.
    @Test
    void theRatingOfATransformerScalesItsCurrentAndPower() {
        double current = demo.value(9, "currentI1");
        double other = demo.value(9, "currentI2");
        double power = demo.value(9, "powerActiveP1");

        accepted(9, RATING_OF_INPUT_1, 250);
        demo.pass(1);

        assertEquals(10, demo.value(9, "currentI1") / current, 0.2);
        assertEquals(10, demo.value(9, "powerActiveP1") / power, 0.2);
        assertEquals(1, demo.value(9, "currentI2") / other, 0.02);
    }

    @Test
    void aTransformerTheWrongWayRoundCountsWhatIsDrawnAsDelivered() {
        assertTrue(demo.value(9, "powerActiveP1") > 0);

        accepted(9, DIRECTION_OF_INPUT_1, 1);
        demo.pass(1);

        assertTrue(demo.value(9, "powerActiveP1") < 0);
        assertTrue(demo.value(9, "powerActiveP2") > 0);
    }

    // D-50/D-70 manual 8.3.2.2: after 2 seconds, the rating is displayed.
    @Test
    void detectionFindsWhatIsPrintedOnTheTransformer() {
        accepted(9, RATING_OF_INPUT_1, 600);
        accepted(9, DETECT_ON_INPUT_1, 1);
        demo.pass(1);
        assertEquals(600, demo.read(9, RATING_OF_INPUT_1, 1).get(0));
        demo.pass(2);

        assertEquals(25, demo.read(9, RATING_OF_INPUT_1, 1).get(0));
    }

    @Test
    void whatIsLockedNeedsTheKeyAndOnlyForAMinute() {
        assertEquals(refusal(2), write(9, AVERAGE_MINUTES, 5));
        accepted(9, KEY, 1000);
        accepted(9, AVERAGE_MINUTES, 5);
        demo.pass(61);

        assertEquals(refusal(2), write(9, AVERAGE_MINUTES, 6));
        assertEquals(refusal(3), write(9, KEY, 999));
        assertEquals(refusal(2), write(9, AVERAGE_MINUTES, 6), "the wrong key opens nothing");
    }

    @Test
    void contentsThatTheProfileDoesNotAllowAreRefused() {
        assertEquals(refusal(3), write(9, 13825, 10), "load types end at 9");
        assertEquals(refusal(3), write(9, RATING_OF_INPUT_1, 1));
    }

    @Test
    void aClockThatIsSetGoesOnFromThere() {
        accepted(9, CLOCK, 31, 12, 2027, 23, 59, 30);
        demo.pass(40);

        assertEquals(Registers.of(1, 1, 2028, 0, 0, 10), demo.read(9, CLOCK, 6));
        assertEquals(2026, demo.read(11, CLOCK + 2, 1).get(0), "the others keep theirs");
        assertEquals(refusal(3), write(9, CLOCK, 30, 2, 2026, 0, 0, 0));
    }

    @Test
    void aMaskSetsBackOnlyTheCountersItNames() {
        demo.pass(600);
        double apparent = demo.value(9, "energyApparent", "partial", 1);
        assertNotEquals(0, demo.value(9, "energyActivePos", "partial", 1));

        accepted(9, KEY, 1000);
        accepted(9, RESET_PARTIAL, 0x01);

        assertEquals(0, demo.value(9, "energyActivePos", "partial", 1));
        assertEquals(apparent, demo.value(9, "energyApparent", "partial", 1));
    }

    @Test
    void aMaskSetsBackOnlyTheExtremesItNames() {
        double voltage = demo.value(9, "voltageV1", "max", 1);
        double before = demo.value(9, "currentI1", "max", 1);
        demo.pass(Duration.ofHours(8).toSeconds());
        assertTrue(demo.value(9, "currentI1", "max", 1) >= before);
        double highest = demo.value(9, "voltageV1", "max", 1);
        assertTrue(highest >= voltage);

        accepted(9, RESET_INSTANT_EXTREMES, 0x04);
        demo.pass(1);

        assertEquals(demo.value(9, "currentI1"), demo.value(9, "currentI1", "max", 1), 0.5);
        assertEquals(highest, demo.value(9, "voltageV1", "max", 1));
    }
}
