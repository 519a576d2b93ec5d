package io.karawatt.secret.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.secret.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSealerTest {

    private static final String PID = "io.karawatt.proto.snmp";

    /** Seals in a way that can be told in advance. */
    private static final Secrets COUNTING = new Secrets() {

        @Override
        public String seal(String plain) {
            return MARK + plain.length();
        }

        @Override
        public String open(String text) {
            return text;
        }
    };

    @TempDir
    private Path folder;

    private final Map<String, Object> properties = new HashMap<>();
    private final FakeConfigurations configurations = new FakeConfigurations(PID, properties);
    private final ConfigurationSealer sealer =
            new ConfigurationSealer(configurations.admin(), COUNTING, StandardCharsets.ISO_8859_1);

    @Test
    void onlyThePassPhrasesOfAFileChange() throws IOException {
        Path file = file("# my notes\r\nenabled=true\nv3.read.auth : secret\\\n   -two\n\nv3.read.priv=other");

        sealer.seal(PID, List.of("v3.read.auth", "v3.read.priv", "v3.write.auth"));

        assertEquals(
                "# my notes\r\nenabled=true\nv3.read.auth = sealed:10\n\nv3.read.priv = sealed:5",
                Files.readString(file));
        assertEquals("sealed:10", configurations.updates().get(0).get("v3.read.auth"));
        assertEquals("true", configurations.updates().get(0).get("enabled"));
    }

    @Test
    void whoMayReadTheFileStays() throws IOException {
        Path file = file("v3.read.auth = secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        sealer.seal(PID, List.of("v3.read.auth"));

        assertEquals("v3.read.auth = sealed:6", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing readable is left beside it");
        }
    }

    // The operator keeps it outside the file; writing it down, sealed or not, would freeze it.
    @Test
    void whatIsDrawnFromTheEnvironmentStays() throws IOException {
        Path file = file("v3.read.auth = ${env:SNMP_PASS}");
        properties.put("v3.read.auth", "secret");

        sealer.seal(PID, List.of("v3.read.auth"));

        assertEquals("v3.read.auth = ${env:SNMP_PASS}", Files.readString(file));
    }

    // The operator has just written a new one; the configuration will come with it.
    @Test
    void whatTheFileHasNewerIsNotOverwritten() throws IOException {
        Path file = file("v3.read.auth = brand-new");
        properties.put("v3.read.auth", "secret");

        sealer.seal(PID, List.of("v3.read.auth"));

        assertEquals("v3.read.auth = brand-new", Files.readString(file));
    }

    @Test
    void whatIsSealedStaysAsItIs() throws IOException {
        Path file = file("v3.read.auth = sealed:abc");

        sealer.seal(PID, List.of("v3.read.auth"));

        assertEquals("v3.read.auth = sealed:abc", Files.readString(file));
    }

    @Test
    void aConfigurationWithoutAFileIsUpdated() {
        properties.put("v3.read.auth", "secret");
        properties.put("port", 161);

        sealer.seal(PID, List.of("v3.read.auth"));

        assertEquals("sealed:6", configurations.updates().get(0).get("v3.read.auth"));
        assertEquals(161, configurations.updates().get(0).get("port"));
    }

    // The component works with the readable text; the log says that it stays.
    @Test
    void aFileThatCannotBeWrittenStopsNobody() {
        properties.put("v3.read.auth", "secret");
        properties.put(
                "felix.fileinstall.filename", folder.resolve("gone.cfg").toUri().toString());

        sealer.seal(PID, List.of("v3.read.auth"));
        sealer.seal("io.karawatt.unknown", List.of("v3.read.auth"));

        assertTrue(configurations.updates().isEmpty());
    }

    private Path file(String content) throws IOException {
        Path file = folder.resolve(PID + ".cfg");
        Files.writeString(file, content);
        Properties entries = new Properties();
        entries.load(new StringReader(content));
        entries.stringPropertyNames().forEach(key -> properties.put(key, entries.getProperty(key)));
        properties.put("felix.fileinstall.filename", file.toUri().toString());
        return file;
    }
}
