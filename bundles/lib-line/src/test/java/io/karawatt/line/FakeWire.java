package io.karawatt.line;

import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A wire with slaves that answer any read of holding registers; characters take their time. */
final class FakeWire implements SerialLinks, SerialLink {

    private record Timed(long at, byte value) {}

    /** What a slave puts on the wire, and how many nanoseconds after the request. */
    static final class Reply {

        private final byte[] bytes;
        private final long delay;

        Reply(byte[] bytes, long delay) {
            this.bytes = bytes.clone();
            this.delay = delay;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        long delay() {
            return delay;
        }
    }

    private final VirtualTimeline time;
    private final long character;
    private final long silence;
    private final Deque<Timed> coming = new ArrayDeque<>();
    private final Deque<UnaryOperator<Reply>> tricks = new ArrayDeque<>();
    private IntToLongFunction turnaround = unit -> 5_000_000;
    private boolean gone;

    FakeWire(VirtualTimeline time, SerialSettings settings) {
        this.time = time;
        this.character = settings.characterNanos();
        this.silence = settings.frameSilenceNanos();
    }

    /** Spoils the next answers, one after the other. */
    Deque<UnaryOperator<Reply>> tricks() {
        return tricks;
    }

    /** Somebody else talks now, while the line is at rest. */
    void overhear(String hex) {
        for (byte value : HexFormat.ofDelimiter(" ").parseHex(hex)) {
            coming.add(new Timed(time.nanos(), value));
        }
    }

    /** Sets how many nanoseconds a unit takes to answer; 5 ms if not set. */
    void turnaround(IntToLongFunction ofUnit) {
        turnaround = ofUnit;
    }

    void unplug(boolean now) {
        gone = now;
    }

    /** Every register tells its unit and its address, so that a shifted answer shows. */
    static int content(int unit, int address) {
        return unit << 8 | (address & 0xFF);
    }

    @Override
    public boolean knows(String port) {
        return true;
    }

    @Override
    public SerialLink open(SerialSettings settings) throws IOException {
        ensureThere();
        return this;
    }

    private void ensureThere() throws IOException {
        if (gone) {
            throw new IOException("serial port fake is gone");
        }
    }

    @Override
    public long write(byte[] bytes, int offset, int length) throws IOException {
        ensureThere();
        long end = time.nanos() + length * character;
        ByteBuffer request = ByteBuffer.wrap(bytes, offset, length);
        int unit = request.get() & 0xFF;
        request.get();
        int address = request.getShort() & 0xFFFF;
        int[] words = new int[request.getShort()];
        Arrays.setAll(words, i -> content(unit, address + i));
        ByteBuffer frame = ByteBuffer.allocate(RtuFrame.MAX);
        RtuFrame.write(frame, unit, new Response.ReadRegisters(3, Registers.of(words)));
        Reply reply = new Reply(Arrays.copyOf(frame.array(), frame.position()), turnaround.applyAsLong(unit));
        UnaryOperator<Reply> trick = tricks.poll();
        Reply spoilt = trick == null ? reply : trick.apply(reply);
        put(spoilt, end);
        return end;
    }

    private void put(@Nullable Reply reply, long end) {
        if (reply != null) {
            long at = end + silence + reply.delay;
            for (byte value : reply.bytes) {
                at += character;
                coming.add(new Timed(at, value));
            }
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException {
        ensureThere();
        Timed first = coming.peek();
        if (first == null || first.at > Math.max(deadline, time.nanos())) {
            time.sleepUntil(deadline);
            return 0;
        }
        time.sleepUntil(first.at);
        int count = 0;
        for (Timed next = first; next != null && next.at <= time.nanos() && count < length; next = coming.peek()) {
            buffer[offset + count++] = coming.remove().value;
        }
        return count;
    }

    @Override
    public int discard() throws IOException {
        ensureThere();
        int count = 0;
        for (Timed next = coming.peek(); next != null && next.at <= time.nanos(); next = coming.peek()) {
            coming.remove();
            count++;
        }
        return count;
    }

    @Override
    public Timeline timeline() {
        return time;
    }

    @Override
    public void close() {
        coming.clear();
    }
}
