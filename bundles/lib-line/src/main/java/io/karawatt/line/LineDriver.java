package io.karawatt.line;

import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.line.LineSettings.Limits;
import io.karawatt.line.LineSettings.Patience;
import io.karawatt.line.LineSettings.Periods;
import io.karawatt.live.ReadingOutlet;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.serial.Timeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all components that drive a line have in common: the engine, made from their configuration, and outlets to
 * services that come and go.
 *
 * <p>A line goes on when the process image or the event bus is stopped or replaced. Thread-safe.
 */
public final class LineDriver {

    /** Framework property with the data folder. */
    public static final String DATA = "karaf.data";

    private final ReadingOutlet sink = new ReadingOutlet();
    private final EventOutlet events = new EventOutlet();
    private final LineEngine engine;

    /**
     * Makes a line at rest; one that is switched off stays so.
     *
     * @param config how it is worked.
     * @param data data folder, in which habits of devices are kept; null when nothing is to be kept.
     * @param port where it is.
     * @throws IllegalArgumentException with key, value and limit when a setting is out of its range.
     */
    public LineDriver(LineConfig config, @Nullable String data, LinePort port) {
        LineSettings settings = settings(config, port);
        HabitStore habits =
                data == null ? HabitStore.NONE : new HabitFile(Path.of(data, "lines", settings.name() + ".habits.csv"));
        engine = new LineEngine(
                settings, new LineContext(port.masters(), sink, events, Timeline.SYSTEM, Clock.systemUTC(), habits));
        if (!config.enabled()) {
            engine.close("switched off in the configuration");
        }
    }

    private static LineSettings settings(LineConfig config, LinePort port) {
        return new LineSettings(
                config.line(),
                port.kind(),
                port.name(),
                port.cost(),
                new Periods(
                        Duration.ofMillis(config.fast_period_ms()),
                        Duration.ofMillis(config.slow_period_ms()),
                        Duration.ofMillis(config.rare_period_ms())),
                new Patience(
                        Duration.ofMillis(config.timeout_ms()),
                        Duration.ofMillis(config.timeout_floor_ms()),
                        config.retries()),
                new Limits(
                        config.queue_limit(),
                        config.silent_share_percent(),
                        config.request_share_percent(),
                        config.background_share_percent(),
                        port.reopenAfter(),
                        Duration.ofMillis(config.jitter_limit_ms())),
                Rates.parse(config.rates()));
    }

    /**
     * Returns the engine that does the work.
     *
     * @return the engine; close it when the component is deactivated.
     */
    public LineEngine engine() {
        return engine;
    }

    /**
     * Delivers readings there from now on.
     *
     * @param came the service that came.
     */
    public void setSink(ReadingSink came) {
        sink.set(came);
    }

    /**
     * Delivers no more readings there.
     *
     * @param went the service that went.
     */
    public void unsetSink(ReadingSink went) {
        sink.unset(went);
    }

    /**
     * Publishes events there from now on.
     *
     * @param came the service that came.
     */
    public void setEvents(EventBus came) {
        events.set(came);
    }

    /**
     * Publishes no more events there.
     *
     * @param went the service that went.
     */
    public void unsetEvents(EventBus went) {
        events.unset(went);
    }
}
