package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.util.Arrays;

/** One end of a {@link TimedWire}: what a master holds in place of a serial port. */
final class WireLink implements SerialLink {

    private static final int BUFFER = 4096;
    private static final long GLANCE_NANOS = 2_000_000;

    private final TimedWire wire;
    private final SerialSettings settings;
    private final byte[] received = new byte[BUFFER];
    private int count;
    private volatile boolean closed;

    WireLink(TimedWire wire, SerialSettings settings) {
        this.wire = wire;
        this.settings = settings;
    }

    SerialSettings settings() {
        return settings;
    }

    /** Takes a character; called under the wire's lock. A full buffer loses it, as a port's does. */
    void receive(int value) {
        if (count < received.length) {
            received[count++] = (byte) value;
        }
    }

    @Override
    public long write(byte[] bytes, int offset, int length) throws IOException {
        requireOpen();
        if (length == 0) {
            return timeline().nanos();
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        return wire.send(this, settings, copy, timeline().nanos());
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException, InterruptedException {
        while (true) {
            requireOpen();
            long now = timeline().nanos();
            long next;
            synchronized (wire) {
                wire.advance(now);
                if (count > 0) {
                    return take(buffer, offset, length);
                }
                next = wire.nextFor(this, length);
            }
            if (now >= deadline) {
                return 0;
            }
            long until = Math.min(deadline, next);
            timeline().sleepUntil(wire.shared() ? Math.min(until, now + GLANCE_NANOS) : until);
        }
    }

    private int take(byte[] buffer, int offset, int length) {
        int taken = Math.min(length, count);
        System.arraycopy(received, 0, buffer, offset, taken);
        System.arraycopy(received, taken, received, 0, count - taken);
        count -= taken;
        return taken;
    }

    @Override
    public int discard() throws IOException {
        requireOpen();
        synchronized (wire) {
            wire.advance(timeline().nanos());
            int lost = count;
            count = 0;
            return lost;
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the simulated line " + settings.port() + " was closed");
        }
    }

    @Override
    public Timeline timeline() {
        return wire.timeline();
    }

    @Override
    public void close() {
        closed = true;
        wire.detach(this);
    }
}
