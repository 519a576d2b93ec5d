package io.karawatt.proto.bacnet.internal.cov;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.proto.bacnet.internal.codec.Rejected;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.SensedObject;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.Settings;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Change-of-value reporting (clause 13.1): SubscribeCOV and SubscribeCOVProperty, and telling the subscribers. Services
 * on the server's thread; {@link #news}, {@link #newsOfAll} and {@link #list} on any.
 */
public final class ChangeOfValue implements ActiveSubscriptions, AutoCloseable {

    private static final String EVERYTHING = "";

    private final Outbound outbound;
    private final Settings settings;
    private final InstantSource clock;
    private final Keeper keeper;
    private final Notifier notifier;
    private final Set<String> news = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waiting = new AtomicBoolean();

    /**
     * Takes up what was kept over a restart.
     *
     * @param site the devices.
     * @param outbound sends notifications.
     * @param settings how many subscriptions there may be, and how long they live.
     * @param clock the time.
     * @param file where subscriptions are kept.
     */
    public ChangeOfValue(Site site, Outbound outbound, Settings settings, InstantSource clock, Path file) {
        this.outbound = outbound;
        this.settings = settings;
        this.clock = clock;
        SubscriptionFile kept = new SubscriptionFile(file);
        this.keeper = new Keeper(kept);
        this.notifier = new Notifier(site, outbound, settings, clock, keeper::keep);
        List<Subscription> before = kept.load(settings.maxSubscriptions());
        outbound.execute(() -> notifier.resume(before));
    }

    /**
     * Takes a new topology.
     *
     * @param site the devices as they are now.
     */
    public void replace(Site site) {
        notifier.replace(site);
        notifier.lookAll();
    }

    /**
     * Tells that a meter has new values.
     *
     * @param meter its key.
     */
    public void news(String meter) {
        if (notifier.watches(meter)) {
            tell(meter);
        }
    }

    /** Tells that something happened that may concern any meter. */
    public void newsOfAll() {
        tell(EVERYTHING);
    }

    /** What is told while earlier news waits for its turn is looked at together with it. */
    private void tell(String what) {
        news.add(what);
        if (waiting.compareAndSet(false, true)) {
            outbound.execute(this::look);
        }
    }

    private void look() {
        waiting.set(false);
        for (String meter : List.copyOf(news)) {
            news.remove(meter);
            if (meter.equals(EVERYTHING)) {
                notifier.lookAll();
            } else {
                notifier.look(meter);
            }
        }
    }

    /**
     * Answers SubscribeCOV (clause 13.14), or throws why not.
     *
     * @param asker who asks, and is told.
     * @param device who is asked.
     * @param in the service request.
     */
    public void subscribe(BacnetAddress asker, VirtualDevice device, TagReader in) {
        Request request = Request.read(in);
        in.requireEnd();
        apply(asker, device, request, Subscription.USUAL, Double.NaN);
    }

    /**
     * Answers SubscribeCOVProperty (clause 13.15), or throws why not.
     *
     * @param asker who asks, and is told.
     * @param device who is asked.
     * @param in the service request.
     */
    public void subscribeProperty(BacnetAddress asker, VirtualDevice device, TagReader in) {
        Request request = Request.read(in);
        in.open(4);
        long property = in.unsigned(0);
        boolean indexed = in.nextIs(1);
        if (indexed) {
            in.unsigned(1);
        }
        in.close(4);
        double increment = in.nextIs(5) ? in.real(5) : Double.NaN;
        in.requireEnd();
        if (indexed) {
            throw Refusal.property(ErrorCode.propertyIsNotAnArray);
        }
        if (increment < 0 || Double.isInfinite(increment)) {
            throw new Rejected(RejectReason.parameterOutOfRange);
        }
        if (property > Integer.MAX_VALUE) {
            throw Refusal.unknownProperty();
        }
        apply(asker, device, request, (int) property, increment);
    }

    private void apply(BacnetAddress asker, VirtualDevice device, Request request, int property, double increment) {
        ServedObject object = device.find(request.object());
        if (object == null) {
            throw Refusal.unknownObject();
        }
        Subscription.Key key = new Subscription.Key(device.address(), object.id(), property, request.process(), asker);
        if (request.cancels()) {
            notifier.cancel(key);
            return;
        }
        if (!(object instanceof SensedObject sensed)) {
            throw new Refusal(ErrorClass.object, ErrorCode.optionalFunctionalityNotSupported);
        }
        long most = settings.maxLifetime().toSeconds();
        Duration life = Duration.ofSeconds(request.lifetime() == 0 ? most : Math.min(most, request.lifetime()));
        notifier.subscribe(
                new Subscription(
                        key, request.confirmed(), increment, clock.instant().plus(life)),
                sensed);
    }

    /** What both services have in common; a lifetime of 0 means "for ever". */
    private record Request(long process, int object, boolean cancels, boolean confirmed, long lifetime) {

        static Request read(TagReader in) {
            long process = in.unsigned(0);
            int object = in.objectId(1);
            boolean given = in.nextIs(2);
            boolean confirmed = given && in.bool(2);
            boolean limited = in.nextIs(3);
            if (limited && !given) {
                throw new Rejected(RejectReason.missingRequiredParameter);
            }
            return new Request(process, object, !given, confirmed, limited ? in.unsigned(3) : 0);
        }
    }

    @Override
    public List<? extends Entry> of(int address) {
        return notifier.of(address);
    }

    /**
     * Lists the subscriptions in force.
     *
     * @return a snapshot of a moment ago, by device.
     */
    public List<BacnetGateway.Subscription> list() {
        return notifier.list();
    }

    /** Keeps what is in force. */
    @Override
    public void close() {
        keeper.keep(notifier.subscriptions());
        keeper.close();
    }
}
