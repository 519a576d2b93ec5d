package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A half-duplex line in memory with the timing of a real one: characters take their time, silence parts frames, talkers
 * who talk at once spoil each other's characters, and noise damages some.
 *
 * <p>Nothing runs by itself: whoever reads or writes moves the wire to the present moment, character by character in
 * the order of time. Slaves only react, so on a timeline in which waiting costs no time everything happens at once and
 * in the same order. Thread-safe.
 */
public final class TimedWire {

    private static final long KEEP_NANOS = 50_000_000;
    private static final int MAX_LINKS = 16;

    private final SerialSettings settings;
    private final Timeline timeline;
    private final Random random;
    private final FrameEar ear;
    private final List<Burst> bursts = new ArrayList<>();
    private final List<WireLink> links = new ArrayList<>();
    private final List<WireSlave> slaves = new ArrayList<>();
    private double noise;
    private long busyNanos;

    /**
     * Makes a wire.
     *
     * @param settings speed and character format of its slaves.
     * @param timeline the time it lives in.
     * @param seed where the noise comes from.
     */
    public TimedWire(SerialSettings settings, Timeline timeline, long seed) {
        this.settings = settings;
        this.timeline = timeline;
        this.random = new Random(seed);
        this.ear = new FrameEar(settings);
    }

    /**
     * Hangs a slave on the wire.
     *
     * @param slave answers from now on.
     */
    public synchronized void add(WireSlave slave) {
        slaves.add(slave);
    }

    /**
     * Sets the noise.
     *
     * @param probability chance that a character is damaged, 0..1.
     */
    public synchronized void noise(double probability) {
        noise = probability;
    }

    /**
     * Returns the noise.
     *
     * @return chance that a character is damaged, 0..1.
     */
    public synchronized double noise() {
        return noise;
    }

    /**
     * Returns how long characters were on the wire so far.
     *
     * @return nanoseconds.
     */
    public synchronized long busyNanos() {
        return busyNanos;
    }

    /**
     * Attaches somebody who talks and listens: a master.
     *
     * @param own speed and format of the one attached; a difference from the wire's makes garbage of every character.
     * @return the open link, or empty when 16 are attached already.
     */
    public synchronized Optional<SerialLink> attach(SerialSettings own) {
        if (links.size() >= MAX_LINKS) {
            return Optional.empty();
        }
        WireLink link = new WireLink(this, own);
        links.add(link);
        return Optional.of(link);
    }

    synchronized void detach(WireLink link) {
        links.remove(link);
    }

    /**
     * Returns the time on the wire.
     *
     * @return nanoseconds of its timeline.
     */
    public long nanos() {
        return timeline.nanos();
    }

    Timeline timeline() {
        return timeline;
    }

    synchronized boolean shared() {
        return links.size() > 1;
    }

    /** Puts characters on the wire after those that the same talker has not finished yet. */
    synchronized long send(Object talker, SerialSettings own, byte[] bytes, long earliest) {
        advance(timeline.nanos());
        long start = earliest;
        for (Burst burst : bursts) {
            if (burst.talker() == talker) {
                start = Math.max(start, burst.end());
            }
        }
        return put(talker, own, bytes, start);
    }

    private long put(Object talker, SerialSettings own, byte[] bytes, long start) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < damaged.length && noise > 0; i++) {
            if (random.nextDouble() < noise) {
                damaged[i] ^= (byte) (1 << random.nextInt(8));
            }
        }
        Burst burst = new Burst(talker, own, damaged, start);
        bursts.add(burst);
        busyNanos += burst.end() - start;
        return burst.end();
    }

    /** Moves to a moment: hears every character that is there by then, and lets slaves react to every frame. */
    synchronized void advance(long now) {
        while (true) {
            Burst first = earliest();
            long character = first == null ? Long.MAX_VALUE : first.nextEnd();
            long frame = frameEvent();
            if (Math.min(character, frame) > now) {
                break;
            }
            if (frame <= character || first == null) {
                react(frame);
            } else {
                hear(first);
            }
        }
        bursts.removeIf(burst -> burst.heardOut() && burst.end() < now - KEEP_NANOS);
    }

    private @Nullable Burst earliest() {
        Burst first = null;
        for (Burst burst : bursts) {
            if (!burst.heardOut() && (first == null || burst.nextEnd() < first.nextEnd())) {
                first = burst;
            }
        }
        return first;
    }

    /** When silence ends a frame; never when a character begins before. */
    private long frameEvent() {
        long end = ear.frameEnd();
        for (Burst burst : bursts) {
            if (!burst.heardOut() && burst.nextStart() < end) {
                return Long.MAX_VALUE;
            }
        }
        return end;
    }

    private void hear(Burst burst) {
        long start = burst.nextStart();
        long end = burst.nextEnd();
        int value = collide(burst, start, end, burst.take());
        ear.hear(start, end, sameFormat(burst.settings(), settings) ? value : garbage(value), burst.talker());
        for (WireLink link : links) {
            if (link != burst.talker() && !talking(link, start, end)) {
                link.receive(sameFormat(burst.settings(), link.settings()) ? value : garbage(value));
            }
        }
    }

    /** Two talkers at once: a dominant 0 of either wins, and bits that don't line up are cut. */
    private int collide(Burst burst, long start, long end, int value) {
        int heard = value;
        for (Burst other : bursts) {
            if (other != burst && other.overlaps(start, end)) {
                heard &= other.during(start, end);
                heard ^= (start - other.start()) % burst.settings().characterNanos() == 0 ? 0 : 0x10;
            }
        }
        return heard;
    }

    /** Whoever drives the line does not listen. */
    private boolean talking(WireLink link, long start, long end) {
        for (Burst burst : bursts) {
            if (burst.talker() == link && burst.overlaps(start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameFormat(SerialSettings one, SerialSettings other) {
        return one.baud() == other.baud()
                && one.dataBits() == other.dataBits()
                && one.parity() == other.parity()
                && one.stopBits() == other.stopBits();
    }

    private static int garbage(int value) {
        return (value * 0x9D + 0x35) & 0xFF;
    }

    private void react(long moment) {
        Object talker = ear.talker();
        long requestEnd = ear.lastEnd();
        byte[] frame = ear.take();
        if (frame.length < RtuFrame.MIN) {
            return;
        }
        int unit = frame[0] & 0xFF;
        if (unit == RtuFrame.ADDRESSING_UNIT) {
            overhear(RawFrame.copyOf(frame, 0, frame.length), talker, moment, requestEnd);
            return;
        }
        ParsedRequest request = RequestParser.parse(ByteBuffer.wrap(frame, 1, frame.length - 3));
        for (WireSlave slave : slaves) {
            if (slave != talker && (unit == 0 || slave.unit() == unit)) {
                Optional<Response> answer = slave.answer(request, unit == 0);
                if (answer.isPresent() && unit != 0) {
                    long begin = Math.max(moment, requestEnd + settings.frameSilenceNanos()) + slave.turnaroundNanos();
                    put(slave, settings, frame(unit, answer.get()), begin);
                }
            }
        }
    }

    /** Everybody hears what is for nobody's address; all who have something to say say it at once. */
    private void overhear(RawFrame frame, @Nullable Object talker, long moment, long end) {
        for (WireSlave slave : slaves) {
            Optional<RawFrame> answer = slave == talker ? Optional.empty() : slave.hear(frame, moment);
            if (answer.isPresent()) {
                long begin = Math.max(moment, end + settings.frameSilenceNanos()) + slave.turnaroundNanos();
                put(slave, settings, answer.get().bytes(), begin);
            }
        }
    }

    private static byte[] frame(int unit, Response response) {
        ByteBuffer buffer = ByteBuffer.allocate(RtuFrame.MAX);
        RtuFrame.write(buffer, unit, response);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /**
     * Tells when it pays to look again: when as many characters as wanted will be there or the talkers fall silent, or
     * when slaves may react. A listener wakes up for a lump of characters, as with the FIFO of a real port.
     */
    synchronized long nextFor(WireLink link, int wanted) {
        long soonest = frameEvent();
        int missing = wanted;
        long known = Long.MAX_VALUE;
        for (Iterator<Burst> it = bursts.iterator(); it.hasNext() && missing > 0; ) {
            Burst burst = it.next();
            if (burst.talker() != link && !burst.heardOut()) {
                known = burst.endOf(Math.min(missing, burst.unheard()));
                missing -= burst.unheard();
            }
        }
        Burst own = earliest();
        if (known == Long.MAX_VALUE && own != null) {
            soonest = Math.min(soonest, own.end());
        }
        return Math.min(soonest, known);
    }
}
