package io.karawatt.topology.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

class StoredIdentityTest {

    @TempDir
    private Path folder;

    // Supervisors recognise the gateway by its NET ID; it must outlive restarts and updates.
    @Test
    void theNetIdIsMadeOnceAndKept() throws IOException {
        StoredIdentity first = identity(Map.of(), 1);
        StoredIdentity second = identity(Map.of(), 2);

        assertEquals(first.netId(), second.netId());
        assertTrue(first.netId() >= 1 && first.netId() <= 0xFFFFFF);
        String line = String.format("netId=%06X", first.netId());
        assertTrue(Files.readString(folder.resolve("identity.properties")).contains(line));
    }

    @Test
    void gatewaysDiffer() {
        int first = identity(Map.of(), 1).netId();
        folder = folder.resolve("other");

        assertNotEquals(first, identity(Map.of(), 2).netId());
    }

    @Test
    void aDamagedFileGivesANewNetIdAndKeepsTheOldFileBeside() throws IOException {
        for (String damaged : new String[] {"netId=zzz", "netId=1000000", "netId=0", "", "netId=\\u00"}) {
            Files.writeString(folder.resolve("identity.properties"), damaged);

            int made = identity(Map.of(), 1).netId();

            assertEquals(made, identity(Map.of(), 2).netId(), damaged);
            assertEquals(damaged, Files.readString(folder.resolve("identity.properties.bak")));
        }
    }

    @Test
    void aDiskThatIsFullDoesNotKeepTheGatewayFromStarting() {
        SafeFile full = new SafeFile((file, content) -> {
            throw new IOException("No space left on device");
        });

        StoredIdentity identity = new StoredIdentity(config(Map.of()), file(), full, new Random(1), "0.1.0");

        assertTrue(identity.netId() > 0);
    }

    @Test
    void defaultsAndConfigurationAreTold() {
        StoredIdentity identity = identity(Map.of(), 1);
        assertEquals("D-70", identity.product());
        assertEquals(1, identity.address());
        assertEquals("0.1.0", identity.version());
        assertEquals(String.format("%06X", identity.netId()), identity.serial());

        identity.modified(config(Map.of("product", "M-50", "name", "Hall 3", "serial", "S1", "address", 247)));

        assertEquals("M-50", identity.product());
        assertEquals("Hall 3", identity.name());
        assertEquals("S1", identity.serial());
        assertEquals(247, identity.address());
    }

    @Test
    void wrongSettingsAreRefusedByName() {
        for (Map<String, Object> wrong : java.util.List.<Map<String, Object>>of(
                Map.of("address", 0), Map.of("address", 248), Map.of("product", "<D>"), Map.of("name", " "))) {
            String said = assertThrows(IllegalArgumentException.class, () -> identity(wrong, 1))
                    .toString();
            String key = wrong.keySet().iterator().next();
            assertTrue(said.contains(key) && said.contains("etc/io.karawatt.gateway.cfg"), said);
        }
    }

    private StoredIdentity identity(Map<String, Object> settings, long seed) {
        return new StoredIdentity(config(settings), file(), new SafeFile(), new Random(seed), "0.1.0");
    }

    private Path file() {
        return folder.resolve("identity.properties");
    }

    private static GatewayConfig config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(settings).to(GatewayConfig.class);
    }
}
