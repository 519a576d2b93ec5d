package io.karawatt.discovery.internal;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges who a meter says it is, tells what befell it, and has the installation follow. Thread-safe; but for storing it
 * never waits.
 */
final class Registrar {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final Topology topology;
    private final TopologyEditor editor;
    private final EventBus events;
    private final Map<String, String> strangers = new ConcurrentHashMap<>();
    private final Map<String, Successor> successors = new ConcurrentHashMap<>();

    private record Successor(String before, String after) {}

    Registrar(Topology topology, TopologyEditor editor, EventBus events) {
        this.topology = topology;
        this.editor = editor;
        this.events = events;
    }

    /** What an answer tells. */
    enum Verdict {
        /** Nothing new. */
        KNOWN,
        /** Who it is, which was not known. */
        LEARNT,
        /** Another meter than the one before. */
        ANOTHER
    }

    /**
     * Judges.
     *
     * @param portrait what is known of the device.
     * @param who who answers in its place.
     * @param at when.
     * @return what it tells.
     */
    Verdict met(Portrait portrait, DeviceIdentity who, Instant at) {
        Device device = portrait.device();
        if (who.unique().isEmpty() || incomparable(device, who)) {
            return Verdict.KNOWN;
        }
        if (is(device, who)) {
            return itself(device, who, at) ? Verdict.ANOTHER : Verdict.KNOWN;
        }
        if (who.unique().equals(strangers.put(device.key(), who.unique()))) {
            return Verdict.KNOWN;
        }
        Optional<Device> other = topology.current().devices().stream()
                .filter(one -> !one.key().equals(device.key()) && is(one, who))
                .findFirst();
        if (!portrait.sameKind(who)) {
            tell(device, Event.Change.REPLACED, "product", device.reference(), otherKind(who), at);
        } else if (other.isPresent()) {
            tell(other.get(), Event.Change.MOVED, "place", place(other.get()), place(device) + advice(device), at);
        } else {
            successors.put(device.key(), new Successor(device.netId(), who.unique()));
            if (!device.netId().isEmpty()) {
                tell(device, Event.Change.REPLACED, "NET ID or serial number", device.netId(), who.unique(), at);
            }
        }
        return device.netId().isEmpty() ? Verdict.LEARNT : Verdict.ANOTHER;
    }

    /** The meter that is known; if another stood in its place until now, it is back. */
    private boolean itself(Device device, DeviceIdentity who, Instant at) {
        String stranger = strangers.remove(device.key());
        if (stranger == null || is(stranger, who)) {
            return false;
        }
        tell(device, Event.Change.RETURNED, "NET ID or serial number", stranger, who.unique(), at);
        return true;
    }

    /** A serial number alone says nothing about a NET ID. */
    private static boolean incomparable(Device device, DeviceIdentity who) {
        return who.netId().isEmpty() && device.netId().matches(Seen.NET_ID);
    }

    private static boolean is(Device device, DeviceIdentity who) {
        return !device.netId().isEmpty() && is(device.netId(), who);
    }

    private static boolean is(String id, DeviceIdentity who) {
        return id.equalsIgnoreCase(who.netId()) || id.equalsIgnoreCase(who.serial());
    }

    private static String otherKind(DeviceIdentity who) {
        return "another kind of device (order id " + who.orderId() + ", product id " + who.productId() + ", "
                + who.unique() + "), so its values are read wrongly; put the right one in, or remove the device and"
                + " scan the line";
    }

    private static String advice(Device device) {
        return ", where " + device.key() + " was; scan the line to have all places taken over";
    }

    private static String place(Device device) {
        return "unit id " + device.unit() + " on " + device.line();
    }

    /** Tells of a setting that is not what it was. */
    void set(Device device, String what, String before, String after, Instant at) {
        tell(device, Event.Change.SET, what, before, after, at);
    }

    /** Takes the mark off a device that a scan had looked for in vain. */
    void found(Device missing, Instant at) {
        Change change = new Change(missing, Devices.present(missing));
        if (stored(change.after())) {
            change.events(at).forEach(events::publish);
        }
    }

    /** Has the installation follow; waits for the disk. */
    void store() {
        for (Map.Entry<String, Successor> entry : Map.copyOf(successors).entrySet()) {
            Successor successor = entry.getValue();
            successors.remove(entry.getKey(), successor);
            topology.current()
                    .device(entry.getKey())
                    .filter(now -> now.netId().equals(successor.before()))
                    .ifPresent(now -> stored(Devices.withId(now, successor.after())));
        }
    }

    private boolean stored(Device device) {
        if (editor.change(device) instanceof TopologyEditor.Outcome.Refused refused) {
            LOG.warn("what the watch learnt about {} could not be stored: {}", device.key(), refused.reason());
            return false;
        }
        return true;
    }

    private void tell(Device device, Event.Change kind, String what, String before, String after, Instant at) {
        events.publish(new Event.DeviceChanged(device.key(), kind, what, before, after, at));
    }
}
