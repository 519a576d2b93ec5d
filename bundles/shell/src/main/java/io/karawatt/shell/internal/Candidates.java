package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.gateway.Download;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.settings.DeviceSettings;
import io.karawatt.settings.SettingsPart;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be typed next; nothing where the bundle that knows does not run. */
final class Candidates {

    private Candidates() {}

    static List<String> devices(Services services) {
        return installation(services).devices().stream().map(Device::key).toList();
    }

    static List<String> lines(Services services) {
        return services.all(BusLine.class).stream().map(BusLine::name).toList();
    }

    static List<String> files(Services services) {
        return services.all(Download.class).stream().map(Download::name).toList();
    }

    static List<String> references(Services services) {
        return services.find(Profiles.class)
                .map(p -> p.all().stream().map(DeviceProfile::reference).toList())
                .orElse(List.of());
    }

    /** A site has thousands of points: they are offered once it is clear of which device. */
    static List<String> points(Services services, @Nullable String typed) {
        int slash = typed == null ? -1 : typed.indexOf('/');
        if (typed == null || slash < 0) {
            return devices(services);
        }
        String device = typed.substring(0, slash);
        InstalledDevice installed = installation(services).installed().get(device);
        return installed == null
                ? List.of()
                : installed.schema().keys().stream()
                        .map(key -> device + "/" + key)
                        .toList();
    }

    /** Parts of the device that is typed already. */
    static List<String> parts(Services services, String... typed) {
        return services.find(DeviceSettings.class).stream()
                .flatMap(settings -> Arrays.stream(typed).flatMap(word -> settings.parts(word).stream()))
                .map(SettingsPart::toString)
                .toList();
    }

    private static Installation installation(Services services) {
        return services.find(Topology.class).map(Topology::current).orElse(Installation.EMPTY);
    }
}
