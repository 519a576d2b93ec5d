package io.karawatt.discovery.internal;

import io.karawatt.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of each meter as they were last seen, kept across restarts. Thread-safe.
 *
 * <p>One line a setting: device, setting and content with a tab between. A line that can't be read is left out: the
 * setting is learnt anew.
 */
final class KnownSettings {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSettings.class);
    private static final long LARGEST_FILE = 8L << 20;
    private static final int MOST_OF_A_DEVICE = 2_000;
    private static final int FIELDS = 3;

    private final Path file;
    private final Map<String, Map<String, String>> devices = new ConcurrentSkipListMap<>();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private boolean failing;

    /**
     * Reads what was kept.
     *
     * @param file where; made when there is something to keep.
     */
    KnownSettings(Path file) {
        this.file = file;
        try {
            if (Files.exists(file) && Files.size(file) <= LARGEST_FILE) {
                Files.readAllLines(file, StandardCharsets.UTF_8).forEach(this::read);
            }
        } catch (IOException e) {
            LOG.warn("{} can't be read, settings are learnt anew: {}", file, e.toString());
        }
        dirty.set(false);
    }

    private void read(String line) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length == FIELDS) {
            Optional<String> unused = put(fields[0], fields[1], fields[2]);
        }
    }

    /**
     * Keeps a setting.
     *
     * @param device key of the device.
     * @param what name of the setting.
     * @param content what it is set to.
     * @return what it was set to before; empty when that is not known.
     */
    Optional<String> put(String device, String what, String content) {
        Map<String, String> settings = devices.computeIfAbsent(device, key -> new ConcurrentHashMap<>());
        String clean = content.replaceAll("\\p{Cntrl}", " ");
        if (!settings.containsKey(what) && settings.size() >= MOST_OF_A_DEVICE) {
            return Optional.empty();
        }
        String before = settings.put(what, clean);
        if (!clean.equals(before)) {
            dirty.set(true);
        }
        return Optional.ofNullable(before);
    }

    void forget(String device) {
        if (devices.remove(device) != null) {
            dirty.set(true);
        }
    }

    /** Writes the file when something is new; what can't be written is tried again with the next change. */
    void save() {
        if (!dirty.getAndSet(false)) {
            return;
        }
        String all = devices.entrySet().stream()
                .flatMap(device -> new ConcurrentSkipListMap<>(device.getValue())
                        .entrySet().stream()
                                .map(one -> device.getKey() + "\t" + one.getKey() + "\t" + one.getValue() + "\n"))
                .collect(Collectors.joining());
        try {
            WholeFile.replace(file, all.getBytes(StandardCharsets.UTF_8));
            failing = false;
        } catch (IOException e) {
            dirty.set(true);
            if (!failing) {
                LOG.warn("{} can't be written, after a restart settings are learnt anew: {}", file, e.toString());
            }
            failing = true;
        }
    }
}
