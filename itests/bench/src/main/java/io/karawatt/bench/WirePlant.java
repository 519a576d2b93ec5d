package io.karawatt.bench;

import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.SerialPorts;
import io.karawatt.line.WireCost;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.simulator.internal.wire.TimedWire;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** 32 meters on a timed wire, in real or in virtual time. */
final class WirePlant implements SerialLinks {

    static final int DEVICES = 32;
    static final String LINE = "bench";

    private final SerialSettings settings;
    private final Timeline timeline;
    private final InstantSource clock;
    private final TimedWire wire;
    private final List<BenchMeter> meters = new ArrayList<>();

    /**
     * Makes a plant in real time.
     *
     * @param baud speed.
     */
    WirePlant(int baud) {
        this(baud, Timeline.SYSTEM, Clock.systemUTC(), unit -> BenchSite.TURNAROUND::toNanos, BenchMeter.Hearer.NOBODY);
    }

    /**
     * Makes a plant in virtual time.
     *
     * @param baud speed.
     * @param time the time.
     * @param turnarounds how long each meter thinks.
     * @param hearer is told of each read that is answered.
     */
    WirePlant(int baud, VirtualTime time, IntFunction<LongSupplier> turnarounds, BenchMeter.Hearer hearer) {
        this(baud, time, time, turnarounds, hearer);
    }

    WirePlant(
            int baud,
            Timeline timeline,
            InstantSource clock,
            IntFunction<LongSupplier> turnarounds,
            BenchMeter.Hearer hearer) {
        this.settings = SerialSettings.of("sim:bench", baud, "8N1");
        this.timeline = timeline;
        this.clock = clock;
        this.wire = new TimedWire(settings, timeline, 1);
        for (int unit = 1; unit <= DEVICES; unit++) {
            BenchMeter meter = new BenchMeter(unit, turnarounds.apply(unit), hearer);
            meters.add(meter);
            wire.add(meter);
        }
    }

    SerialSettings settings() {
        return settings;
    }

    /**
     * Tells what the wire alone needs.
     *
     * @param settings of the line.
     * @param registers of one read.
     * @return both silences and the usual turnaround included, in seconds.
     */
    static double secondsPerRead(SerialSettings settings, int registers) {
        return WireCost.serial(settings).readNanos(registers, BenchSite.TURNAROUND) / 1e9;
    }

    /** Damages characters from now on. */
    void noise(double probability) {
        wire.noise(probability);
    }

    /** Pulls plugs, evenly spread, so that dead and living stand side by side. */
    void kill(int devices) {
        for (int i = 0; i < devices; i++) {
            meters.get(i * DEVICES / devices).kill();
        }
    }

    boolean dead(int unit) {
        return meters.get(unit - 1).dead();
    }

    @Override
    public boolean knows(String port) {
        return port.equals(settings.port());
    }

    @Override
    public SerialLink open(SerialSettings wanted) throws IOException {
        return wire.attach(wanted).orElseThrow(() -> new IOException("the bench's wire has no room left"));
    }

    /**
     * Makes a line that reads the plant; it is not started yet.
     *
     * @param sink takes what it reads.
     * @param periods how often.
     * @return the line, without devices.
     */
    LineEngine line(BenchSink sink, LineSettings.Periods periods) {
        return line(settings, this, sink, timeline, clock, periods);
    }

    /** Makes a line on any serial port. */
    static LineEngine line(
            SerialSettings settings,
            SerialLinks links,
            BenchSink sink,
            Timeline timeline,
            InstantSource clock,
            LineSettings.Periods periods) {
        LineSettings line = new LineSettings(
                LINE,
                "rs485",
                settings.toString(),
                WireCost.serial(settings),
                periods,
                LineSettings.Patience.SERIAL,
                LineSettings.Limits.SERIAL);
        return new LineEngine(line, new LineContext(new SerialPorts(settings, links), sink, sink, timeline, clock));
    }

    /** Periods of a bench: only fast and slow groups are read. */
    static LineSettings.Periods periods(Duration fast, Duration slow) {
        return new LineSettings.Periods(fast, slow, Duration.ofSeconds(60));
    }
}
