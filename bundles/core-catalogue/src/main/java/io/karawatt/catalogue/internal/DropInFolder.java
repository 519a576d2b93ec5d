package io.karawatt.catalogue.internal;

import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder by looking at it now and then.
 *
 * <p>A file is read when its size and time did not change between two looks, or when it is older than the time between
 * two looks: whoever copies a file slowly is given the time to finish. Not thread-safe.
 */
final class DropInFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DropInFolder.class);

    private final Path folder;
    private final Duration period;
    private final InstantSource clock;
    private Map<Path, Stamp> seen = Map.of();
    private Map<Path, Taken> taken = Map.of();
    private String trouble = "";

    /** What tells that a file changed. */
    private record Stamp(long size, Instant changed) {}

    /** A file as it was when it was read. */
    private record Taken(Stamp stamp, ProfileFile file) {}

    /**
     * Watches a folder.
     *
     * @param folder which one; need not exist.
     * @param period time between two looks.
     * @param clock tells the age of files.
     */
    DropInFolder(Path folder, Duration period, InstantSource clock) {
        this.folder = folder;
        this.period = period;
        this.clock = clock;
    }

    /** Makes the folder when it is missing, so that people find where to drop files. */
    void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.warn("{} can't be made, no profiles can be dropped in: {}", folder, e.toString());
        }
    }

    /**
     * Looks at the folder.
     *
     * @return the files that are to be used now, in the order of their names; the files of before when the folder can't
     *     be looked at.
     */
    List<ProfileFile> scan() {
        List<Path> paths;
        try {
            paths = Files.isDirectory(folder) ? ProfileSources.list(folder) : List.of();
            trouble = "";
        } catch (IOException e) {
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.warn("{} can't be looked at, its profiles stay as they are: {}", folder, trouble);
            }
            return files();
        }
        Map<Path, Stamp> stamps = new HashMap<>();
        Map<Path, Taken> next = new HashMap<>();
        for (Path path : paths) {
            Stamp stamp = stamp(path);
            if (stamp != null) {
                stamps.put(path, stamp);
                Taken file = take(path, stamp);
                if (file != null) {
                    next.put(path, file);
                }
            }
        }
        seen = stamps;
        taken = next;
        return files();
    }

    private @Nullable Taken take(Path path, Stamp stamp) {
        Taken before = taken.get(path);
        if (before != null && before.stamp().equals(stamp)) {
            return before;
        }
        boolean old = stamp.changed().plus(period).isBefore(clock.instant());
        if (stamp.equals(seen.get(path)) || old) {
            return new Taken(stamp, ProfileSources.file(folder.toString(), path));
        }
        return before;
    }

    private static @Nullable Stamp stamp(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException gone) {
            // Deleted between listing and looking: the next look will not see it any more.
            return null;
        }
    }

    private List<ProfileFile> files() {
        List<ProfileFile> files = new ArrayList<>();
        taken.keySet().stream().sorted().forEach(path -> {
            Taken file = taken.get(path);
            if (file != null) {
                files.add(file.file());
            }
        });
        return files;
    }
}
