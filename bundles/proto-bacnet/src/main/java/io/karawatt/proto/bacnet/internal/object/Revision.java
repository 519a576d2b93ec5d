package io.karawatt.proto.bacnet.internal.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Database_Revision: rises whenever objects come, go or are renamed, and stays over a restart (clause 12.11). Kept in a
 * file together with a sum of what there was. Thread-safe.
 */
public final class Revision {

    private static final Logger LOG = LoggerFactory.getLogger(Revision.class);

    private final Path file;
    private long revision = 1;
    private long fingerprint;

    /**
     * Reads what was kept.
     *
     * @param file where it is kept.
     */
    public Revision(Path file) {
        this.file = file;
        if (Files.isRegularFile(file)) {
            try {
                String[] words = Files.readString(file).trim().split(" ", 2);
                revision = Long.parseLong(words[0]) & 0xffff_ffffL;
                fingerprint = Long.parseLong(words[words.length - 1]);
            } catch (IOException | NumberFormatException e) {
                LOG.warn("{} can't be read; Database_Revision begins anew", file, e);
            }
        }
    }

    /**
     * Returns the revision of what there is now. It rises only when somebody asks, so that what comes up bit by bit at
     * a start counts as one change or none.
     *
     * @param now sum of all objects.
     * @return 1..2^32-1, or 0 after that.
     */
    public synchronized long of(long now) {
        if (now != fingerprint) {
            revision = fingerprint == 0 ? revision : (revision + 1) & 0xffff_ffffL;
            fingerprint = now;
            keep();
        }
        return revision;
    }

    private void keep() {
        try {
            WholeFile.write(file, List.of(revision + " " + fingerprint));
        } catch (IOException e) {
            LOG.warn("Database_Revision can't be kept in {}: after a restart it begins anew", file, e);
        }
    }
}
