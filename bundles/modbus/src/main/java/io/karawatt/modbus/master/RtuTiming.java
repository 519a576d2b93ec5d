package io.karawatt.modbus.master;

import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;

/**
 * What RTU frames take and need on the medium that carries them.
 *
 * @param characterNanos how long one character takes, in nanoseconds; 0 where that does not matter.
 * @param silenceNanos silence before each frame, in nanoseconds.
 * @param gap longest silence inside an answer; a longer one makes it a torn frame.
 */
public record RtuTiming(long characterNanos, long silenceNanos, Duration gap) {

    /** Time for all to obey a broadcast (Modbus over Serial Line V1.02 §2.4.1: 100 to 200 ms). */
    static final long OBEY_NANOS = 100_000_000;

    /** Silence that ends what is listened to: adapters deliver characters in lumps up to 16 ms apart. */
    static final long LISTENED_OUT_NANOS = 20_000_000;

    /** How long a line may babble before a request is given up. */
    static final long BABBLE_NANOS = 1_000_000_000;

    /** While an answer comes in, rests up to this are slept through whole; longer ones one half at a time. */
    private static final long LEAST_NAP_NANOS = 4_000_000;

    /** Longest silence inside an answer on a serial line: adapters deliver characters in lumps up to 16 ms apart. */
    private static final Duration SERIAL_GAP = Duration.ofMillis(100);

    /** Longest silence inside an answer over a network: a lost packet is sent again after 200 ms and more. */
    private static final Duration NETWORK_GAP = Duration.ofSeconds(1);

    /** Takes at least the silence of a frame as gap. */
    public RtuTiming {
        if (characterNanos < 0 || silenceNanos < 0) {
            throw new IllegalArgumentException("characters and silences take 0 ns or more");
        }
        gap = gap.toNanos() < silenceNanos ? Duration.ofNanos(silenceNanos) : gap;
    }

    /**
     * The timing of a serial line (Modbus over Serial Line V1.02 §2.5.1.1).
     *
     * @param settings speed and character format.
     * @return its characters and 3.5 characters of silence.
     */
    public static RtuTiming serial(SerialSettings settings) {
        return new RtuTiming(settings.characterNanos(), settings.frameSilenceNanos(), SERIAL_GAP);
    }

    /**
     * The timing of a TCP connection that carries RTU frames: characters come as packets bring them, and no silence
     * parts the frames.
     *
     * @return network timing.
     */
    public static RtuTiming network() {
        return new RtuTiming(0, 0, NETWORK_GAP);
    }

    /**
     * Says how long to sleep while characters come in: a wake-up for each would cost more than it gives. A long rest is
     * halved, so that a line faster than it says, such as a pty, is not held up for all of it.
     *
     * @param characters how many are still to come.
     * @return nanoseconds from the last that came.
     */
    long nap(int characters) {
        long rest = characters * characterNanos;
        return Math.min(rest, Math.max(rest / 2, LEAST_NAP_NANOS));
    }
}
