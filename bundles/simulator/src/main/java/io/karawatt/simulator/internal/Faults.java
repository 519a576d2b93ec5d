package io.karawatt.simulator.internal;

import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.wire.TimedWire;
import io.karawatt.site.SimulatorControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The faults of a played site: pulled plugs, doubled addresses, noise. Thread-safe. */
final class Faults implements SimulatorControl {

    private final PlayedSite site;
    private final Map<String, TimedWire> wires;
    private final ConcurrentSkipListSet<Integer> pulled = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListMap<Integer, Integer> doubled = new ConcurrentSkipListMap<>();

    Faults(PlayedSite site, Map<String, TimedWire> wires) {
        this.site = site;
        this.wires = new TreeMap<>(wires);
    }

    @Override
    public void connect(int address, boolean connected) {
        device(address);
        if (connected) {
            pulled.remove(address);
        } else {
            pulled.add(address);
        }
    }

    @Override
    public void noise(String line, double probability) {
        TimedWire wire = wires.get(line);
        if (wire == null) {
            throw new IllegalArgumentException(
                    "there is no wire '" + line + "'; choose one of " + String.join(", ", wires.keySet()));
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("noise is a probability of 0 to 1, not " + probability);
        }
        wire.noise(probability);
    }

    @Override
    public void duplicate(int address, int second) {
        SiteDevice one = device(address);
        if (address == second) {
            doubled.values().removeIf(other -> other == address);
            return;
        }
        SiteDevice other = device(second);
        if (!one.line().equals(other.line())) {
            throw new IllegalArgumentException("devices " + address + " and " + second + " hang on different lines ("
                    + one.line() + ", " + other.line() + "); only devices of one line can collide");
        }
        if (site.site().line(one.line()).filter(SiteLine::serial).isEmpty()) {
            throw new IllegalArgumentException("line " + one.line() + " is no wire; devices on TCP do not collide");
        }
        doubled.put(second, address);
    }

    private SiteDevice device(int address) {
        return site.site().devices().stream()
                .filter(device -> device.address() == address)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the site has no device with address " + address));
    }

    /** Whether a device answers. */
    boolean connected(int address) {
        return !pulled.contains(address);
    }

    /** The address to which a device answers now. */
    int unitOf(int address) {
        return doubled.getOrDefault(address, address);
    }

    @Override
    public List<String> faults() {
        List<String> lines = new ArrayList<>();
        pulled.forEach(address -> lines.add("device " + address + " is unplugged"));
        doubled.forEach((second, first) ->
                lines.add("device " + second + " answers to address " + first + " instead of its own"));
        wires.forEach((name, wire) -> {
            if (wire.noise() > 0) {
                lines.add(String.format(
                        Locale.ROOT, "line %s damages %.3g %% of the characters", name, 100 * wire.noise()));
            }
        });
        return lines;
    }
}
