package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine id stays, the number of starts rises (RFC 3414 §2.2). */
class EngineFileTest {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Random random = new Random(1);

    private Path file() {
        return folder.resolve("data/snmp-engine.cfg");
    }

    private EngineIdentity start() throws IOException {
        return new EngineFile(file(), random, warnings::add).nextStart();
    }

    @Test
    void eachStartCountsOneAndKeepsTheId() throws IOException {
        EngineIdentity first = start();
        assertEquals(1, first.boots());
        assertTrue(first.engineId().startsWith("8000000005"));
        assertEquals(26, first.engineId().length());
        assertEquals(new EngineIdentity(first.engineId(), 2), start());
        assertEquals(new EngineIdentity(first.engineId(), 3), start());
        assertTrue(warnings.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "engine.id = 8000000005aabbccdd\n",
                "engine.id = xyz\nengine.boots = 4\n",
                "engine.id = 8000000005aabbccdd\nengine.boots = 0\n",
                "engine.id = 8000000005aabbccdd\nengine.boots = 9999999999\n",
                "engine.id = 8000000005aabbccdd\nengine.boots = 4\nengine.boots = 5\n"
            })
    void aDamagedFileGivesANewEngineAndANotice(String content) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
        assertEquals(1, start().boots());
        assertTrue(warnings.get(0).contains("damaged"), warnings.toString());
        assertEquals(2, start().boots());
    }

    /** RFC 3414 §2.2.2: at 2^31 - 1 an engine must not be believed any more. */
    @Test
    void theLastStartIsFollowedByANewEngine() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "engine.id = 8000000005aabbccdd\nengine.boots = 2147483646\n");
        EngineIdentity fresh = start();
        assertEquals(1, fresh.boots());
        assertNotEquals("8000000005aabbccdd", fresh.engineId());
    }

    @Test
    void whatCannotBeCountedKeepsTheAgentOff() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        String message =
                String.valueOf(assertThrows(IOException.class, this::start).getMessage());
        assertTrue(message.contains("snmp-engine.cfg") && message.contains("make room"), message);
    }
}
