package io.karawatt.line;

import io.karawatt.line.LineSettings.Limits;
import io.karawatt.line.LineSettings.Patience;
import io.karawatt.line.LineSettings.Periods;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A line at 38,400 Bd on a virtual timeline, turned by hand. */
final class Bench {

    static final WireCost COST = WireCost.serial(SerialSettings.of("fake", 38_400, "8N1"));

    private final VirtualTimeline time = new VirtualTimeline();
    private final Recorder recorder = new Recorder();
    private final FakeMaster master;
    private final LineLoop loop;

    Bench(InstalledDevice... devices) {
        this(settings -> settings, devices);
    }

    Bench(UnaryOperator<LineSettings> change, InstalledDevice... devices) {
        this(change.apply(settings()), HabitStore.NONE, devices);
    }

    Bench(LineSettings settings, HabitStore habits, InstalledDevice... devices) {
        master = new FakeMaster(time, settings.cost());
        loop = new LineLoop(settings, new LineContext(master, recorder, recorder, time, time, habits));
        loop.installation(Meters.installation(devices));
    }

    static LineSettings settings() {
        return new LineSettings(
                Meters.LINE, "rs485", "fake 38400 8N1", COST, Periods.DEFAULT, Patience.SERIAL, Limits.SERIAL);
    }

    static UnaryOperator<LineSettings> periods(long fast, long slow, long rare) {
        return s -> new LineSettings(
                s.name(),
                s.kind(),
                s.port(),
                s.cost(),
                new Periods(Duration.ofMillis(fast), Duration.ofMillis(slow), Duration.ofMillis(rare)),
                s.patience(),
                s.limits());
    }

    static UnaryOperator<LineSettings> baud(int baud) {
        return s -> new LineSettings(
                s.name(),
                s.kind(),
                s.port(),
                WireCost.serial(SerialSettings.of("fake", baud, "8N1")),
                s.periods(),
                s.patience(),
                s.limits());
    }

    static UnaryOperator<LineSettings> limits(Limits limits) {
        return s -> new LineSettings(s.name(), s.kind(), s.port(), s.cost(), s.periods(), s.patience(), limits);
    }

    /** Lets the line work for some time. */
    void run(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        while (time.nanos() < end) {
            long rest = turn();
            if (rest > 0 && time.nanos() < end) {
                time.advance(Math.min(rest, end - time.nanos()));
            }
        }
    }

    long turn() {
        try {
            return loop.turn();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Instant now() {
        return time.instant();
    }

    Recorder recorder() {
        return recorder;
    }

    FakeMaster master() {
        return master;
    }

    LineLoop loop() {
        return loop;
    }
}
