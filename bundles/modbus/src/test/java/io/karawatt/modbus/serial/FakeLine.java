package io.karawatt.modbus.serial;

import io.karawatt.modbus.frame.Hex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A line on a timeline of its own: characters arrive at moments the test sets; waiting costs no time. */
public final class FakeLine implements SerialLink {

    private final TreeMap<Long, List<Byte>> arrivals = new TreeMap<>();
    private final List<String> written = new ArrayList<>();
    private final List<Long> writeTimes = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final SerialSettings settings;
    private long now = 1_000_000_000;
    private boolean echoing;
    private boolean gone;
    private boolean closed;

    private record Answer(long afterNanos, String hex) {}

    public FakeLine(SerialSettings settings) {
        this.settings = settings;
    }

    /** Characters that arrive one after the other, the first of them complete one character time after a moment. */
    public FakeLine arrive(long at, String hex) {
        long time = at;
        for (byte value : Hex.bytes(hex)) {
            time += settings.characterNanos();
            arrivals.computeIfAbsent(time, key -> new ArrayList<>()).add(value);
        }
        return this;
    }

    /** What follows the next write that has no answer yet, so long after its last stop bit. */
    public FakeLine answer(long afterNanos, String hex) {
        answers.add(new Answer(afterNanos, hex));
        return this;
    }

    /** From now on the line gives back what is written. */
    public FakeLine echoing() {
        echoing = true;
        return this;
    }

    public FakeLine unplug() {
        gone = true;
        return this;
    }

    public List<String> written() {
        return written;
    }

    /** When each write began. */
    public List<Long> writeTimes() {
        return writeTimes;
    }

    public boolean isClosed() {
        return closed;
    }

    public long now() {
        return now;
    }

    @Override
    public long write(byte[] bytes, int offset, int length) throws IOException {
        check();
        byte[] copy = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
        String hex = Hex.text(copy, length);
        written.add(hex);
        writeTimes.add(now);
        if (echoing) {
            arrive(now, hex);
        }
        long end = now + length * settings.characterNanos();
        if (!answers.isEmpty()) {
            Answer answer = answers.remove(0);
            arrive(end + answer.afterNanos(), answer.hex());
        }
        return end;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException {
        check();
        if (arrivals.isEmpty() || arrivals.firstKey() > Math.max(now, deadline)) {
            now = Math.max(now, deadline);
            return 0;
        }
        now = Math.max(now, arrivals.firstKey());
        int count = 0;
        while (count < length && !arrivals.isEmpty() && arrivals.firstKey() <= now) {
            List<Byte> values = arrivals.firstEntry().getValue();
            buffer[offset + count++] = values.remove(0);
            if (values.isEmpty()) {
                arrivals.pollFirstEntry();
            }
        }
        return count;
    }

    @Override
    public int discard() throws IOException {
        return read(new byte[4096], 0, 4096, now);
    }

    private void check() throws IOException {
        if (gone) {
            throw new IOException("the line is gone");
        }
    }

    @Override
    public Timeline timeline() {
        return new Timeline() {
            @Override
            public long nanos() {
                return now;
            }

            @Override
            public void sleepUntil(long nanos) {
                now = Math.max(now, nanos);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
