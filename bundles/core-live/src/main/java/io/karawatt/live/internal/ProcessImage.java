package io.karawatt.live.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.live.CounterBreaker;
import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.live.LiveWatcher;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the latest reading of every point and the latest content of every register, and announces each batch once,
 * after the counters that went back in it.
 *
 * <p>Neither drivers nor servers ever wait here: writers replace references, readers follow them. The event bus may
 * come and go; the image goes on without it. A reading dated later than the present was taken before the clock was set
 * back: its age is unknown, so it counts as stale and anything newer replaces it.
 */
@Component(
        configurationPid = ProcessImage.PID,
        service = {ReadingSink.class, LiveValues.class, CounterBreaker.class, TopologyListener.class})
@Designate(ocd = ProcessImageConfig.class)
public final class ProcessImage implements ReadingSink, LiveValues, CounterBreaker, TopologyListener {

    static final String PID = "io.karawatt.live";

    /** Most devices: every Modbus address there is. */
    static final int MOST_DEVICES = 256;

    /** Most pages of all devices together, about 11 MB: 32 devices with full tables, or 33 pages for each address. */
    static final int MOST_PAGES = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessImage.class);

    private final Map<String, DeviceImage> devices = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable EventBus> events = new AtomicReference<>();
    private final Losses late = new Losses("deliveries ignored, older than what is there or beyond the room left");
    private final Losses unannounced = new Losses("batches not announced, no event bus");
    private final CounterWatch counters = new CounterWatch();
    private final List<LiveWatcher> watchers = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final AgeLimit limit;

    @Activate
    public ProcessImage(ProcessImageConfig config) {
        this(config, Clock.systemUTC());
    }

    ProcessImage(ProcessImageConfig config, InstantSource clock) {
        this.clock = clock;
        this.limit = new AgeLimit(clock, maxAge(config));
    }

    /** Takes a new age limit without forgetting the values. */
    @Modified
    void modified(ProcessImageConfig config) {
        limit.set(maxAge(config));
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus bus) {
        events.set(bus);
        long lost = unannounced.take();
        if (lost > 0) {
            String text = lost + " batches of readings were not announced while the event bus was away";
            bus.publish(new Event.GatewayNotice(Event.Severity.INFO, "live", text, clock.instant()));
        }
    }

    void unsetEvents(EventBus bus) {
        events.compareAndSet(bus, null);
    }

    @Reference(name = "watchers", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addWatcher(LiveWatcher came) {
        watchers.add(came);
    }

    void removeWatcher(LiveWatcher went) {
        watchers.remove(went);
    }

    @Override
    public void accept(ReadingBatch batch) {
        String device = batch.schema().device();
        Instant now = clock.instant();
        DeviceImage image = imageOf(device);
        if (image == null || !image.accept(batch, now)) {
            late.add(device, now);
            return;
        }
        List<Event> news = new ArrayList<>(counters.breaks(batch));
        if (!news.isEmpty()) {
            watchers.forEach(watcher -> watcher.countersBroke(device));
        }
        news.add(new Event.ReadingsArrived(batch));
        announce(device, news, now);
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        Instant now = clock.instant();
        DeviceImage image = imageOf(device);
        if (image == null || registers.size() < 1 || address < 0 || address + registers.size() > 0x10000) {
            late.add(device, now);
            return;
        }
        Block block = new Block(address, registers, Stamps.of(at));
        int spare = image.registers(table).grows(block) ? MOST_PAGES - pages() : 0;
        if (!image.accept(table, block, Stamps.of(now), Math.max(0, spare))) {
            late.add(device, now);
        }
        for (LiveWatcher watcher : watchers) {
            if (watcher.registersCame(device, table, address, registers, at)) {
                meterReplaced(device);
            }
        }
    }

    @Override
    public void meterReplaced(String device) {
        if (imageOf(device) != null) {
            counters.replaced(device);
        }
    }

    @Override
    public void forget(String device) {
        devices.remove(device);
        counters.forget(device);
    }

    @Override
    public void changed(Installation now) {
        counters.changed(now);
    }

    @Override
    public Reading latest(PointId point) {
        Instant now = clock.instant();
        DeviceImage image = devices.get(point.device());
        ValueImage values = image == null ? null : image.values();
        if (values == null) {
            return neverRead(point, now);
        }
        OptionalInt index = values.schema().indexOf(point.key());
        return index.isEmpty() ? neverRead(point, now) : reading(values, point, index.getAsInt(), now);
    }

    @Override
    public List<Reading> latest(String device) {
        Instant now = clock.instant();
        DeviceImage image = devices.get(device);
        ValueImage values = image == null ? null : image.values();
        if (values == null) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>(values.schema().size());
        for (PointKey key : values.schema().keys()) {
            readings.add(reading(values, new PointId(device, key), readings.size(), now));
        }
        return List.copyOf(readings);
    }

    @Override
    public Optional<PointSchema> schema(String device) {
        DeviceImage image = devices.get(device);
        ValueImage values = image == null ? null : image.values();
        return values == null ? Optional.empty() : Optional.of(values.schema());
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        DeviceImage image = devices.get(device);
        ValueImage values = image == null ? null : image.values();
        return values == null ? Optional.empty() : Optional.of(new ValueWindow(values, limit));
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        if (count < 1 || address < 0 || address + count > 0x10000) {
            return Optional.empty();
        }
        DeviceImage image = devices.get(device);
        if (image == null) {
            return Optional.empty();
        }
        long notAfter = Stamps.of(limit.latest());
        return image.registers(table).read(address, count, Stamps.of(notBefore), notAfter);
    }

    /** Returns how many pages of registers are held for all devices together. */
    int pages() {
        return devices.values().stream().mapToInt(DeviceImage::pages).sum();
    }

    /** Returns how many batches nobody has been told of since the event bus went. */
    long unannounced() {
        return unannounced.count();
    }

    private void announce(String device, List<Event> news, Instant now) {
        EventBus bus = events.get();
        if (bus == null) {
            unannounced.add(device, now);
            return;
        }
        try {
            news.forEach(bus::publish);
        } catch (RuntimeException e) {
            // A bus caught in the middle of its own stop must not end the thread of a line.
            LOG.debug("event bus refused a batch of {}", device, e);
            unannounced.add(device, now);
        }
    }

    private @Nullable DeviceImage imageOf(String device) {
        DeviceImage image = devices.get(device);
        if (image == null && devices.size() < MOST_DEVICES) {
            return devices.computeIfAbsent(device, key -> new DeviceImage());
        }
        return image;
    }

    private Reading reading(ValueImage values, PointId point, int index, Instant now) {
        ReadingBatch batch = values.latest(index);
        return batch == null
                ? neverRead(point, now)
                : new Reading(point, new ValueWindow(values, limit).value(index), batch.at());
    }

    private static Reading neverRead(PointId point, Instant now) {
        return new Reading(point, new Value.Missing(Cause.NOT_READ), now);
    }

    private static Duration maxAge(ProcessImageConfig config) {
        int seconds = config.max_age_s();
        if (seconds < 1 || seconds > 86_400) {
            throw new IllegalArgumentException(
                    PID + ": max.age.s is " + seconds + ", must be 1 to 86400; correct it in etc/" + PID + ".cfg");
        }
        return Duration.ofSeconds(seconds);
    }
}
