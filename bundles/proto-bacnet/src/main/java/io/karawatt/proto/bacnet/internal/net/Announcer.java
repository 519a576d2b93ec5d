package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.primitive.CharacterString;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Says I-Am and I-Have, one after another: all within {@link #SPREAD}, never in a burst, and each once however often it
 * was asked for meanwhile (clauses 16.9 and 16.10).
 */
final class Announcer {

    /** Within this time everybody has answered. */
    static final Duration SPREAD = Duration.ofMillis(1500);

    /** Longest pause between two messages to the same destination. */
    static final Duration LONGEST_PAUSE = Duration.ofMillis(45);

    /** Shortest pause. */
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    /** Peers and networks answered alone at once; whoever asks all is always answered. */
    static final int DESTINATIONS = 16;

    /** Messages that wait for one destination. */
    static final int WAITING = 512;

    private static final int I_AM = 0;
    private static final int I_HAVE = 1;
    private static final int OBJECT_ID = 0xC4;
    private static final int DEVICE_TYPE = 8;
    private static final int UNSIGNED_1 = 0x21;
    private static final int UNSIGNED_2 = 0x22;
    private static final int SEGMENTED_BOTH = 0x9100;

    private final Ground ground;
    private final Sender sender;
    private final Directory directory;
    private final IntPredicate speaks;
    private final Map<Destination, Line> lines = new LinkedHashMap<>();
    private final Octets out = new Octets(Terms.MAX_APDU, Terms.MAX_APDU);

    /** Where an answer goes. */
    sealed interface Destination {}

    /**
     * To one peer, or to all of a network behind a router.
     *
     * @param address where.
     */
    record To(BacnetAddress address) implements Destination {}

    /**
     * To all.
     *
     * @param everywhere whether other networks shall hear it, too.
     */
    record ToAll(boolean everywhere) implements Destination {}

    /** What is said. */
    sealed interface Message {

        /** Who says it. */
        int device();
    }

    /**
     * I-Am.
     *
     * @param device who.
     */
    record IAm(int device) implements Message {}

    /**
     * I-Have.
     *
     * @param device who.
     * @param id object.
     * @param name its name.
     */
    record IHave(int device, ObjectIdentifier id, String name) implements Message {}

    /** What waits for one destination. */
    private final class Line {

        private final Destination destination;
        private final Set<Message> waiting = new LinkedHashSet<>();
        private boolean running;

        Line(Destination destination) {
            this.destination = destination;
        }

        void run() {
            Iterator<Message> first = waiting.iterator();
            if (!first.hasNext()) {
                running = false;
                lines.remove(destination);
                return;
            }
            Message message = first.next();
            long nanos = SPREAD.toNanos() / waiting.size();
            first.remove();
            say(destination, message);
            Duration pause =
                    Duration.ofNanos(Math.max(SHORTEST_PAUSE.toNanos(), Math.min(LONGEST_PAUSE.toNanos(), nanos)));
            ground.timers().after(pause, this::run);
        }
    }

    /**
     * Makes it.
     *
     * @param speaks tells whether a device may say anything (DeviceCommunicationControl).
     */
    Announcer(Ground ground, Sender sender, Directory directory, IntPredicate speaks) {
        this.ground = ground;
        this.sender = sender;
        this.directory = directory;
        this.speaks = speaks;
    }

    /** Has something said soon; false when too much waits. */
    boolean say(Message message, Destination destination) {
        Line line = lines.get(destination);
        if (line == null) {
            if (destination instanceof To && lines.size() >= DESTINATIONS) {
                ground.counters().add(Counters.Kind.HELD_BACK);
                return false;
            }
            line = new Line(destination);
            lines.put(destination, line);
        }
        if (line.waiting.size() >= WAITING) {
            ground.counters().add(Counters.Kind.HELD_BACK);
            return false;
        }
        line.waiting.add(message);
        if (!line.running) {
            line.running = true;
            ground.timers().after(Duration.ZERO, line::run);
        }
        return true;
    }

    private void say(Destination destination, Message message) {
        Application.Device device = directory.find(message.device());
        if (device == null || !speaks.test(device.address())) {
            return;
        }
        out.clear().u8(Apdu.UNCONFIRMED << 4);
        if (message instanceof IHave have) {
            ground.counters().add(Counters.Kind.I_HAVE);
            ByteQueue name = new ByteQueue();
            new CharacterString(have.name()).write(name);
            out.u8(I_HAVE);
            identifier(DEVICE_TYPE, device.instance());
            identifier(have.id().getObjectType().intValue(), have.id().getInstanceNumber());
            out.put(name.popAll());
        } else {
            ground.counters().add(Counters.Kind.I_AM);
            out.u8(I_AM);
            identifier(DEVICE_TYPE, device.instance());
            out.u8(UNSIGNED_2).u16(Terms.MAX_APDU).u16(SEGMENTED_BOTH);
            vendor(ground.terms().vendor());
        }
        if (destination instanceof To to) {
            sender.unicast(device.address(), to.address(), false, out);
        } else if (destination instanceof ToAll all) {
            sender.broadcast(device.address(), all.everywhere(), out);
        }
    }

    private void vendor(int vendor) {
        if (vendor < 0x100) {
            out.u8(UNSIGNED_1).u8(vendor);
        } else {
            out.u8(UNSIGNED_2).u16(vendor);
        }
    }

    private void identifier(int type, int instance) {
        out.u8(OBJECT_ID).u32((type << 22) | instance);
    }
}
