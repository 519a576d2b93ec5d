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

/** The faults of a played site, and what hands do there: plugs, addresses, noise, buttons, exchange. Thread-safe. */
final class Faults implements SimulatorControl {

    private final PlayedSite site;
    private final Map<String, TimedWire> wires;
    private final ConcurrentSkipListSet<Integer> pulled = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListMap<Integer, AddressingSlave> buttons = new ConcurrentSkipListMap<>();

    Faults(PlayedSite site, Map<String, TimedWire> wires) {
        this.site = site;
        this.wires = new TreeMap<>(wires);
    }

    /** Gives a device its button. */
    void button(int address, AddressingSlave slave) {
        buttons.put(address, slave);
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
            site.site().devices().stream()
                    .filter(other -> other.line().equals(one.line()) && site.unit(other.address()) == address)
                    .forEach(other -> site.unit(other.address(), other.address()));
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
        site.unit(second, site.unit(address));
    }

    @Override
    public boolean press(int address) {
        TimedWire wire = wires.get(device(address).line());
        AddressingSlave slave = buttons.get(address);
        if (slave == null || wire == null) {
            throw new IllegalArgumentException("device " + address
                    + " has no address button; Digiware modules, DIRIS B and A-40 on a serial line have one");
        }
        return connected(address) && slave.press(wire.nanos());
    }

    @Override
    public void replace(int address) {
        device(address);
        site.replace(address);
    }

    @Override
    public void transformer(int address, int load, int amperes) {
        device(address);
        if (amperes < 1 || amperes > 65_535) {
            throw new IllegalArgumentException("a primary current is 1 to 65535 A, not " + amperes);
        }
        if (!site.transformer(address, load, amperes)) {
            throw new IllegalArgumentException(
                    "device " + address + " has no load " + load + " with a current transformer to be set");
        }
    }

    @Override
    public void resetCounters(int address) {
        device(address);
        site.clearCounters(address);
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

    @Override
    public List<String> faults() {
        List<String> lines = new ArrayList<>();
        pulled.forEach(address -> lines.add("device " + address + " is unplugged"));
        for (SiteDevice device : site.site().devices()) {
            int unit = site.unit(device.address());
            if (unit != device.address()) {
                lines.add("device " + device.address() + " answers to address " + unit + " instead of its own");
            }
        }
        wires.forEach((name, wire) -> {
            if (wire.noise() > 0) {
                lines.add(String.format(
                        Locale.ROOT, "line %s damages %.3g %% of the characters", name, 100 * wire.noise()));
            }
        });
        return lines;
    }
}
