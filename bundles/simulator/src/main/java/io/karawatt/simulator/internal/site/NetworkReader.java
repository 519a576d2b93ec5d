package io.karawatt.simulator.internal.site;

import io.karawatt.simulator.internal.site.Network.SiteGateway;
import io.karawatt.simulator.internal.site.Network.Supervisor;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the gateways and supervisors of a site file; what contradicts itself is refused. */
final class NetworkReader {

    private static final int MOST = 64;
    private static final Set<String> PRODUCTS =
            new TreeSet<>(Set.of(SiteGateway.INTERFACE, "D-50", "D-50v2", "D-70", "M-50", "M-70"));

    private final Map<String, SiteLine> lines = new LinkedHashMap<>();
    private final Set<Integer> addresses = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> masters = new HashMap<>();
    private final List<SiteGateway> gateways = new ArrayList<>();

    NetworkReader(List<SiteLine> lines, List<SiteDevice> devices) {
        lines.forEach(line -> this.lines.put(line.name(), line));
        devices.forEach(device -> {
            addresses.add(device.address());
            names.add(device.key());
        });
    }

    Network read(YamlMap root) throws SiteFileException {
        List<YamlMap> maps = root.maps("gateways", "a gateway", MOST);
        for (YamlMap map : maps) {
            gateways.add(gateway(map));
        }
        List<Supervisor> supervisors = new ArrayList<>();
        for (YamlMap map : root.maps("supervisors", "a supervisor", MOST)) {
            supervisors.add(supervisor(map));
        }
        Network network = new Network(gateways, supervisors);
        if (!gateways.isEmpty() || !supervisors.isEmpty()) {
            for (String line : lines.keySet()) {
                if (!masters.containsKey(line)) {
                    throw root.fault(
                            "lines",
                            "nobody reads line '" + line + "'; add it under 'master' of a gateway or supervisor");
                }
            }
        }
        for (int i = 0; i < maps.size(); i++) {
            requireNoCircle(maps.get(i), gateways.get(i));
        }
        return network;
    }

    private SiteGateway gateway(YamlMap map) throws SiteFileException {
        String name = map.text("name", 32);
        if (!name.matches("[a-z0-9][a-z0-9-]*") || !names.add(name)) {
            throw map.fault("name", "'" + name + "' is used twice or no name: use lower-case letters, digits and '-'");
        }
        String product = map.oneOf("product", PRODUCTS);
        boolean transparent = product.equals(SiteGateway.INTERFACE);
        int address = transparent ? 0 : (int) map.whole("address", 1, 247);
        if (!transparent && !addresses.add(address)) {
            throw map.fault(
                    "address", "address " + address + " is taken; addresses are unique at a site, give it a free one");
        }
        List<String> master = master(map, name);
        List<String> slave = known(map, "slave");
        for (String line : slave) {
            if (kind(line).equals("digiware")) {
                throw map.fault("slave", "a gateway answers on RS485 or Ethernet, not on Digiware bus '" + line + "'");
            }
        }
        boolean bridge = slave.size() == 1
                && kind(slave.get(0)).equals("rs485")
                && master.stream().allMatch(line -> kind(line).equals("digiware"));
        if (transparent && !bridge) {
            throw map.fault(
                    "product",
                    SiteGateway.INTERFACE + " is master of Digiware buses and slave of one RS485 line; correct 'master'"
                            + " and 'slave', or choose a gateway");
        }
        map.done();
        return new SiteGateway(name, product, address, master, slave);
    }

    private Supervisor supervisor(YamlMap map) throws SiteFileException {
        String name = map.text("name", 64);
        String inside = map.optional("inside", 32).orElse("");
        if (!inside.isEmpty()) {
            SiteGateway host = gateways.stream()
                    .filter(one -> one.name().equals(inside))
                    .findFirst()
                    .orElseThrow(
                            () -> map.fault("inside", "there is no gateway '" + inside + "'; add it under 'gateways'"));
            if (host.transparent()) {
                throw map.fault("inside", host.product() + " shows nothing; choose a gateway or display");
            }
            map.done();
            return new Supervisor(name, List.of(), inside);
        }
        Supervisor supervisor = new Supervisor(name, master(map, name), "");
        map.done();
        return supervisor;
    }

    private List<String> master(YamlMap map, String name) throws SiteFileException {
        List<String> master = known(map, "master");
        if (master.isEmpty()) {
            throw map.fault("master", name + " reads nothing; list its lines under 'master'");
        }
        for (String line : master) {
            String other = masters.putIfAbsent(line, name);
            if (other != null) {
                throw map.fault(
                        "master",
                        "line '" + line + "' has two masters, " + other + " and " + name + "; a line has one");
            }
        }
        return master;
    }

    private List<String> known(YamlMap map, String key) throws SiteFileException {
        List<String> named = map.words(key, MOST);
        for (String line : named) {
            if (!lines.containsKey(line)) {
                throw map.fault(key, "there is no line '" + line + "'; add it under 'lines'");
            }
        }
        return named;
    }

    private String kind(String line) {
        SiteLine known = lines.get(line);
        return known == null ? "" : known.kind();
    }

    /** Follows the lines upwards: whoever meets itself would ask itself for ever. */
    private void requireNoCircle(YamlMap map, SiteGateway start) throws SiteFileException {
        Set<String> above = new HashSet<>();
        List<SiteGateway> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (String line : open.remove(0).slave()) {
                String master = masters.get(line);
                if (start.name().equals(master)) {
                    throw map.fault("slave", start.name() + " would read itself over line '" + line + "'");
                }
                if (master != null && above.add(master)) {
                    gateways.stream().filter(one -> one.name().equals(master)).forEach(open::add);
                }
            }
        }
    }
}
