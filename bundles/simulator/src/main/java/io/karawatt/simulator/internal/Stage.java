package io.karawatt.simulator.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.wire.TimedWire;
import io.karawatt.site.SimulatedSite;
import io.karawatt.site.SimulatorControl;
import io.karawatt.topology.Device;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A played site with its wires: what drivers open, consoles control and the truth port answers from. */
public final class Stage implements SimulatedSite, SerialLinks {

    /** Ports of simulated lines begin with this. */
    public static final String SCHEME = "sim:";

    private final PlayedSite site;
    private final Map<String, TimedWire> wires = new TreeMap<>();
    private final Faults faults;
    private final String truth;

    /**
     * Hangs the meters of a site on wires.
     *
     * @param site the site.
     * @param timeline the time the wires live in.
     * @param truth address of the truth port, where lines over TCP are found; may be empty.
     */
    public Stage(PlayedSite site, Timeline timeline, String truth) {
        this(site, line -> timeline, truth);
    }

    /**
     * Hangs the meters of a site on wires that need not share their time.
     *
     * @param site the site.
     * @param timelines the time in which the wire of a line lives, by name of the line; asked once for each.
     * @param truth address of the truth port, where lines over TCP are found; may be empty.
     */
    public Stage(PlayedSite site, Function<String, Timeline> timelines, String truth) {
        this.site = site;
        this.truth = truth;
        for (SiteLine line : site.site().lines()) {
            if (line.serial()) {
                long seed = site.site().seed() * 31 + line.name().hashCode();
                wires.put(
                        line.name(),
                        new TimedWire(settings(line, SCHEME + line.name()), timelines.apply(line.name()), seed));
            }
        }
        this.faults = new Faults(site, wires);
        for (SiteDevice device : site.site().devices()) {
            TimedWire wire = wires.get(device.line());
            if (wire != null) {
                wire.add(new MeterOnWire(
                        site, faults, device.address(), turnaroundNanos(site, device), addressing(device.address())));
            }
        }
    }

    /** Only devices whose profile says so can be addressed automatically. */
    private @Nullable AddressingSlave addressing(int address) {
        if (!site.profile(address).can("autoAddressable")) {
            return null;
        }
        AddressingSlave slave = new AddressingSlave(
                () -> site.netId(address), () -> site.unit(address), unit -> site.unit(address, unit));
        faults.button(address, slave);
        return slave;
    }

    /**
     * Returns speed and character format of a line.
     *
     * @param line a line of characters.
     * @param port name of the port.
     * @return the settings.
     */
    static SerialSettings settings(SiteLine line, String port) {
        return SerialSettings.of(port, line.baud(), line.format());
    }

    /** Time a device takes to answer: what the site file says of its line, else what its profile says. */
    static long turnaroundNanos(PlayedSite site, SiteDevice device) {
        int ofLine = site.site().line(device.line()).map(SiteLine::turnaroundMs).orElse(-1);
        int ms = ofLine >= 0 ? ofLine : site.profile(device.address()).limits().turnaroundMs();
        return ms * 1_000_000L;
    }

    /**
     * Returns the switches of the site's faults.
     *
     * @return for the console.
     */
    public SimulatorControl control() {
        return faults;
    }

    /**
     * Returns a wire.
     *
     * @param line name of the line.
     * @return the wire, or empty when there is none of that name.
     */
    public Optional<TimedWire> wire(String line) {
        return Optional.ofNullable(wires.get(line));
    }

    /**
     * Answers for the truth port: as the meter itself, whatever faults its wire has. Only a meter that has no other way
     * to be reached is gone when its plug is pulled.
     *
     * @param unit unit id.
     * @param request the request.
     * @return the answer, or empty when nobody answers.
     */
    public Optional<Response> truth(int unit, ParsedRequest request) {
        Optional<SiteDevice> device = site.site().devices().stream()
                .filter(one -> one.address() == unit)
                .findFirst();
        boolean there = device.isPresent() && (wires.containsKey(device.get().line()) || faults.connected(unit));
        return there ? Optional.of(site.answer(unit, request)) : Optional.empty();
    }

    @Override
    public String name() {
        return site.site().name();
    }

    @Override
    public List<SimulatedLine> lines() {
        return site.site().lines().stream()
                .map(line -> new SimulatedLine(
                        line.name(),
                        line.kind(),
                        line.serial() ? SCHEME + line.name() : truth,
                        line.baud(),
                        line.format()))
                .toList();
    }

    @Override
    public List<Device> devices() {
        return site.devices();
    }

    @Override
    public boolean knows(String port) {
        return port.startsWith(SCHEME);
    }

    @Override
    public SerialLink open(SerialSettings settings) throws IOException {
        String name = settings.port().startsWith(SCHEME) ? settings.port().substring(SCHEME.length()) : "";
        TimedWire wire = wires.get(name);
        if (wire == null) {
            throw new IOException("the simulated site has no line '" + settings.port() + "'; it has "
                    + String.join(
                            ", ", wires.keySet().stream().map(SCHEME::concat).toList()));
        }
        return wire.attach(settings)
                .orElseThrow(() -> new IOException("line " + settings.port() + " has 16 masters already; close one"));
    }
}
