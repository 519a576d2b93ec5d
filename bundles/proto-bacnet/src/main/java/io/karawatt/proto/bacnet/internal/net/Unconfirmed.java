package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import io.karawatt.event.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Unconfirmed services: Who-Is, Who-Has, I-Am of others, time. What is wrong or unknown is dropped (clause 5.4.5). */
final class Unconfirmed {

    /** Who-Is and Who-Has looked at within a second; more are dropped. */
    static final int MOST_QUESTIONS = 50;

    private static final int I_AM = 0;
    private static final int TIME = 6;
    private static final int WHO_HAS = 7;
    private static final int WHO_IS = 8;
    private static final int UTC_TIME = 9;

    private static final int DEVICE_TYPE = 8;
    private static final int TYPE_SHIFT = 22;
    private static final int INSTANCE = 0x3fffff;
    private static final int TAG_UNSIGNED = 2;
    private static final int TAG_ENUMERATED = 9;
    private static final int TAG_OBJECT_ID = 12;

    private final Ground ground;
    private final Wire wire;
    private final Directory directory;
    private final Application application;
    private final Announcer announcer;
    private final TimeSync time;
    private final Listeners listeners;
    private final Throttle throttle = new Throttle(MOST_QUESTIONS, Duration.ofSeconds(1));

    /** Takes I-Am of others. */
    interface Listeners {

        /** A device said that it is there. */
        void heard(BacnetAddress from, int instance, int maxApdu, int segmentation, int vendor);
    }

    /**
     * Makes it.
     *
     * @param parts what it works with.
     * @param wire knows our own address and port: whoever asks from another port can't hear broadcasts.
     */
    Unconfirmed(Ground ground, Parts parts, Wire wire, Listeners listeners) {
        this.ground = ground;
        this.directory = parts.directory();
        this.application = parts.application();
        this.announcer = parts.announcer();
        this.time = parts.time();
        this.wire = wire;
        this.listeners = listeners;
    }

    /**
     * What it works with.
     *
     * @param application the objects.
     * @param directory the devices.
     * @param announcer answers.
     * @param time takes the time.
     */
    record Parts(Application application, Directory directory, Announcer announcer, TimeSync time) {}

    /**
     * Takes an unconfirmed request.
     *
     * @param device to whom; see {@link Router.Inbox}.
     */
    void take(BacnetAddress from, int device, boolean broadcast, Apdu apdu) {
        Tags tags = new Tags(apdu.array(), apdu.offset(), apdu.length());
        try {
            switch (apdu.choice()) {
                case WHO_IS -> whoIs(from, device, broadcast, tags);
                case WHO_HAS -> whoHas(from, device, broadcast, tags);
                case I_AM -> iAm(from, tags);
                case TIME -> time.local(from, tags);
                case UTC_TIME -> time.utc(from, tags);
                default -> {
                    // I-Have, notifications and the like are for others.
                }
            }
        } catch (Malformed e) {
            ground.counters().add(Counters.Kind.BAD_APDU);
        }
    }

    /** Instances that shall answer. */
    private record Range(long low, long high) {

        boolean has(int instance) {
            return instance >= low && instance <= high;
        }
    }

    private static Range range(Tags tags) throws Malformed {
        if (!tags.nextIs(0)) {
            return new Range(0, Terms.MAX_INSTANCE);
        }
        Range range = new Range(tags.unsigned(0), tags.unsigned(1));
        if (range.low > range.high || range.high > INSTANCE) {
            throw new Malformed(RejectReason.parameterOutOfRange);
        }
        return range;
    }

    private void whoIs(BacnetAddress from, int device, boolean broadcast, Tags tags) throws Malformed {
        Range range = range(tags);
        tags.finish();
        ground.counters().add(Counters.Kind.WHO_IS);
        if (!mayAsk()) {
            return;
        }
        Announcer.Destination destination = destination(from, broadcast);
        for (Application.Device one : directory.all()) {
            if (Directory.meant(device, one) && range.has(one.instance())) {
                announcer.say(new Announcer.IAm(one.address()), destination);
            }
        }
    }

    private void whoHas(BacnetAddress from, int device, boolean broadcast, Tags tags) throws Malformed {
        Range range = range(tags);
        ObjectIdentifier id = null;
        String name = "";
        if (tags.nextIs(2)) {
            int packed = tags.objectId(2);
            id = new ObjectIdentifier(packed >>> TYPE_SHIFT, packed & INSTANCE);
        } else {
            name = tags.text(3);
        }
        tags.finish();
        ground.counters().add(Counters.Kind.WHO_HAS);
        if (!mayAsk()) {
            return;
        }
        Announcer.Destination destination = destination(from, broadcast);
        for (Application.Device one : directory.all()) {
            if (Directory.meant(device, one) && range.has(one.instance())) {
                answer(
                        one,
                        id == null ? application.find(one.address(), name) : application.find(one.address(), id),
                        destination);
            }
        }
    }

    private void answer(Application.Device device, Application.@Nullable Found found, Announcer.Destination to) {
        if (found != null) {
            announcer.say(new Announcer.IHave(device.address(), found.id(), found.name()), to);
        }
    }

    private boolean mayAsk() {
        boolean may = throttle.allows(ground.moment().nanos());
        if (!may) {
            ground.counters().add(Counters.Kind.HELD_BACK);
        }
        return may;
    }

    /** Whoever asked all is answered to all, so that one answer serves many; whoever can't hear that, directly. */
    private Announcer.Destination destination(BacnetAddress from, boolean broadcast) {
        if (!broadcast || (!from.remote() && (from.port() != wire.port() || Interfaces.isLoopback(wire.ip())))) {
            return new Announcer.To(from);
        }
        return from.remote()
                ? new Announcer.To(new BacnetAddress(from.ip(), from.port(), from.network(), 0, 0))
                : new Announcer.ToAll(false);
    }

    private void iAm(BacnetAddress from, Tags tags) throws Malformed {
        int packed = tags.four(TAG_OBJECT_ID);
        int maxApdu = (int) Math.min(Integer.MAX_VALUE, tags.number(TAG_UNSIGNED, 4));
        int segmentation = (int) tags.number(TAG_ENUMERATED, 1);
        int vendor = (int) tags.number(TAG_UNSIGNED, 2);
        tags.finish();
        if (packed >>> TYPE_SHIFT != DEVICE_TYPE) {
            throw new Malformed(RejectReason.invalidParameterDataType);
        }
        int instance = packed & INSTANCE;
        for (Application.Device own : directory.all()) {
            if (own.instance() == instance) {
                twice(from, own);
            }
        }
        listeners.heard(from, instance, maxApdu, segmentation, vendor);
    }

    /** Two devices with one instance can't be told apart (clause 12.11.1). */
    private void twice(BacnetAddress from, Application.Device own) {
        ground.notices()
                .trouble(
                        "seen:instance:" + own.instance(),
                        Event.Severity.WARNING,
                        "device instance " + own.instance() + " (" + own.name() + ") is also used by " + from.text()
                                + ": clients can't tell the two apart; change the instance there, or 'main.instance' in"
                                + " etc/" + BacnetServer.PID + ".cfg, from which the meters' instances follow");
    }
}
