package io.karawatt.live.internal;

import static io.karawatt.event.Event.CounterBreak.REPLACED;
import static io.karawatt.event.Event.CounterBreak.RESET;
import static io.karawatt.event.Event.CounterBreak.ROLL_OVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.event.Event;
import io.karawatt.live.LiveWatcher;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An energy index in kWh in 32 bits ends at 4,294,967,295 kWh; see DIRIS B-30, register 50770. */
class CounterWatchTest {

    private static final double END = 4_294_967_295.0 * 1000;
    private static final PointId ENERGY = PointId.parse("b30-2/1/energyActivePos.total");

    private final ManualClock clock = new ManualClock();
    private final FakeBus bus = new FakeBus();
    private final ProcessImage image = new ProcessImage(LiveValuesTest.config(60), clock);
    private final InstalledDevice meter = meter();
    private final PointSchema schema = meter.schema();

    CounterWatchTest() {
        image.setEvents(bus);
        image.changed(new Installation(List.of(meter.device()), Map.of("b30-2", meter)));
    }

    // Who counts consumption must know of the break before the number that shows it.
    @Test
    void aCounterSetBackIsToldBeforeItsBatch() {
        image.accept(batch(5_000_000));
        ReadingBatch after = batch(2_000);
        image.accept(after);

        assertEquals(
                List.of(
                        new Event.CounterBroke(ENERGY, RESET, 5_000_000, 2_000, "Wh", after.at()),
                        new Event.ReadingsArrived(after)),
                bus.published().subList(1, 3));
    }

    @Test
    void aCounterThatPassesTheEndOfItsRegisterRollsOver() {
        image.accept(batch(END - 3_000));
        image.accept(batch(4_000));

        assertEquals(List.of(ROLL_OVER), kinds());
    }

    @Test
    void aCounterNearItsEndThatComesBackHighWasSetBack() {
        image.accept(batch(END - 3_000));
        image.accept(batch(END / 2));

        assertEquals(List.of(RESET), kinds());
    }

    @Test
    void aMissingValueBreaksNothingAndTheGapIsBridged() {
        image.accept(batch(5_000_000));
        clock.move(Duration.ofSeconds(1));
        image.accept(ReadingBatch.builder(schema, clock.instant(), 2)
                .addMissing(0, Cause.TIMEOUT)
                .addMissing(1, Cause.TIMEOUT)
                .build());
        image.accept(batch(5_000_010));
        assertEquals(List.of(), kinds());

        image.accept(batch(10));
        assertEquals(List.of(RESET), kinds());
    }

    @Test
    void standingStillAndGoingOnAfterABreakAreSilent() {
        Stream.of(100.0, 100.0, 5.0, 5.0, 6.0, 100.0).forEach(number -> image.accept(batch(number)));

        assertEquals(List.of(RESET), kinds());
    }

    // Currents fall all day; only statistics that count are watched.
    @Test
    void aMeasureThatFallsIsNoBreak() {
        image.accept(ReadingBatch.builder(schema, clock.instant(), 1).add(0, 16).build());
        clock.move(Duration.ofSeconds(1));
        image.accept(ReadingBatch.builder(schema, clock.instant(), 1).add(0, 2).build());

        assertEquals(List.of(), kinds());
    }

    @Test
    void withoutAProfileTheEndIsUnknownAndABreakIsAReset() {
        image.changed(Installation.EMPTY);
        image.accept(batch(END - 3_000));
        image.accept(batch(4_000));

        assertEquals(List.of(RESET), kinds());
    }

    // A second-hand meter may show more than the old one: the difference was not consumed here.
    @Test
    void theFirstNumberOfAnotherMeterIsABreakEvenWhenItIsHigher() {
        image.accept(batch(5_000));
        image.meterReplaced("b30-2");
        ReadingBatch after = batch(9_000);
        image.accept(after);
        image.accept(batch(9_001));

        assertEquals(List.of(REPLACED), kinds());
        assertEquals(
                new Event.CounterBroke(ENERGY, REPLACED, 5_000, 9_000, "Wh", after.at()),
                bus.published().get(1));
    }

    // The meter was replaced while the gateway was off: nobody knows what the old one showed.
    @Test
    void theFirstNumberOfAnotherMeterIsABreakEvenWhenNothingWasReadBefore() {
        image.meterReplaced("b30-2");
        image.accept(batch(9_000));

        assertEquals(
                "b30-2/1/energyActivePos.total belongs to another meter now: was not known, is 9000 Wh",
                bus.published().get(0).describe());
    }

    @Test
    void whoWatchesSeesRegistersAndBreaks() {
        List<String> seen = new ArrayList<>();
        LiveWatcher watcher = new LiveWatcher() {
            @Override
            public boolean registersCame(
                    String device, RegisterTable table, int address, Registers registers, Instant at) {
                seen.add(device + " " + table + " " + address + "+" + registers.size());
                return true;
            }

            @Override
            public void countersBroke(String device) {
                seen.add(device + " broke after " + bus.published().size());
            }
        };
        image.addWatcher(watcher);

        image.accept(batch(5_000));
        image.accept(batch(7));
        image.acceptRegisters("b30-2", RegisterTable.HOLDING, 50_067, Registers.of(0xE5, 0xC801), clock.instant());
        image.removeWatcher(watcher);
        image.accept(batch(8));

        assertEquals(List.of("b30-2 broke after 1", "b30-2 HOLDING 50067+2"), seen);
        assertEquals(List.of(RESET, REPLACED), kinds());
    }

    @Test
    void aForgottenDeviceBeginsAnew() {
        image.accept(batch(5_000));
        image.forget("b30-2");
        image.accept(batch(1));

        assertEquals(List.of(), kinds());
    }

    private List<Event.CounterBreak> kinds() {
        return bus.published().stream()
                .filter(Event.CounterBroke.class::isInstance)
                .map(event -> ((Event.CounterBroke) event).kind())
                .toList();
    }

    private ReadingBatch batch(double wattHours) {
        clock.move(Duration.ofSeconds(1));
        return ReadingBatch.builder(schema, clock.instant(), 2)
                .add(0, 16)
                .add(1, wattHours)
                .build();
    }

    private static InstalledDevice meter() {
        RegisterSpec.Origin origin = new RegisterSpec.Origin("diris-b10.registers.csv", 1, true, "manual");
        DeviceProfile profile = new DeviceProfile(
                "B-30",
                "diris-b",
                "DIRIS B-30",
                Set.of("rs485"),
                new DeviceProfile.Identification(400, 1, ""),
                Map.of("maxLoads", "4"),
                new DeviceProfile.Limits(125, true, 20),
                List.of(
                        row("currentI1", "inst", 18450, 0.001, "A", origin),
                        row("energyActivePos", "total", 50770, 1000, "Wh", origin)),
                origin);
        Device device = new Device(
                "b30-2", "Workshop", "B-30", "rs485", 2, 2, "", "", List.of(new Load(1, "Workshop", "3P+N-3CT")));
        return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
    }

    private static RegisterSpec row(
            String name, String stat, int address, double scale, String unit, RegisterSpec.Origin origin) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.MEASURE,
                "load",
                stat,
                RegisterTable.HOLDING,
                address,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, scale, 0, unit, Set.of(), 0, 0),
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.SLOW,
                origin);
    }
}
