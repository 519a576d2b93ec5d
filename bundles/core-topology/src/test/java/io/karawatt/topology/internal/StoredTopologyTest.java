package io.karawatt.topology.internal;

import static io.karawatt.topology.internal.Fixtures.device;
import static io.karawatt.topology.internal.Fixtures.profile;
import static io.karawatt.topology.internal.Fixtures.profiles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Load;
import io.karawatt.topology.TopologyEditor.Outcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class StoredTopologyTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Device MODULE = device("i35-9", "I-35", 9, new Load(1, "Oven", "3P+N-3CT"));

    private final Fixtures.Bus bus = new Fixtures.Bus();
    private final ProfilesInbox inbox = new ProfilesInbox();

    @TempDir
    private Path folder;

    @Test
    void anAddedDeviceIsThereAfterARestart() {
        assertInstanceOf(Outcome.Done.class, topology().add(MODULE));

        assertEquals(List.of(MODULE), topology().current().devices());
    }

    @Test
    void changesAreToldWithBeforeAndAfter() {
        StoredTopology topology = topology();
        topology.add(MODULE);
        topology.change(device("i35-9", "I-35", 10));
        topology.remove("i35-9");

        assertEquals(
                List.of(
                        "added i35-9: I-35 'Name of i35-9' at address 9 on line digiware-1, 1 load",
                        "changed i35-9: address '9' to '10', unit id '9' to '10', loads '1 Oven 3P+N-3CT' to ''",
                        "removed i35-9: I-35 'Name of i35-9' at address 10 on line digiware-1, 0 loads"),
                bus.words());
        assertEquals(List.of(), topology.current().devices());
    }

    @Test
    void aDeviceThatDoesNotFitIsRefusedInPlainWordsAndNothingChanges() {
        StoredTopology topology = topology();
        topology.add(MODULE);

        assertRefused("address 9 is taken by i35-9", topology.add(device("x", "I-35", 9)));
        assertRefused("key i35-9 is taken", topology.add(device("i35-9", "I-35", 10)));
        assertRefused("address 1 is the gateway's own", topology.add(device("x", "I-35", 1)));
        assertRefused("address 1 is the gateway's own", topology.change(device("i35-9", "I-35", 1)));
        assertRefused("there is no device 'x'", topology.change(device("x", "I-35", 10)));
        assertRefused("there is no device 'x'", topology.remove("x"));
        Device twin = new Device("x", "", "I-35", "digiware-1", 10, 9, "", "", List.of());
        assertRefused("unit id 9 on line digiware-1 is taken by i35-9", topology.add(twin));

        assertEquals(List.of(MODULE), topology.current().devices());
        assertEquals(1, bus.words().size());
    }

    // After a scan: two devices that swapped their addresses, or nothing at all.
    @Test
    void severalDevicesAreChangedAtOnceOrNotAtAll() {
        StoredTopology topology = topology();
        topology.add(device("a", "I-35", 9));
        topology.add(device("b", "I-35", 10));

        assertInstanceOf(
                Outcome.Done.class, topology.changeAll(List.of(device("a", "I-35", 10), device("b", "I-35", 9))));
        assertRefused("address 9 is taken", topology.changeAll(List.of(device("a", "I-35", 9))));

        assertEquals(
                List.of(device("b", "I-35", 9), device("a", "I-35", 10)),
                topology().current().devices());
    }

    @Test
    void aDeviceWhoseProfileIsUnknownIsKeptButNotPolled() {
        StoredTopology topology = topology();
        topology.add(device("x", "Z-99", 5));
        topology.add(MODULE);

        inbox.profilesChanged(profiles(profile("I-35", 100)));

        assertEquals(2, topology.current().devices().size());
        assertEquals(
                List.of("i35-9"), List.copyOf(topology.current().installed().keySet()));
        assertTrue(bus.words().contains("profiles changed; can be read now: i35-9 (I-35)"), bus.words()::toString);
    }

    // A new schema empties the process image of the device, so it must be made only when the numbering changes.
    @Test
    void theSchemaIsKeptWhileProfileAndLoadsAreTheSame() {
        inbox.profilesChanged(profiles(profile("I-35", 100)));
        StoredTopology topology = topology();
        topology.add(MODULE);
        Object first = schema(topology);

        inbox.profilesChanged(profiles(profile("I-35", 100)));
        topology.change(device("i35-9", "I-35", 12, new Load(1, "Renamed", "")));
        assertSame(first, schema(topology));

        topology.change(device("i35-9", "I-35", 12, new Load(1, "", ""), new Load(2, "", "")));
        Object second = schema(topology);
        assertNotSame(first, second);
        inbox.profilesChanged(profiles(profile("I-35", 200)));
        assertNotSame(second, schema(topology));
    }

    // Stopping the catalogue must not stop the polling.
    @Test
    void theLastProfilesStayInUseWhenTheCatalogueGoes() {
        var catalogue = profiles(profile("I-35", 100));
        StoredTopology topology = topology();
        topology.add(MODULE);
        topology.setProfiles(catalogue);

        topology.unsetProfiles(catalogue);
        topology.add(device("i35-10", "I-35", 10));

        assertEquals(2, topology.current().installed().size());
    }

    @Test
    void aListenerIsToldOnArrivalAndAtEachChangeUntilItLeaves() {
        StoredTopology topology = topology();
        List<Integer> heard = new ArrayList<>();
        Audience audience = new Audience(topology::current, Runnable::run);
        audience.enter("a", () -> now -> heard.add(now.devices().size()));
        audience.wake();

        topology.add(MODULE);
        audience.wake();
        audience.leave("a");
        topology.remove("i35-9");
        audience.wake();

        assertEquals(List.of(0, 1), heard);
    }

    @Test
    void aListenerThatFailsOrCannotBeMadeYetDoesNotHarmTheOthers() {
        List<Installation> heard = new ArrayList<>();
        Audience audience = new Audience(() -> Installation.EMPTY, Runnable::run);

        audience.enter("fails", () -> now -> {
            throw new IllegalStateException("on purpose");
        });
        audience.enter("not yet", () -> null);
        audience.enter("good", () -> heard::add);

        assertEquals(List.of(Installation.EMPTY), heard);
    }

    // A full disk: the operator is told, nothing is half-written, what was there stays.
    @Test
    void aFullDiskRefusesTheChangeAndLeavesFileAndMemoryAlone() throws IOException {
        topology().add(MODULE);
        byte[] before = Files.readAllBytes(file());
        StoredTopology full = topology(new SafeFile((path, content) -> {
            Files.write(path, Arrays.copyOf(content, content.length / 2));
            throw new IOException("No space left on device");
        }));

        assertRefused("No space left on device", full.add(device("x", "I-35", 10)));

        assertEquals(List.of(MODULE), full.current().devices());
        assertEquals(List.of("topology.yaml"), names());
        assertTrue(Arrays.equals(before, Files.readAllBytes(file())));
        assertEquals(1, bus.errors());
    }

    @Test
    void aFolderThatCannotBeMadeRefusesTheChange() throws IOException {
        folder = Files.writeString(folder.resolve("occupied"), "a file, not a folder");
        StoredTopology topology = topology();

        assertRefused("can't store", topology.add(MODULE));

        assertEquals(List.of(), topology.current().devices());
    }

    @Test
    void aCorruptFileIsMovedAsideAndTheOneBeforeItIsUsed() throws IOException {
        StoredTopology first = topology();
        first.add(MODULE);
        first.add(device("u30-3", "U-30", 3));
        Files.writeString(file(), "version: 1\ndevices:\n  - kee: x\n");

        StoredTopology second = topology();

        assertEquals(List.of(MODULE), second.current().devices());
        assertTrue(bus.words().stream().anyMatch(w -> w.contains("topology.yaml:3: unknown key 'kee'")));
        assertInstanceOf(Outcome.Done.class, second.add(device("u30-4", "U-30", 4)));
        Path aside = folder.resolve("topology.yaml.faulty-20260329-120000-000");
        assertTrue(Files.readString(aside).contains("kee"), names()::toString);
    }

    @Test
    void withBothFilesCorruptTheGatewayBeginsEmptyAndKeepsBothAside() throws IOException {
        Files.writeString(file(), "nonsense");
        Files.writeString(SafeFile.backupOf(file()), "nonsense too");

        StoredTopology topology = topology();

        assertEquals(List.of(), topology.current().devices());
        assertEquals(2, bus.errors());
        assertEquals(2, names().size());
        assertTrue(names().stream().allMatch(name -> name.contains(".faulty-")), names()::toString);
    }

    @Test
    void aMissingFileIsReplacedByTheOneBeforeIt() throws IOException {
        StoredTopology first = topology();
        first.add(MODULE);
        first.add(device("u30-3", "U-30", 3));
        Files.delete(file());

        assertEquals(List.of(MODULE), topology().current().devices());
    }

    // Somebody edits the file while the gateway runs; the next change must not wipe that out.
    @Test
    void aFileEditedMeanwhileIsNotOverwritten() throws IOException {
        StoredTopology topology = topology();
        topology.add(MODULE);
        Files.writeString(file(), Files.readString(file()) + "# my own remark\n");

        assertRefused("was changed by somebody else", topology.add(device("x", "I-35", 10)));

        assertTrue(Files.readString(file()).contains("my own remark"));
    }

    @Test
    void moreDevicesThanAddressesCannotBe() {
        StoredTopology topology = topology(new SafeFile((path, content) -> Files.write(path, content)));
        for (int address = 2; address <= 247; address++) {
            assertInstanceOf(Outcome.Done.class, topology.add(device("d" + address, "I-35", address)));
        }

        assertEquals(246, topology().current().devices().size());
    }

    private StoredTopology topology() {
        return topology(new SafeFile());
    }

    private StoredTopology topology(SafeFile disk) {
        InstantSource clock = InstantSource.fixed(NOON);
        StoredTopology topology = new StoredTopology(
                new InstallationStore(file(), disk, clock),
                new Fixtures.Gateway(1),
                inbox,
                (BundleContext) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }),
                new CallersThread(),
                clock);
        topology.setEvents(bus);
        return topology;
    }

    private Path file() {
        return folder.resolve("topology.yaml");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.endsWith(".bak"))
                    .sorted()
                    .toList();
        }
    }

    private static Object schema(StoredTopology topology) {
        return Objects.requireNonNull(topology.current().installed().get("i35-9"))
                .schema();
    }

    private static void assertRefused(String reason, Outcome outcome) {
        String said = assertInstanceOf(Outcome.Refused.class, outcome).reason();
        assertTrue(said.contains(reason), said);
    }

    /** Does everything at once on the caller's thread. */
    private static final class CallersThread extends AbstractExecutorService {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
