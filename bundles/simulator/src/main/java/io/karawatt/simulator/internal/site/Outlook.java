package io.karawatt.simulator.internal.site;

import io.karawatt.simulator.internal.site.Network.SiteGateway;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a master of some lines finds there: what hangs on them, and what the gateways on them let through. */
final class Outlook {

    private final Site site;
    private final Map<Integer, SiteDevice> found = new TreeMap<>();

    private Outlook(Site site) {
        this.site = site;
    }

    static Site of(Site site, List<String> lines) {
        Outlook outlook = new Outlook(site);
        lines.forEach(line -> outlook.collect(line, line, new HashSet<>()));
        List<SiteLine> own = site.lines().stream()
                .filter(line -> lines.contains(line.name()))
                .toList();
        List<SiteDevice> devices = outlook.found.values().stream()
                .sorted(Comparator.comparingInt(SiteDevice::address))
                .toList();
        return new Site(
                site.name(),
                site.seed(),
                site.speed(),
                site.zone(),
                site.supply(),
                site.commissioned(),
                own,
                devices,
                site.calendar(),
                Network.NONE);
    }

    /** Collects what is on a line, as found on the line of the master. */
    private void collect(String line, String seenOn, Set<String> passed) {
        for (SiteDevice device : site.devices()) {
            if (device.line().equals(line)) {
                found.putIfAbsent(device.address(), device.on(seenOn));
            }
        }
        for (SiteGateway gateway : site.network().slavesOn(line)) {
            if (!gateway.transparent()) {
                found.putIfAbsent(gateway.address(), device(gateway, seenOn));
            }
            if (passed.add(gateway.name())) {
                gateway.master().forEach(below -> collect(below, seenOn, passed));
            }
        }
    }

    private static SiteDevice device(SiteGateway gateway, String line) {
        return new SiteDevice(
                gateway.address(),
                gateway.address(),
                gateway.name(),
                gateway.product(),
                gateway.name(),
                line,
                "",
                List.of(),
                List.of(),
                0);
    }
}
