package io.karawatt.proto.snmp.internal.tree;

import static io.karawatt.proto.snmp.internal.tree.TestSite.device;
import static io.karawatt.proto.snmp.internal.tree.TestSite.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.proto.snmp.internal.agent.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;

class MeasuredValuesTest {

    private final TestSite site = TestSite.ofManuals();
    private final Tree tree = site.tree(false);
    private final Tree strict = site.tree(true);

    // D-50/D-70 manual, Annex I-5: instCurrentI1 of loads 1, 2 and 3 of the I-30 at address 5.
    @Test
    void theCurrentsOfTheManualsExampleAreAnsweredInMilliamperes() {
        site.put("i30-5", "1/currentI1", 1.234);
        site.put("i30-5", "2/currentI1", 20);
        site.put("i30-5", "3/currentI1", 0.0304);

        assertEquals(new Gauge32(1234), get(tree, "20.20.1.10000.5.1"));
        assertEquals(new Gauge32(20_000), get(tree, "20.20.1.10000.5.2"));
        assertEquals(new Gauge32(30), get(tree, "20.20.1.10000.5.3"));
    }

    // The manuals: "THD Inst I1 will return 0 for an I-30"; I2 of a single-phase load returns 0.
    @Test
    void whatADeviceDoesNotHaveIsZeroInCompatibilityModeAndAbsentInStrictMode() {
        assertEquals(new Gauge32(0), get(tree, "20.20.1.100006.4.1"));
        assertEquals(new Gauge32(0), get(tree, "20.20.1.10001.5.1"));
        assertEquals(new Integer32(0), get(tree, "20.20.1.80000.5.1"));
        assertEquals(Null.noSuchInstance, get(strict, "20.20.1.10001.5.1"));
        assertEquals(Null.noSuchInstance, get(strict, "20.20.1.150000.5.1"));
    }

    @Test
    void aRowThatIsNotInstalledIsAbsentInBothModes() {
        for (Tree one : List.of(tree, strict)) {
            assertEquals(Null.noSuchInstance, get(one, "20.20.1.10000.5.4"));
            assertEquals(Null.noSuchInstance, get(one, "20.20.1.10000.6.1"));
            assertEquals(Null.noSuchInstance, get(one, "20.20.1.10000.5"));
            assertEquals(Null.noSuchInstance, get(one, "20.20.1.10000.5.1.0"));
            assertEquals(Null.noSuchObject, get(one, "20.20.1.9999.5.1"));
            assertEquals(Null.noSuchObject, get(one, "20.21.1.10000.5.1"));
        }
    }

    // A silent meter must never show its last value as if it were still measured.
    @Test
    void aSilentMeterShowsNoStaleValue() {
        site.put("i35-9", "1/voltageV1", 230.12);
        assertEquals(new Gauge32(23_012), get(tree, "20.20.1.20000.9.1"));
        assertEquals(new Gauge32(23_012), get(strict, "20.20.1.20000.9.1"));

        site.image().silence(site.schema("i35-9"));
        site.later(Duration.ofSeconds(1));

        assertEquals(new Gauge32(0), get(tree, "20.20.1.20000.9.1"));
        assertEquals(Null.noSuchInstance, get(strict, "20.20.1.20000.9.1"));
    }

    // As the devices count: kWh in one register, what is left over in tenths of Wh in the next.
    @Test
    void energyIsWholeKilowattHoursAndTenthsOfWattHours() {
        site.put("i35-9", "1/energyActivePos.total", 123_456_000);
        site.put("i35-9", "1/energyActivePos.totalResidual", 789.4);
        site.put("i35-9", "1/energyActivePos.partial", 3_000);
        site.put("i35-9", "1/energyActivePos.partialResidual", 999.9);

        assertEquals(new Gauge32(123_456), get(tree, "20.40.1.50001.9.1"));
        assertEquals(new Gauge32(7_894), get(tree, "20.40.1.50501.9.1"));
        assertEquals(new Gauge32(3), get(tree, "20.40.1.51001.9.1"));
        assertEquals(new Gauge32(9_999), get(tree, "20.40.1.51501.9.1"));
    }

    @Test
    void numbersThatDoNotFitAreTheNearestThatDo() {
        site.put("i35-9", "1/powerActiveTotal", 3e9);
        site.put("i35-9", "1/powerReactiveTotal", -3e9);
        site.put("i35-9", "1/powerApparentTotal", 9e9);
        site.put("i35-9", "1/powerFactorTotal", -0.985);

        assertEquals(new Integer32(Integer.MAX_VALUE), get(tree, "20.20.1.80000.9.1"));
        assertEquals(new Integer32(Integer.MIN_VALUE), get(tree, "20.20.1.80001.9.1"));
        assertEquals(new Gauge32(0xFFFF_FFFFL), get(tree, "20.20.1.80002.9.1"));
        assertEquals(new Integer32(-985), get(tree, "20.20.1.60000.9.1"));
    }

    // The clocks of the devices begin on 2000-01-01; 2026-11-21T00:00:00Z is 1795219200.
    @Test
    void extremesComeWithTheirDate() {
        site.put("i35-9", "1/currentI1.max", 55.5);
        site.put("i35-9", "1/currentI1.maxDate", 1_795_219_200L - 946_684_800L);
        site.put("i35-9", "1/currentI1.minDate", 0);
        site.put("i35-9", "1/currentI1.avg", 12.3);

        assertEquals(new Gauge32(55_500), get(tree, "20.50.1.10100.9.1"));
        assertEquals(new Gauge32(1_795_219_200L), get(tree, "20.51.1.10100.9.1"));
        assertEquals(new Gauge32(0), get(tree, "20.51.1.10200.9.1"));
        assertEquals(new Gauge32(12_300), get(tree, "20.30.1.10023.9.1"));
    }

    // A voltage module has no loads: it is load 1.
    @Test
    void aVoltageModuleIsInTheNetworkTableAndOthersAreNot() {
        site.put("u30-3", "0/frequency", 50.01);
        site.put("i35-9", "1/frequency", 49.99);

        assertEquals(new Gauge32(50_010), get(tree, "20.80.1.40000.3.1"));
        assertEquals(new Gauge32(50_010), get(tree, "20.20.1.40000.3.1"));
        assertEquals(Null.noSuchInstance, get(tree, "20.80.1.40000.9.1"));
    }

    @Test
    void rowsFollowTheInstallationAtOnce() {
        assertEquals(Null.noSuchInstance, get(tree, "20.20.1.10000.12.1"));

        site.install(device("I-35", 12, "3P+N-3CT"));
        site.put("i35-12", "1/currentI1", 2);

        assertEquals(new Gauge32(2_000), get(tree, "20.20.1.10000.12.1"));
        assertEquals(Null.noSuchInstance, get(tree, "20.20.1.10000.9.1"));
        assertEquals(new Gauge32(1), get(tree, "10.10.10.0"));
    }

    // While loads change, image and topology are of different schemas for a moment: no value may land in a wrong place.
    @Test
    void valuesOfAnotherSchemaAreNotShown() {
        site.put("i30-5", "1/currentI1", 1);
        site.install(device("I-30", 5, "1P+N-1CT", "1P+N-1CT"));

        assertEquals(new Gauge32(0), get(tree, "20.20.1.10000.5.1"));
        assertEquals(Null.noSuchInstance, get(strict, "20.20.1.10000.5.1"));
    }

    @Test
    void harmonicsAreOrderedWhenSomebodyAsksForThem() {
        List<String> orders = new ArrayList<>();
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        site.objects().setReader((device, points, maxAge, patience) -> {
            orders.add(device + " " + names(points));
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        });

        get(tree, "20.60.1.110003.9.1");
        get(tree, "20.60.1.110005.9.1");
        get(tree, "20.60.1.110003.5.1");
        assertEquals(List.of("i35-9 [harmonicI1Rank3]"), orders);

        answers.get(0).complete(true);
        site.put("i35-9", "1/harmonicI1Rank3", 4.56);
        assertEquals(new Gauge32(456), get(tree, "20.60.1.110003.9.1"));
        assertEquals(List.of("i35-9 [harmonicI1Rank3]", "i35-9 [harmonicI1Rank3, harmonicI1Rank5]"), orders);
    }

    private List<String> names(Collection<Integer> points) {
        return points.stream()
                .map(point -> site.schema("i35-9").keys().get(point).quantity())
                .sorted()
                .toList();
    }
}
