package io.karawatt.proto.modbus.internal;

import com.ghgande.j2mod.modbus.util.ModbusUtil;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A serial line in the time of the test: frames arrive and things happen at moments set before; when the script is at
 * its end the line is gone.
 */
final class ScriptedLine implements SerialLink {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final FakeTime time;
    private final long characterNanos;
    private final TreeMap<Long, List<Byte>> arrivals = new TreeMap<>();
    private final TreeMap<Long, Runnable> happenings = new TreeMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private long end;

    ScriptedLine(FakeTime time, SerialSettings settings) {
        this.time = time;
        this.characterNanos = settings.characterNanos();
    }

    /** What was sent, and when it began. */
    record Sent(String hex, Duration at) {}

    /** A frame arrives, complete with its checksum; its last character is there at the moment given. */
    ScriptedLine heard(Duration lastCharacter, String hex) {
        byte[] frame = HEX.parseHex(hex);
        for (int i = 0; i < frame.length; i++) {
            long at = lastCharacter.toNanos() - (frame.length - 1 - i) * characterNanos;
            arrivals.computeIfAbsent(at, key -> new ArrayList<>()).add(frame[i]);
        }
        return until(lastCharacter);
    }

    /** Something happens elsewhere in the gateway. */
    ScriptedLine meanwhile(Duration at, Runnable what) {
        happenings.put(at.toNanos(), what);
        return until(at);
    }

    /** The line lasts at least one second longer than this. */
    ScriptedLine until(Duration at) {
        end = Math.max(end, at.plusSeconds(1).toNanos());
        return this;
    }

    List<Sent> sent() {
        return sent;
    }

    List<String> frames() {
        return sent.stream().map(Sent::hex).toList();
    }

    /** Adds the checksum, as another Modbus library computes it. */
    static String sealed(String hex) {
        byte[] frame = HEX.parseHex(hex);
        int[] crc = ModbusUtil.calculateCRC(frame, 0, frame.length);
        return String.format("%s %02X %02X", hex, crc[0], crc[1]);
    }

    private void moveTo(long moment) {
        while (!happenings.isEmpty() && happenings.firstKey() <= moment) {
            advance(happenings.firstKey());
            happenings.pollFirstEntry().getValue().run();
        }
        advance(moment);
    }

    private void advance(long moment) {
        if (moment > time.getAsLong()) {
            time.advance(Duration.ofNanos(moment - time.getAsLong()));
        }
    }

    @Override
    public long write(byte[] bytes, int offset, int length) {
        sent.add(new Sent(HEX.formatHex(bytes, offset, offset + length), Duration.ofNanos(time.getAsLong())));
        return time.getAsLong() + length * characterNanos;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException {
        if (arrivals.isEmpty() || arrivals.firstKey() > Math.max(deadline, time.getAsLong())) {
            moveTo(deadline);
            if (time.getAsLong() > end) {
                throw new IOException("the script is at its end");
            }
            return 0;
        }
        moveTo(arrivals.firstKey());
        List<Byte> values = arrivals.firstEntry().getValue();
        buffer[offset] = values.remove(0);
        if (values.isEmpty()) {
            arrivals.pollFirstEntry();
        }
        return 1;
    }

    @Override
    public int discard() {
        return 0;
    }

    @Override
    public Timeline timeline() {
        return new Timeline() {
            @Override
            public long nanos() {
                return time.getAsLong();
            }

            @Override
            public void sleepUntil(long nanos) {
                moveTo(nanos);
            }
        };
    }

    @Override
    public void close() {}
}
