package io.karawatt.catalogue.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.ProfilesListener;
import io.karawatt.profile.Quantities;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the profiles of all data bundles and of the drop-in folder.
 *
 * <p>Data bundles are read on the thread that starts or stops them, the folder on one thread of its own; readers are
 * never held up, they see one library or the next.
 */
@Component(
        configurationPid = Catalogue.PID,
        service = {Profiles.class, Catalogue.class})
@Designate(ocd = CatalogueConfig.class)
public final class Catalogue implements Profiles {

    static final String PID = "io.karawatt.catalogue";

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final String DATA = "${karaf.data}";

    private final Shelf shelf = new Shelf();
    private final DataBundles bundles;
    private final DropInFolder folder;
    private final ScheduledExecutorService scanner;

    @Activate
    public Catalogue(BundleContext context, CatalogueConfig config) {
        Duration period = period(config.scan_period_s());
        folder = new DropInFolder(folder(context, config.profiles_dir()), period, Clock.systemUTC());
        folder.create();
        bundles = new DataBundles(context, shelf);
        bundles.open();
        shelf.dropIns(folder.scan());
        scanner = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "karawatt-catalogue");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                scanner.scheduleWithFixedDelay(this::scan, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info(
                "{} profiles and {} quantities read, {} problems",
                all().size(),
                quantities().all().size(),
                problems().size());
    }

    @Deactivate
    void stop() {
        // Whoever uses the profiles keeps the last ones: a catalogue that stops must not stop the polling.
        shelf.dismiss();
        scanner.shutdownNow();
        bundles.close();
    }

    private void scan() {
        try {
            shelf.dropIns(folder.scan());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again; the folder would be dead without a word.
            LOG.error("the profile folder could not be looked through; the profiles stay as they are", e);
        }
    }

    private static Duration period(int seconds) {
        if (seconds < 1 || seconds > 3600) {
            throw new IllegalArgumentException(PID + ": scan.period.s is " + seconds + "; use 1 to 3600 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Path folder(BundleContext context, String setting) {
        if (!setting.contains(DATA)) {
            return Path.of(setting);
        }
        String data = context.getProperty("karaf.data");
        if (data == null) {
            throw new IllegalArgumentException(
                    PID + ": profiles.dir uses " + DATA + ", but the framework has no such property; give a path");
        }
        return Path.of(setting.replace(DATA, data));
    }

    @Reference(name = "listener", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ProfilesListener listener) {
        shelf.add(listener);
    }

    void removeListener(ProfilesListener listener) {
        shelf.remove(listener);
    }

    Shelf shelf() {
        return shelf;
    }

    Quantities quantities() {
        return shelf.library().quantities();
    }

    @Override
    public Optional<DeviceProfile> find(String reference) {
        return shelf.profiles().find(reference);
    }

    @Override
    public List<DeviceProfile> all() {
        return shelf.profiles().all();
    }

    @Override
    public List<ProfileProblem> problems() {
        return shelf.profiles().problems();
    }
}
