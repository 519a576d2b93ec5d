package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the engine id and the number of starts. The number is on the disk before the engine works, so that no message
 * of an earlier run is ever believed again.
 */
final class EngineFile {

    private static final Pattern ID = Pattern.compile("engine\\.id = ([0-9a-f]{10,64})");
    private static final Pattern BOOTS = Pattern.compile("engine\\.boots = ([0-9]{1,10})");
    private static final int MOST_BYTES = 4096;

    private final Path file;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    /**
     * Keeps them in a file.
     *
     * @param file where; made when missing.
     * @param random for a new engine id.
     * @param warnings told in plain words when the old engine id is lost.
     */
    EngineFile(Path file, RandomGenerator random, Consumer<String> warnings) {
        this.file = file;
        this.random = random;
        this.warnings = warnings;
    }

    /**
     * Counts a start.
     *
     * @return the identity for this run; already on the disk.
     * @throws IOException in plain words when it can't be kept: the agent must not work then.
     */
    EngineIdentity nextStart() throws IOException {
        EngineIdentity now = next();
        try {
            store(now);
        } catch (IOException e) {
            throw new IOException(
                    "can't write " + file + " (" + e.getMessage()
                            + "), in which the starts of the SNMP engine are counted: make room on the disk or let the"
                            + " gateway write there",
                    e);
        }
        return now;
    }

    private EngineIdentity next() throws IOException {
        if (!Files.exists(file)) {
            return EngineIdentity.fresh(random);
        }
        try {
            EngineIdentity last = parse();
            if (last.boots() < EngineIdentity.MOST_BOOTS) {
                return new EngineIdentity(last.engineId(), last.boots() + 1);
            }
            warnings.accept("the SNMP engine was started 2147483646 times and got a new engine id");
        } catch (IllegalArgumentException e) {
            warnings.accept(file + " is damaged (" + e.getMessage()
                    + "): the SNMP engine got a new engine id; managers with SNMP v3 have to find it anew");
        }
        return EngineIdentity.fresh(random);
    }

    private EngineIdentity parse() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("it is longer than " + MOST_BYTES + " bytes");
        }
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        long boots = Long.parseLong(only(lines, BOOTS, "engine.boots"));
        if (boots > EngineIdentity.MOST_BOOTS) {
            throw new IllegalArgumentException("engine.boots = " + boots + " is too high");
        }
        return new EngineIdentity(only(lines, ID, "engine.id"), (int) boots);
    }

    private static String only(List<String> lines, Pattern pattern, String key) {
        List<Matcher> found =
                lines.stream().map(pattern::matcher).filter(Matcher::matches).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("it has " + found.size() + " lines '" + key + " = …' instead of one");
        }
        return found.get(0).group(1);
    }

    private void store(EngineIdentity now) throws IOException {
        String text =
                "# Written at each start of the SNMP agent. Without this file managers with SNMP v3 have to find\n"
                        + "# the engine anew.\n"
                        + "engine.id = " + now.engineId() + "\n"
                        + "engine.boots = " + now.boots() + "\n";
        WholeFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
