package io.karawatt.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.journal.Journal;
import io.karawatt.live.LiveValues;
import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The product as it is shipped: what starts, and what stays up while something else comes and goes. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundlesTest {

    private static final EnumSet<FeaturesService.Option> QUIETLY =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Configuration
    public Option[] distribution() {
        return Distribution.with();
    }

    @Test
    public void everyBundleOfTheProductIsStarted() {
        Patience.until("bundles not active: " + lame(), () -> lame().isEmpty());
        assertTrue("too few: " + ours(), ours().size() >= 10);
    }

    @Test
    public void theServicesOfTheCoreAreThere() {
        // Any of the four: the test of the features may have had another product installed before.
        String product = service(GatewayIdentity.class).product();
        assertTrue(product, Set.of("D-50", "D-70", "M-50", "M-70").contains(product));
        assertTrue(service(Topology.class).current().devices().isEmpty());
        assertTrue(service(LiveValues.class).latest("nobody").isEmpty());
        assertEquals(
                System.getProperty("karawatt.version"),
                service(GatewayIdentity.class).version());
    }

    // Nothing is open until the operator says so.
    @Test
    public void facesAreInstalledAndShut() throws Exception {
        Patience.until("all bundles up", () -> lame().isEmpty());
        assertTrue(ours().containsAll(Set.of("io.karawatt.proto-snmp", "io.karawatt.proto-bacnet")));
        assertEquals(List.of(), List.copyOf(context.getServiceReferences(Endpoint.class, null)));
    }

    // A technician adds a meter; then somebody updates the bundle that keeps it.
    @Test
    public void aDeviceOutlivesARestartOfItsKeeperAndIsReadable() throws BundleException {
        Device device = new Device("it-20", "Meter", "I-35", "nowhere", 20, 20, "", "", List.of());
        service(TopologyEditor.class).add(device);
        Bundle keeper = bundle("core-topology");

        keeper.stop();
        keeper.start();

        assertEquals(List.of(device), service(Topology.class).current().devices());
        Patience.until(
                "its profile is joined again",
                () -> service(Topology.class).current().installed().containsKey("it-20"));
        service(TopologyEditor.class).remove("it-20");
    }

    // Every bundle of the core is stopped and started once; all the others stay as they are.
    @Test
    public void stoppingOneBundleLeavesTheOthersUp() throws BundleException {
        Patience.until("all bundles up", () -> lame().isEmpty());
        for (String name : List.of("core-live", "core-routes", "core-catalogue", "core-access", "journal")) {
            Bundle bundle = bundle(name);
            bundle.stop();
            assertEquals("beside " + name, List.of(bundle.getSymbolicName()), lame());
            bundle.start();
            assertEquals(List.of(), lame());
        }
        service(LiveValues.class);
        service(EventBus.class);
    }

    @Test
    public void aContributorThatIsStoppedAndUpdatedDoesNotDisturbTheOther() throws Exception {
        EventBus bus = service(EventBus.class);
        Bundle contributor = context.installBundle("itest:contributor", jar("1.0.0"));
        contributor.start();
        Patience.until(
                "both contributors have a queue", () -> contributors(bus).containsAll(Set.of("itest", "journal")));
        long before = passed(bus);

        notice(bus, "one");
        Patience.until("the new contributor saw it", () -> count() == 1);

        contributor.stop();
        Patience.until("its queue is gone", () -> !contributors(bus).contains("itest"));
        notice(bus, "two");
        Patience.until("the journal goes on", () -> passed(bus) == before + 2);

        contributor.update(jar("1.0.1"));
        contributor.start();
        Patience.until("it is back", () -> contributors(bus).contains("itest"));
        notice(bus, "three");
        Patience.until("the update counts from zero", () -> count() == 1);
        Patience.until("the journal has missed nothing", () -> passed(bus) == before + 3);
        Journal journal = service(Journal.class);
        Patience.until("the logbook tells all three", () -> told(journal) == 3);

        contributor.uninstall();
        Patience.until("nothing of it is left", () -> !contributors(bus).contains("itest"));
    }

    private static long told(Journal journal) {
        return journal.latest(50).stream()
                .filter(entry -> entry.text().startsWith("itest: "))
                .count();
    }

    @Test
    public void everyFeatureInstallsAndUninstallsAndLeavesNothingBehind() throws Exception {
        Set<String> before = ours();
        List<String> failed = new ArrayList<>();
        for (Feature feature : features.listFeatures()) {
            boolean ours = feature.getName().startsWith("karawatt-");
            if (ours && !features.isInstalled(feature)) {
                try {
                    features.installFeature(feature.getName(), feature.getVersion(), QUIETLY);
                    Patience.until(feature.getName() + " is up, but for " + lame(), () -> lame().isEmpty());
                    features.uninstallFeature(feature.getName(), feature.getVersion(), QUIETLY);
                } catch (Exception | AssertionError e) {
                    failed.add(feature.getName() + ": " + e.getMessage());
                }
                assertEquals("after " + feature.getName(), before, ours());
            }
        }
        assertEquals(List.of(), failed);
        assertEquals(List.of(), lame());
    }

    // Everything down and up again: no thread of ours survives the stop, and the gateway serves afterwards.
    @Test
    public void stoppingEverythingEndsEveryThread() throws BundleException {
        List<Bundle> down = Arrays.stream(context.getBundles())
                .filter(BundlesTest::isOurs)
                .filter(b -> b.getState() == Bundle.ACTIVE)
                .toList();
        for (int i = down.size() - 1; i >= 0; i--) {
            down.get(i).stop();
        }
        Patience.until("threads left: " + threads(), () -> threads().isEmpty());

        for (Bundle bundle : down) {
            bundle.start();
        }
        service(LiveValues.class);
        service(Topology.class);
        service(Journal.class);
    }

    private <T> T service(Class<T> type) {
        Patience.until("service " + type.getName(), () -> found(type) != null);
        return found(type);
    }

    private <T> T found(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    private long count() throws Exception {
        var references = context.getServiceReferences(LongSupplier.class, "(itest=count)");
        return references.isEmpty()
                ? -1
                : context.getService(references.iterator().next()).getAsLong();
    }

    private static void notice(EventBus bus, String text) {
        bus.publish(new Event.GatewayNotice(Event.Severity.INFO, "itest", text, Instant.now()));
    }

    private static Set<String> contributors(EventBus bus) {
        return bus.queues().stream().map(QueueState::contributor).collect(Collectors.toSet());
    }

    private static long passed(EventBus bus) {
        return bus.queues().stream()
                .filter(queue -> queue.contributor().equals("journal") && queue.topic() == Topic.SYSTEM)
                .mapToLong(QueueState::passed)
                .sum();
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().equals("io.karawatt." + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + name + " among " + ours()));
    }

    private Set<String> ours() {
        return Arrays.stream(context.getBundles())
                .filter(BundlesTest::isOurs)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> lame() {
        return Arrays.stream(context.getBundles())
                .filter(BundlesTest::isOurs)
                .filter(b -> b.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    private static boolean isOurs(Bundle bundle) {
        return bundle.getSymbolicName().startsWith("io.karawatt.");
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("karawatt-") || name.startsWith("Camel"))
                .sorted()
                .toList();
    }

    private static InputStream jar(String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes head = manifest.getMainAttributes();
        head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        head.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        head.putValue(Constants.BUNDLE_SYMBOLICNAME, "itest.contributor");
        head.putValue(Constants.BUNDLE_VERSION, version);
        head.putValue(Constants.BUNDLE_ACTIVATOR, Contributor.class.getName());
        head.putValue(
                Constants.IMPORT_PACKAGE,
                "org.osgi.framework,io.karawatt.event,io.karawatt.routes,org.apache.camel,org.apache.camel.builder,"
                        + "org.apache.camel.model");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : List.of("Contributor", "Contributor$1")) {
                String path = "io/karawatt/itest/" + name + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream code = Contributor.class.getResourceAsStream("/" + path)) {
                    code.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
