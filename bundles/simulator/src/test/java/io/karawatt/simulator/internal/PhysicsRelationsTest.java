package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relations between registers that hold on a healthy meter (IEC 61557-12, IEEE 1459), read as a driver reads. */
final class PhysicsRelationsTest {

    private static DemoSite demo;

    @BeforeAll
    static void liveForAWhile() {
        demo = new DemoSite(DemoSite.WORKDAY);
        demo.pass(120);
    }

    @ParameterizedTest
    @CsvSource({"9,1", "11,1", "11,2", "6,1", "20,1", "21,1", "4,1", "5,1", "5,2", "5,3"})
    void powersFormATriangleWithDistortion(int unit, int load) {
        double p = demo.value(unit, "powerActiveTotal", "inst", load);
        double q = demo.value(unit, "powerReactiveTotal", "inst", load);
        double s = demo.value(unit, "powerApparentTotal", "inst", load);

        assertTrue(Math.hypot(p, q) <= s * 1.005 + 2, p + " " + q + " " + s);
        assertEquals(p / s, demo.value(unit, "powerFactorTotal", "inst", load), 0.005);
        assertTrue(Math.abs(demo.value(unit, "powerFactorTotal", "inst", load)) <= 1);
        double sum = IntStream.rangeClosed(1, 3)
                .mapToDouble(k -> demo.value(unit, "powerActiveP" + k, "inst", load))
                .sum();
        assertEquals(sum, p, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void apparentPowerIsVoltageTimesCurrent(int phase) {
        double product = demo.value(9, "voltageV" + phase) * demo.value(9, "currentI" + phase);

        assertEquals(product, demo.value(9, "powerApparentS" + phase), 0.002 * product + 1);
    }

    /** The sum of the squares of the ranks is the square of the RMS value, within 0.2 %. */
    @ParameterizedTest
    @CsvSource({"9,I1", "9,I2", "6,I3", "20,I1"})
    void ranksAddUpToTheRmsValueAndToTheDistortion(int unit, String channel) {
        double fundamental = demo.value(unit, "current" + channel + "H1");
        double squares = 0;
        for (int rank = 2; rank <= 63; rank++) {
            double percent = demo.value(unit, "harmonic" + channel + "Rank" + rank);
            squares += percent * percent / 1e4;
        }
        double rms = demo.value(unit, "current" + channel);

        assertEquals(rms * rms, fundamental * fundamental * (1 + squares), 0.004 * rms * rms + 1e-4);
        assertEquals(100 * Math.sqrt(squares), demo.value(unit, "thd" + channel), 0.3);
    }

    @Test
    void groupsOfRanksHoldTheirSingleRanks() {
        double squares = IntStream.rangeClosed(26, 34)
                .mapToDouble(rank -> Math.pow(demo.value(6, "harmonicI1Rank" + rank), 2))
                .sum();

        assertEquals(Math.sqrt(squares), demo.value(6, "harmonicI1Rank26To34"), 0.05);
    }

    /** U12 follows from the phasors of V1 and V2: law of cosines on the fundamentals. */
    @Test
    void voltagesBetweenPhasesFollowFromTheVectors() {
        double v1 = demo.value(3, "voltageV1H1");
        double v2 = demo.value(3, "voltageV2H1");
        double angle = Math.toRadians(demo.value(3, "phaseV1H1") - demo.value(3, "phaseV2H1"));

        assertEquals(Math.sqrt(v1 * v1 + v2 * v2 - 2 * v1 * v2 * Math.cos(angle)), demo.value(3, "voltageU12H1"), 0.6);
        assertEquals(demo.value(3, "voltageU12H1"), demo.value(3, "voltageU12"), 0.3);
    }

    @Test
    void systemValuesAreMeansOfThree() {
        double mean = (demo.value(9, "currentI1") + demo.value(9, "currentI2") + demo.value(9, "currentI3")) / 3;

        assertEquals(mean, demo.value(9, "currentIsys"), 0.002);
    }

    /** The thirds of the computers' currents meet in the neutral: three times their mean, roughly, and not zero. */
    @Test
    void triplenRanksAddUpInTheNeutral() {
        double third = demo.value(9, "harmonicI1Rank3") / 100 * demo.value(9, "currentI1H1");

        assertEquals(3 * third, demo.value(9, "currentIn"), 0.5 * third * 3);
    }

    @Test
    void supplyStaysInsideEn50160() {
        for (int phase = 1; phase <= 3; phase++) {
            assertEquals(230, demo.value(3, "voltageV" + phase), 23);
        }
        assertEquals(50, demo.value(3, "frequency"), 0.16);
        double thd = demo.value(3, "thdV1");
        assertTrue(thd > 1 && thd < 5, "THD " + thd);
        double unbalance = demo.value(3, "unbalanceVnb");
        assertTrue(unbalance > 0.05 && unbalance < 2, "unbalance " + unbalance);
    }

    @Test
    void theKFactorFollowsFromTheRanks() {
        double above = 1;
        double below = 1;
        for (int rank = 2; rank <= 63; rank++) {
            double part = Math.pow(demo.value(9, "harmonicI1Rank" + rank) / 100, 2);
            above += rank * rank * part;
            below += part;
        }

        assertEquals(above / below, demo.value(9, "kFactorI1"), 0.1);
    }

    /** Phase shares of a three-phase load add up to its totals, energies included. */
    @Test
    void linesOfACountisAddUpToItsTotal() {
        double lines = IntStream.rangeClosed(1, 3)
                .mapToDouble(line -> demo.value(24, "energyActivePos", "totalLine", line))
                .sum();
        double total = demo.value(24, "energyActivePos", "totalB30", 1);

        assertEquals(total, lines, 0.005 * total + 3000);
    }

    @Test
    void directCurrentPowerIsVoltageTimesCurrent() {
        double product = demo.value(31, "dcVoltage") * demo.value(31, "dcCurrent");

        assertTrue(product > 100, "power " + product);
        assertEquals(product, demo.value(31, "dcPower"), 0.01 * product);
    }

    @Test
    void residualCurrentIsMadeOfItsParts() {
        double whole = Math.hypot(demo.value(15, "residualCurrentAc"), demo.value(15, "residualCurrentDc"));

        assertEquals(whole, demo.value(15, "residualCurrent"), 0.002);
        assertTrue(whole > 0.1 && whole < 10, "mA " + whole);
    }

    @Test
    void aSinglePhaseLoadUsesTheFirstLineOnly() {
        assertTrue(demo.value(5, "currentI1", "inst", 2) > 0.1);
        assertEquals(0, demo.value(5, "currentI2", "inst", 2));
        assertEquals(0, demo.value(5, "voltageU12", "inst", 2));
    }

    @Test
    void motorsLagAndServersLead() {
        assertEquals(2, demo.value(4, "powerFactorTypeTotal"));
        assertEquals(1, demo.value(11, "powerFactorTypeTotal", "inst", 1));
        assertTrue(demo.value(4, "powerReactiveTotal") > 0);
        assertTrue(demo.value(11, "powerReactiveTotal", "inst", 1) < 0);
    }
}
