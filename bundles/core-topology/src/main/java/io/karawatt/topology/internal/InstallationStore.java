package io.karawatt.topology.internal;

import io.karawatt.event.Event;
import io.karawatt.topology.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The installation on the disk: one file, its last content beside it, and faulty ones moved aside.
 *
 * <p>Not thread-safe: its owner lets one change in at a time.
 */
final class InstallationStore {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final SafeFile disk;
    private final InstantSource clock;
    private byte @Nullable [] known;
    private @Nullable String blocked;

    InstallationStore(Path file, SafeFile disk, InstantSource clock) {
        this.file = file;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * What was found on the disk.
     *
     * @param devices in rising order of address.
     * @param notices what an operator must know of it.
     */
    record Found(List<Device> devices, List<Event.GatewayNotice> notices) {}

    /** Reads the file, or the one before when it is faulty; never fails. */
    Found load() {
        List<Event.GatewayNotice> notices = new ArrayList<>();
        Path backup = SafeFile.backupOf(file);
        if (Files.exists(file)) {
            Optional<List<Device>> devices = tryRead(file, notices);
            if (devices.isPresent()) {
                return new Found(devices.get(), notices);
            }
        } else if (Files.exists(backup)) {
            notices.add(notice(
                    Event.Severity.WARNING,
                    file + " is missing, going on with " + backup + "; remove both to begin with no devices"));
        }
        if (!Files.exists(backup)) {
            return new Found(List.of(), notices);
        }
        List<Device> devices = tryRead(backup, notices).orElse(List.of());
        notices.add(notice(
                Event.Severity.WARNING, devices.size() + " devices were taken from " + backup + "; check the list"));
        return new Found(devices, notices);
    }

    /**
     * Stores the devices.
     *
     * @throws IOException when it can't be done; message for the operator; the file then is as before.
     */
    void save(List<Device> devices) throws IOException {
        if (blocked != null) {
            throw new IOException(blocked);
        }
        if (Files.exists(file) && (known == null || !Arrays.equals(known, Files.readAllBytes(file)))) {
            throw new IOException(file + " was changed by somebody else since the gateway read it;"
                    + " restart bundle io.karawatt.core-topology to take that over, then try again");
        }
        byte[] content = InstallationYaml.write(devices);
        try {
            disk.replace(file, content);
        } catch (IOException e) {
            throw new IOException(
                    "can't store " + file + ": " + SafeFile.reason(e)
                            + "; nothing was changed. Make room or mend the rights of the folder, then try again",
                    e);
        }
        known = content;
    }

    private Optional<List<Device>> tryRead(Path from, List<Event.GatewayNotice> notices) {
        try {
            if (Files.size(from) > InstallationYaml.MOST_BYTES) {
                throw new FileFault(from.toString(), 0, "larger than " + InstallationYaml.MOST_BYTES + " bytes");
            }
            byte[] content = Files.readAllBytes(from);
            List<Device> devices = InstallationYaml.read(from.toString(), content);
            known = from.equals(file) ? content : known;
            return Optional.of(devices);
        } catch (FileFault e) {
            notices.add(notice(Event.Severity.ERROR, e.getMessage() + "; " + moveAside(from)));
        } catch (IOException e) {
            blocked = "can't read " + from + ": " + SafeFile.reason(e)
                    + "; mend that and restart bundle io.karawatt.core-topology, until then nothing can be changed";
            notices.add(notice(Event.Severity.ERROR, blocked));
        }
        return Optional.empty();
    }

    private String moveAside(Path faulty) {
        Path aside = faulty.resolveSibling(faulty.getFileName() + ".faulty-" + STAMP.format(clock.instant()));
        try {
            Files.move(faulty, aside);
            return "moved to " + aside + ", mend it there and bring it back with the bundle stopped";
        } catch (IOException e) {
            blocked = faulty + " is faulty and can't be moved aside: " + SafeFile.reason(e)
                    + "; mend or remove it and restart bundle io.karawatt.core-topology";
            return "it can't be moved aside (" + SafeFile.reason(e) + "), so nothing can be changed";
        }
    }

    private Event.GatewayNotice notice(Event.Severity severity, String text) {
        return new Event.GatewayNotice(severity, "topology", text, clock.instant());
    }
}
