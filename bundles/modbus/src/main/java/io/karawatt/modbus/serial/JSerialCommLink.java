package io.karawatt.modbus.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One open port.
 *
 * <p>Waiting has two ways, because the driver's own time-out only counts in tenths of a second: far from the deadline
 * the thread waits inside the driver, which wakes it with the first character; near the deadline it looks, parks, and
 * looks again: every two characters at first, then ever more seldom, down to once a millisecond. Neither spins.
 */
final class JSerialCommLink implements SerialLink {

    /** Waiting in the driver must not overrun the deadline: its slice, and some for the timer's own grain. */
    private static final long BLOCKING_NANOS = (JSerialCommLinks.SLICE_MS + 10) * 1_000_000L;

    private static final long SHORTEST_PARK_NANOS = 100_000;
    private static final long LONGEST_PARK_NANOS = 1_000_000;
    private static final long CLOSE_WAIT_MS = 1_000;

    private final SerialPort port;
    private final String name;
    private final long characterNanos;
    private final long parkNanos;
    private final Timeline timeline = Timeline.SYSTEM;
    private final byte[] scrap = new byte[512];

    /** Held while inside the driver, so that nobody closes a file that is being read. */
    private final ReentrantLock driver = new ReentrantLock();

    private volatile boolean closed;
    private long lineFree;

    JSerialCommLink(SerialPort port, SerialSettings settings) {
        this.port = port;
        this.name = settings.port();
        this.characterNanos = settings.characterNanos();
        this.parkNanos = Math.min(Math.max(2 * characterNanos, SHORTEST_PARK_NANOS), LONGEST_PARK_NANOS);
        this.lineFree = timeline.nanos();
    }

    @Override
    public long write(byte[] bytes, int offset, int length) throws IOException {
        driver.lock();
        try {
            ensureOpen();
            long begin = Math.max(timeline.nanos(), lineFree);
            if (port.writeBytes(bytes, length, offset) != length) {
                throw gone("does not take characters any more");
            }
            lineFree = begin + length * characterNanos;
            return lineFree;
        } finally {
            driver.unlock();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException, InterruptedException {
        long start = timeline.nanos();
        while (true) {
            long begin = timeline.nanos();
            boolean far = deadline - begin > BLOCKING_NANOS;
            int count = far ? waitInDriver(buffer, offset, length) : take(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long now = timeline.nanos();
            if (deadline - now <= 0) {
                return 0;
            }
            if (!far || now - begin < SHORTEST_PARK_NANOS) {
                long park = Math.min(Math.max((now - start) / 8, parkNanos), LONGEST_PARK_NANOS);
                timeline.sleepUntil(Math.min(deadline, now + park));
            }
        }
    }

    private int waitInDriver(byte[] buffer, int offset, int length) throws IOException {
        driver.lock();
        try {
            ensureOpen();
            int count = port.readBytes(buffer, length, offset);
            if (count < 0) {
                throw gone("is gone");
            }
            return count;
        } finally {
            driver.unlock();
        }
    }

    /** Takes what is there without waiting. */
    private int take(byte[] buffer, int offset, int length) throws IOException {
        driver.lock();
        try {
            ensureOpen();
            int there = ensureAlive();
            if (there == 0) {
                return 0;
            }
            int count = port.readBytes(buffer, Math.min(there, length), offset);
            if (count < 0) {
                throw gone("is gone");
            }
            return count;
        } finally {
            driver.unlock();
        }
    }

    @Override
    public int discard() throws IOException {
        int total = 0;
        for (int count = take(scrap, 0, scrap.length); count > 0; count = take(scrap, 0, scrap.length)) {
            total += count;
            if (total >= 16 * scrap.length) {
                break; // a babbling line must not hold the caller for ever
            }
        }
        return total;
    }

    private int ensureAlive() throws IOException {
        int there = port.bytesAvailable();
        if (there < 0) {
            throw gone("is gone");
        }
        return there;
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new IOException("serial port " + name + " is closed");
        }
    }

    private IOException gone(String what) {
        return new IOException("serial port " + name + " " + what + " (system error " + port.getLastErrorCode()
                + "): is the adapter still plugged in?");
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public void close() {
        closed = true;
        boolean held = false;
        try {
            // A reader leaves the driver within one slice; a writer may hang, and closing is what frees it.
            held = driver.tryLock(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            port.closePort();
        } finally {
            if (held) {
                driver.unlock();
            }
        }
    }
}
