package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.Test;

/** What only shows when all commands are looked at together. */
class CommandSetTest {

    /** Commands of Karaf 4.4 in scopes that we share with it. */
    private static final Set<String> KARAFS = Set.of(
            "system:framework",
            "system:name",
            "system:property",
            "system:shutdown",
            "system:start-level",
            "system:version");

    private static final Path SOURCES = Path.of("src/main/java/io/karawatt/shell/internal");

    // Two commands of one name would depend on the order in which bundles start.
    @Test
    void noCommandTakesTheNameOfAnother() throws Exception {
        Set<String> names = new TreeSet<>(KARAFS);
        for (Class<?> command : commands()) {
            Command name = command.getAnnotation(Command.class);
            assertTrue(names.add(name.scope() + ":" + name.name()), name.scope() + ":" + name.name());
        }
        assertTrue(names.containsAll(Set.of(
                "device:list",
                "device:show",
                "device:add",
                "device:remove",
                "device:memory",
                "point:read",
                "point:watch",
                "bus:lines",
                "bus:stats",
                "bus:read",
                "bus:budget",
                "bus:learned",
                "bus:relearn",
                "modbus:clients",
                "system:info",
                "system:events")));
    }

    // Karaf makes commands by reflection: a class that is not public fails only when it is typed.
    @Test
    void everyCommandCanBeMadeByKaraf() throws Exception {
        for (Class<?> command : commands()) {
            assertNotNull(command.getAnnotation(Service.class), command.getName());
            assertTrue(command.getConstructor().newInstance() instanceof Action);
            assertFalse(command.getAnnotation(Command.class).description().isBlank(), command.getName());
        }
    }

    @Test
    void everyMessageThatIsUsedExists() throws IOException {
        Pattern use = Pattern.compile("Messages\\.(?:text|failure)\\(\\s*\"([a-z.A-Z]+)\"");
        Pattern need = Pattern.compile("\\.need\\((\\w+)\\.class");
        List<String> keys = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            use.matcher(text).results().map(r -> r.group(1)).forEach(keys::add);
            Matcher needed = need.matcher(text);
            while (needed.find()) {
                keys.add("missing." + needed.group(1));
            }
        }
        for (int code = 1; code <= 11; code++) {
            keys.add("exception." + code);
        }

        keys.stream()
                .filter(key -> !key.endsWith("."))
                .forEach(key -> assertFalse(Messages.text(key).isBlank(), key));
        assertTrue(keys.size() > 40, "the sources were found");
    }

    @Test
    void aPartWithASpecialSignStaysAsItIs() {
        assertEquals("there is no device '$1\\': device:list shows them", Messages.text("device.unknown", "$1\\"));
    }

    private static List<Class<?>> commands() throws Exception {
        List<Class<?>> commands = new ArrayList<>();
        for (Path source : sources()) {
            String name = source.getFileName().toString().replace(".java", "");
            if (name.endsWith("Command")) {
                commands.add(Class.forName("io.karawatt.shell.internal." + name));
            }
        }
        return commands;
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }
}
