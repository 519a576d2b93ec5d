package io.karawatt.proto.bacnet.internal.cov;

import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.SensedObject;
import io.karawatt.proto.bacnet.internal.object.Wishes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A subscription and what its subscriber was told last. On the server's thread only. */
final class Watch implements ActiveSubscriptions.Entry {

    private static final int NEVER_TOLD = -1;

    private final Subscription subscription;
    private final InstantSource clock;
    private @Nullable SensedObject object;
    private @Nullable Property property;
    private double told = Double.NaN;
    private int toldFlags = NEVER_TOLD;
    private boolean due;
    private boolean flying;

    Watch(Subscription subscription, InstantSource clock) {
        this.subscription = subscription;
        this.clock = clock;
    }

    Subscription subscription() {
        return subscription;
    }

    /** Takes the object as it is after the topology changed; null when it is gone for now. */
    void look(@Nullable SensedObject now) {
        object = now;
        int wanted = subscription.key().property();
        property = now == null ? null : now.find(wanted == Subscription.USUAL ? Property.PRESENT_VALUE : wanted);
    }

    /** Returns the object; null when it is gone for now. */
    @Nullable
    SensedObject object() {
        return object;
    }

    /** Tells whether its subscriber should be told. */
    boolean changed() {
        if (object == null || property == null) {
            return false;
        }
        if (toldFlags != object.condition().flags()) {
            return true;
        }
        double now = object.number(property);
        if (Double.isNaN(now) || Double.isNaN(told)) {
            return Double.isNaN(now) != Double.isNaN(told);
        }
        double step = Double.isNaN(subscription.increment()) ? object.increment(property) : subscription.increment();
        return now != told && Math.abs(now - told) >= step;
    }

    /** Tells whether it waits to be told, and has it wait. */
    boolean enqueue() {
        boolean first = !due;
        due = true;
        return first;
    }

    /** Ends the waiting. */
    void dequeue() {
        due = false;
    }

    boolean flying() {
        return flying;
    }

    void flying(boolean now) {
        flying = now;
    }

    /** Forgets what was told, so that it is told again. */
    void forget() {
        toldFlags = NEVER_TOLD;
    }

    /** Writes a notification (clause 13.1) of what is now; false when the object is gone for now. */
    boolean tell(int instance, Octets out) {
        if (object == null || property == null) {
            return false;
        }
        Subscription.Key key = subscription.key();
        told = object.number(property);
        toldFlags = object.condition().flags();
        Tags.context(out, 0, key.process());
        Tags.contextObjectId(out, 1, ObjectIds.of(8, instance));
        Tags.contextObjectId(out, 2, object.id());
        Tags.context(out, 3, subscription.remaining(clock.instant()));
        Tags.open(out, 4);
        value(object, property.id(), out);
        if (property.id() != Property.STATUS_FLAGS) {
            value(object, Property.STATUS_FLAGS, out);
        }
        Tags.close(out, 4);
        return true;
    }

    private static void value(SensedObject object, int property, Octets out) {
        Tags.context(out, 0, property);
        Tags.open(out, 2);
        object.read(property, Property.NO_INDEX, out, Wishes.NONE);
        Tags.close(out, 2);
    }

    @Override
    public void write(Octets out) {
        Subscription.Key key = subscription.key();
        Tags.open(out, 0);
        Tags.open(out, 0);
        Recipients.write(key.recipient(), out);
        Tags.close(out, 0);
        Tags.context(out, 1, key.process());
        Tags.close(out, 0);
        Tags.open(out, 1);
        Tags.contextObjectId(out, 0, key.object());
        Tags.context(out, 1, key.property() == Subscription.USUAL ? Property.PRESENT_VALUE : key.property());
        Tags.close(out, 1);
        Tags.contextBool(out, 2, subscription.confirmed());
        Tags.context(out, 3, subscription.remaining(clock.instant()));
        if (!Double.isNaN(subscription.increment())) {
            Tags.contextReal(out, 4, (float) subscription.increment());
        }
    }
}
