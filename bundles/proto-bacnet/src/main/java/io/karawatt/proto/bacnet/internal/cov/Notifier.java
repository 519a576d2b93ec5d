package io.karawatt.proto.bacnet.internal.cov;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.SensedObject;
import io.karawatt.proto.bacnet.internal.object.Settings;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.service.Services;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers of changes. Each change of a value is told at most once a {@link #BEAT}, with the value of that
 * moment; a burst of changes is spread out. On the server's thread only, but for {@link #list} and {@link #watches}.
 */
final class Notifier implements ActiveSubscriptions {

    /** How often those that are due are told. */
    static final Duration BEAT = Duration.ofMillis(50);

    /** Most that are told in one beat. */
    static final int BURST = 200;

    /** How often all are looked at, for values that grew too old and subscriptions that ended. */
    static final Duration ROUND = Duration.ofSeconds(5);

    /** How soon changes of the list itself are seen and kept. */
    static final Duration LISTING = Duration.ofSeconds(1);

    private static final int NOTIFICATION = 128;
    private static final int LONGEST = 480;

    private final Outbound outbound;
    private final Settings settings;
    private final InstantSource clock;
    private final Consumer<Collection<Subscription>> keep;
    private final Map<Subscription.Key, Watch> watches = new LinkedHashMap<>();
    private final Map<String, Set<Watch>> byMeter = new HashMap<>();
    private final Deque<Watch> due = new ArrayDeque<>();
    private final Octets body = new Octets(NOTIFICATION, LONGEST);
    private Site site;
    private boolean beating;
    private long beaten;
    private boolean rounding;
    private boolean listing;
    private volatile Set<String> meters = Set.of();
    private volatile List<Listed> listed = List.of();

    /** A subscription with the instance of its device. */
    private record Listed(Subscription subscription, int instance) {}

    Notifier(
            Site site,
            Outbound outbound,
            Settings settings,
            InstantSource clock,
            Consumer<Collection<Subscription>> keep) {
        this.site = site;
        this.outbound = outbound;
        this.settings = settings;
        this.clock = clock;
        this.keep = keep;
        this.beaten = clock.millis() - BEAT.toMillis();
    }

    /** Takes up what was kept over a restart; all are told anew. */
    void resume(Collection<Subscription> kept) {
        Instant now = clock.instant();
        for (Subscription subscription : kept) {
            if (subscription.until().isAfter(now) && watches.size() < settings.maxSubscriptions()) {
                watches.put(subscription.key(), new Watch(subscription, clock));
            }
        }
        replace(site);
        watches.values().forEach(this::enqueue);
        round();
    }

    /** Takes a new topology. */
    void replace(Site now) {
        site = now;
        byMeter.clear();
        watches.values().forEach(this::attach);
        meters = Set.copyOf(byMeter.keySet());
        relist();
    }

    private void attach(Watch watch) {
        VirtualDevice device = site.device(watch.subscription().key().device());
        watch.look(
                device != null && device.find(watch.subscription().key().object()) instanceof SensedObject sensed
                        ? sensed
                        : null);
        SensedObject object = watch.object();
        if (object != null) {
            byMeter.computeIfAbsent(object.meter().key(), key -> new LinkedHashSet<>())
                    .add(watch);
        }
    }

    /** Begins or renews a subscription; the subscriber is told at once how things are. */
    void subscribe(Subscription wanted, SensedObject object) {
        Watch old = watches.get(wanted.key());
        if (old == null && watches.size() >= settings.maxSubscriptions()) {
            throw new Refusal(ErrorClass.resources, ErrorCode.noSpaceToAddListElement);
        }
        int property = wanted.key().property();
        Property told = property == Subscription.USUAL ? object.find(Property.PRESENT_VALUE) : object.find(property);
        if (told == null) {
            throw Refusal.unknownProperty();
        }
        if (!object.tells(told)) {
            throw Refusal.property(ErrorCode.notCovProperty);
        }
        remove(old);
        Watch watch = new Watch(wanted, clock);
        watches.put(wanted.key(), watch);
        attach(watch);
        if (!watches(object.meter().key())) {
            meters = Set.copyOf(byMeter.keySet());
        }
        changedList();
        enqueue(watch);
        round();
    }

    /** Ends a subscription; one that is not there is as good as ended. */
    void cancel(Subscription.Key key) {
        Watch watch = watches.get(key);
        if (watch != null) {
            remove(watch);
            changedList();
        }
    }

    private void remove(@Nullable Watch watch) {
        if (watch == null) {
            return;
        }
        watches.remove(watch.subscription().key());
        SensedObject object = watch.object();
        if (object != null) {
            byMeter.getOrDefault(object.meter().key(), Set.of()).remove(watch);
        }
        due.remove(watch);
    }

    /** Looks at what a meter shows now. */
    void look(String meter) {
        byMeter.getOrDefault(meter, Set.of()).forEach(this::look);
    }

    /** Looks at everything. */
    void lookAll() {
        watches.values().forEach(this::look);
    }

    /** Tells whether anybody wants to know of a meter; on any thread. */
    boolean watches(String meter) {
        return meters.contains(meter);
    }

    private void look(Watch watch) {
        if (watch.changed()) {
            enqueue(watch);
        }
    }

    private void enqueue(Watch watch) {
        if (watch.enqueue()) {
            due.addLast(watch);
            beat();
        }
    }

    private void beat() {
        if (beating) {
            return;
        }
        beating = true;
        long wait = beaten + BEAT.toMillis() - clock.millis();
        if (wait <= 0) {
            outbound.execute(this::tellDue);
        } else {
            outbound.after(Duration.ofMillis(Math.min(wait, BEAT.toMillis())), this::tellDue);
        }
    }

    private void tellDue() {
        beating = false;
        beaten = clock.millis();
        int left = Math.min(BURST, due.size());
        while (left-- > 0) {
            Watch watch = due.removeFirst();
            if (watch.flying()) {
                // Its last notification is not answered yet; it is told when it is.
                due.addLast(watch);
            } else {
                watch.dequeue();
                tell(watch);
            }
        }
        if (!due.isEmpty()) {
            beat();
        }
    }

    private void tell(Watch watch) {
        Subscription subscription = watch.subscription();
        int from = subscription.key().device();
        VirtualDevice device = site.device(from);
        if (device == null || !watch.tell(device.instance(), body.clear())) {
            return;
        }
        if (!subscription.confirmed()) {
            boolean sent = outbound.unconfirmed(
                    from, subscription.key().recipient(), Services.UNCONFIRMED_COV_NOTIFICATION, body);
            if (!sent) {
                watch.forget();
            }
            return;
        }
        watch.flying(true);
        outbound.confirmed(
                from, subscription.key().recipient(), Services.CONFIRMED_COV_NOTIFICATION, body, delivery -> {
                    watch.flying(false);
                    if (delivery != Outbound.Delivery.ACKNOWLEDGED) {
                        // Told again at the next round, as long as the subscription lives.
                        watch.forget();
                    }
                });
    }

    private void round() {
        if (!rounding && !watches.isEmpty()) {
            rounding = true;
            outbound.after(ROUND, this::goRound);
        }
    }

    private void goRound() {
        rounding = false;
        Instant now = clock.instant();
        List<Watch> ended = watches.values().stream()
                .filter(watch -> !watch.subscription().until().isAfter(now))
                .toList();
        ended.forEach(this::remove);
        if (!ended.isEmpty()) {
            changedList();
        }
        lookAll();
        round();
    }

    /** What operators see and what is kept follows within a moment, however fast clients subscribe. */
    private void changedList() {
        if (!listing) {
            listing = true;
            outbound.after(LISTING, this::writeList);
        }
    }

    private void writeList() {
        listing = false;
        relist();
        keep.accept(subscriptions());
    }

    /** Returns those in force. */
    List<Subscription> subscriptions() {
        return watches.values().stream().map(Watch::subscription).toList();
    }

    private void relist() {
        List<Listed> now = new ArrayList<>();
        for (Watch watch : watches.values()) {
            VirtualDevice device = site.device(watch.subscription().key().device());
            if (device != null) {
                now.add(new Listed(watch.subscription(), device.instance()));
            }
        }
        listed = List.copyOf(now);
    }

    @Override
    public List<? extends Entry> of(int address) {
        return watches.values().stream()
                .filter(watch -> watch.subscription().key().device() == address)
                .toList();
    }

    /** Lists them for operators; on any thread. */
    List<BacnetGateway.Subscription> list() {
        return listed.stream()
                .map(one -> new BacnetGateway.Subscription(
                        one.instance(),
                        ObjectIds.text(one.subscription().key().object()),
                        name(one.subscription().key().property()),
                        one.subscription().key().recipient().text(),
                        one.subscription().key().process(),
                        one.subscription().confirmed(),
                        Double.isNaN(one.subscription().increment())
                                ? 0
                                : one.subscription().increment(),
                        one.subscription().until()))
                .sorted(java.util.Comparator.comparingInt(BacnetGateway.Subscription::device))
                .toList();
    }

    private static String name(int property) {
        return property == Subscription.USUAL
                ? ""
                : com.serotonin.bacnet4j.type.enumerated.PropertyIdentifier.forId(property)
                        .toString();
    }
}
