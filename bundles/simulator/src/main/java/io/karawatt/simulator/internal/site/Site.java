package io.karawatt.simulator.internal.site;

import io.karawatt.simulator.internal.physics.CalendarEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A site as its file describes it.
 *
 * @param name name of the site.
 * @param seed where all chance comes from.
 * @param speed how many seconds pass at the site in one of ours, 0.01..3600.
 * @param zone where it is; loads follow its local time.
 * @param supply what its supply is made for.
 * @param commissioned when its meters began to count.
 * @param lines its lines, in the order of the file.
 * @param devices its devices, in rising order of address.
 * @param calendar disturbances of every day.
 * @param network gateways and supervisors; {@link Network#NONE} when all lines lead to one gateway.
 */
public record Site(
        String name,
        long seed,
        double speed,
        ZoneId zone,
        Supply supply,
        LocalDate commissioned,
        List<SiteLine> lines,
        List<SiteDevice> devices,
        List<CalendarEvent> calendar,
        Network network) {

    /** Slowest and fastest speed. */
    public static final double MIN_SPEED = 0.01;

    /** See {@link #MIN_SPEED}. */
    public static final double MAX_SPEED = 3600;

    /** Copies the lists. */
    public Site {
        lines = List.copyOf(lines);
        devices = List.copyOf(devices);
        calendar = List.copyOf(calendar);
    }

    /**
     * Finds a line.
     *
     * @param lineName its name.
     * @return the line, or empty.
     */
    public Optional<SiteLine> line(String lineName) {
        return lines.stream().filter(line -> line.name().equals(lineName)).findFirst();
    }

    /**
     * The same site with another seed and speed.
     *
     * @param newSeed where all chance comes from.
     * @param newSpeed 0.01..3600.
     * @return the site.
     */
    public Site with(long newSeed, double newSpeed) {
        return new Site(name, newSeed, newSpeed, zone, supply, commissioned, lines, devices, calendar, network);
    }

    /**
     * The site as a master of some of its lines finds it: with those lines only, and on them all that hangs there or is
     * let through by a gateway that answers there, the gateway included.
     *
     * @param masterOf names of the lines.
     * @return a site without gateways.
     */
    public Site seenFrom(List<String> masterOf) {
        return Outlook.of(this, masterOf);
    }

    /**
     * The site as one gateway can play it: the one nearest to the supervisors.
     *
     * @return this site when it mentions no gateways; else what {@link Network#top} finds.
     */
    public Site seenFromTop() {
        return network.equals(Network.NONE) ? this : seenFrom(network.top());
    }

    /**
     * What a supply is made for.
     *
     * @param voltage phase to neutral, V, 50..400.
     * @param frequency 50 or 60 Hz.
     * @param directVoltage direct-current bus, V, 12..1000.
     */
    public record Supply(double voltage, double frequency, double directVoltage) {}

    /**
     * A line.
     *
     * @param name its name.
     * @param kind {@code digiware}, {@code rs485} or {@code modbus-tcp}.
     * @param baud bit/s; 0 for TCP.
     * @param format for example {@code 8N1}; empty for TCP.
     * @param turnaroundMs time the meters take to answer, ms; -1: as their profiles say.
     */
    public record SiteLine(String name, String kind, int baud, String format, int turnaroundMs) {

        /** Kind of a line over Ethernet. */
        public static final String TCP = "modbus-tcp";

        /**
         * Tells whether it is a line of characters.
         *
         * @return false for TCP.
         */
        public boolean serial() {
            return !kind.equals(TCP);
        }
    }

    /**
     * A device.
     *
     * @param address Modbus address by which the site knows it, 1..247.
     * @param unit Modbus address to which it answers at first, 1..247; several may share one.
     * @param key short name, for example {@code i35-9}.
     * @param reference product reference, key of its profile.
     * @param name what people call it.
     * @param line name of its line.
     * @param area where it stands; may be empty.
     * @param loads its loads in rising order of number.
     * @param inputs what hangs on its inputs, in rising order of number.
     * @param fileLine line in the file, for messages.
     */
    public record SiteDevice(
            int address,
            int unit,
            String key,
            String reference,
            String name,
            String line,
            String area,
            List<SiteLoad> loads,
            List<SiteInput> inputs,
            int fileLine) {

        /** Copies the lists. */
        public SiteDevice {
            loads = List.copyOf(loads);
            inputs = List.copyOf(inputs);
        }

        /** The same device as found on another line. */
        SiteDevice on(String otherLine) {
            return new SiteDevice(address, unit, key, reference, name, otherLine, area, loads, inputs, fileLine);
        }
    }

    /**
     * A load.
     *
     * @param number as the device counts, 1..n.
     * @param name what people call it, at most 32 characters.
     * @param type wiring, for example {@code 3P+N-3CT}.
     * @param kind class of {@code load-classes.csv}.
     * @param watts nominal power, W.
     * @param phase phase of the supply its first line hangs on, 1..3.
     */
    public record SiteLoad(int number, String name, String type, String kind, double watts, int phase) {}

    /**
     * What hangs on an input.
     *
     * @param number as the device counts, 1..n.
     * @param name what people call it, at most 32 characters.
     * @param medium row of {@code media.csv}.
     */
    public record SiteInput(int number, String name, String medium) {}
}
