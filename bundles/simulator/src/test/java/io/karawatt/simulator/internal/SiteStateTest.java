package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SiteStateTest {

    @Test
    void theSameSeedAndTimeGiveTheSameRegisters() {
        DemoSite one = new DemoSite(DemoSite.WORKDAY);
        DemoSite other = new DemoSite(DemoSite.WORKDAY);
        one.pass(90);
        one.read(9, 18432, 110);
        one.pass(90);
        other.pass(180);

        assertEquals(one.read(9, 18432, 110), other.read(9, 18432, 110));
        assertEquals(one.read(9, 19840, 60), other.read(9, 19840, 60));
    }

    @Test
    void anotherSeedGivesAnotherSite() {
        assertNotEquals(
                new DemoSite(DemoSite.WORKDAY, 1).read(9, 18432, 110),
                new DemoSite(DemoSite.WORKDAY, 2).read(9, 18432, 110));
    }

    /** All who ask within one second see the same state; a second later it has moved. */
    @Test
    void theStateStandsStillWithinASecondAndMovesWithTheNext() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY);
        Registers first = demo.read(9, 18432, 110);

        assertEquals(first, demo.read(9, 18432, 110));
        demo.pass(1);
        assertNotEquals(first, demo.read(9, 18432, 110));
    }

    @Test
    void aMeterThatIsNotThereIsAnsweredWithGatewayTargetSilent() {
        assertEquals(
                new Response.ExceptionResponse(0x83, 0x0B),
                new DemoSite(DemoSite.WORKDAY).ask(200, new Request.ReadHoldingRegisters(0, 1)));
    }

    /**
     * physics: integral of power = index difference; here over ten minutes in steps of a second, for each seed-made
     * meter.
     */
    @Test
    void energyIsTheIntegralOfPower() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY);
        double before = wattHours(demo);
        double sum = 0;
        for (int second = 0; second < 600; second++) {
            demo.pass(1);
            sum += demo.value(9, "powerActiveTotal") / 3600;
        }

        assertEquals(sum, wattHours(demo) - before, 0.002 * sum + 0.2);
    }

    private static double wattHours(DemoSite demo) {
        return demo.value(9, "energyActivePos", "total", 1) + demo.value(9, "energyActivePos", "totalResidual", 1);
    }

    @Test
    void theLoadCurveIsTheMeanPowerOfThePeriod() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY.plusSeconds(599));
        demo.pass(1);
        double sum = 0;
        for (int second = 0; second < 600; second++) {
            demo.pass(1);
            sum += demo.value(9, "powerActiveTotal");
        }

        assertEquals(sum / 600, demo.value(9, "loadCurvePPos", "n-1", 1), 1);
        assertEquals(
                (double) (demo.now().getEpochSecond() - 946_684_800L), demo.value(9, "loadCurveDate", "n-1", 1), 0.5);
    }

    /** physics §6: min <= avg <= max, and their dates lie inside the time since the start. */
    @Test
    void meansLieBetweenTheExtremesAndDatesInsideThePeriod() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY);
        long start = demo.now().getEpochSecond() - 946_684_800L;
        demo.pass(1800);
        for (String quantity : new String[] {"voltageV1", "currentI2", "powerActiveTotal", "frequency", "voltageU31"}) {
            double min = demo.value(9, quantity, "min", 1);
            double mean = demo.value(9, quantity, "avg", 1);
            double max = demo.value(9, quantity, "max", 1);
            assertTrue(min <= mean && mean <= max && min < max, quantity + " " + min + " " + mean + " " + max);
            double date = demo.value(9, quantity, "maxDate", 1);
            assertTrue(date >= start && date <= start + 1800, quantity + " " + date);
        }
    }

    @Test
    void theCalendarDipShowsInTheMinimumOfItsPhaseOnly() {
        DemoSite demo = new DemoSite(java.time.Instant.parse("2026-03-11T10:14:30Z"));
        demo.pass(60);

        double dip = Math.sqrt(0.18 * 0.78 * 0.78 + 0.82);
        assertEquals(dip, demo.value(9, "voltageV2", "min", 1) / demo.value(9, "voltageV2", "max", 1), 0.007);
        assertTrue(demo.value(9, "voltageV1", "min", 1) > 0.99 * demo.value(9, "voltageV1", "max", 1));
    }

    @Test
    void indexesGoOnFromCommissioningAndNeverFall() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY);
        double before = wattHours(demo);
        demo.pass(86_400);

        assertTrue(before > 1e6, "a year and more lies behind: " + before);
        assertTrue(wattHours(demo) > before);
        assertTrue(demo.value(23, "energyActiveNeg", "totalFine", 1) > 1e6, "photovoltaics feed in");
    }

    /** A quantity that the simulator does not know reads 0; the list of those stays empty for the demo site. */
    @Test
    void noQuantityOfTheDemoSiteIsUnknown() {
        DemoSite demo = new DemoSite(DemoSite.WORKDAY);
        Set<String> unknown = new TreeSet<>();
        for (SiteDevice device : demo.site().site().devices()) {
            unknown.addAll(demo.site().unknownQuantities(device.address()));
        }

        assertEquals(Set.of(), unknown);
    }
}
