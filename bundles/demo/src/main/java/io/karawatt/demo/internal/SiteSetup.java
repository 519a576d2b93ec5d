package io.karawatt.demo.internal;

import io.karawatt.site.SimulatedSite;
import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a technician would do on a new site: configures a driver for each line and enters the devices.
 *
 * <p>Doing it again changes nothing; a device that is known keeps what the operator has entered.
 */
@Component(
        configurationPid = Readiness.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class SiteSetup {

    private static final Logger LOG = LoggerFactory.getLogger(SiteSetup.class);

    @Activate
    public SiteSetup(
            @Reference(name = "site") SimulatedSite site,
            @Reference(name = "configurations") ConfigurationAdmin configurations,
            @Reference(name = "topology") Topology topology,
            @Reference(name = "editor") TopologyEditor editor)
            throws IOException {
        List<LineSettings> lines = site.lines().stream().map(LineSettings::of).toList();
        removeOthers(lines, configurations);
        for (LineSettings line : lines) {
            configure(line, configurations);
        }
        int added = enrol(site.devices(), topology, editor);
        LOG.info(
                "site '{}': {} lines, {} devices, {} of them new",
                site.name(),
                lines.size(),
                site.devices().size(),
                added);
    }

    /** Takes away lines that the demo once made for a site that has since changed. */
    private static void removeOthers(List<LineSettings> wanted, ConfigurationAdmin configurations) throws IOException {
        Set<String> pids =
                wanted.stream().map(line -> line.factory() + "~" + line.line()).collect(Collectors.toSet());
        Configuration[] made = null;
        try {
            made = configurations.listConfigurations("(" + LineSettings.MARK + "=true)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        for (Configuration configuration : made == null ? new Configuration[0] : made) {
            if (!pids.contains(configuration.getPid())) {
                configuration.delete();
            }
        }
    }

    private static void configure(LineSettings line, ConfigurationAdmin configurations) throws IOException {
        Configuration configuration = configurations.getFactoryConfiguration(line.factory(), line.line(), "?");
        Dictionary<String, Object> present = configuration.getProperties();
        Map<String, Object> values = present == null ? new HashMap<>() : new HashMap<>(FrameworkUtil.asMap(present));
        values.putAll(line.values());
        configuration.updateIfDifferent(FrameworkUtil.asDictionary(values));
    }

    /**
     * Enters the devices that are not known yet.
     *
     * @return how many were new.
     */
    static int enrol(List<Device> devices, Topology topology, TopologyEditor editor) {
        int added = 0;
        for (Device device : devices) {
            Optional<Device> known = topology.current().device(device.key());
            if (known.isEmpty()) {
                if (editor.add(device) instanceof TopologyEditor.Outcome.Refused refused) {
                    LOG.warn("{} of the simulated site was not entered: {}", device.key(), refused.reason());
                } else {
                    added++;
                }
            }
        }
        return added;
    }
}
