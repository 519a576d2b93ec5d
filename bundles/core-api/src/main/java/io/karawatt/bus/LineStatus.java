package io.karawatt.bus;

import java.time.Duration;

/**
 * How a line is doing.
 *
 * @param name name of the line.
 * @param kind {@code digiware}, {@code rs485}, {@code modbus-tcp}, {@code rtu-over-tcp}.
 * @param port where it is, with its settings, for example {@code /dev/ttyUSB0 38400 8N1}.
 * @param up whether it can be used.
 * @param reason why not; empty when up.
 * @param busy share of the time since start that the line carried frames or silence they need, 0..1.
 * @param cycle time of the last complete round over all devices; zero before the first.
 * @param counters what happened on the line since start.
 */
public record LineStatus(
        String name,
        String kind,
        String port,
        boolean up,
        String reason,
        double busy,
        Duration cycle,
        Counters counters) {

    /**
     * What happened since start.
     *
     * @param requests transactions begun.
     * @param replies good answers.
     * @param timeouts no answer in time.
     * @param checksums answers with a wrong checksum.
     * @param malformed answers that are no answer to the request: wrong unit, function or length, or nothing but noise.
     * @param implausible sound answers with numbers that their quantities can't have.
     * @param exceptions Modbus exceptions received.
     * @param retries transactions repeated.
     * @param strays what was heard and belonged to no answer.
     */
    public record Counters(
            long requests,
            long replies,
            long timeouts,
            long checksums,
            long malformed,
            long implausible,
            long exceptions,
            long retries,
            Strays strays) {

        /** Nothing happened yet. */
        public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, Strays.NONE);
    }

    /**
     * What was heard and belonged to no answer, by kind. For a device only {@code late}, {@code torn} and
     * {@code collisions} are known.
     *
     * @param discarded all characters thrown away; bytes on TCP.
     * @param late answers to earlier requests that came after their time-out.
     * @param echoes own requests that the adapter gave back.
     * @param noise characters outside any frame.
     * @param torn answers that broke off.
     * @param collisions answers of several devices at once, or a second answer to one request.
     * @param foreign frames of another master on the line: its requests and the answers to them.
     */
    public record Strays(long discarded, long late, long echoes, long noise, long torn, long collisions, long foreign) {

        /** Nothing heard. */
        public static final Strays NONE = new Strays(0, 0, 0, 0, 0, 0, 0);
    }
}
