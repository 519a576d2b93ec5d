package io.karawatt.proto.bacnet.internal.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Database_Revision: rises whenever objects come, go or are renamed, and stays over a restart (clause 12.11). Kept in a
 * file together with a sum of what there was. Thread-safe.
 */
public final class Revision implements LongSupplier {

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
     * Tells what there is now.
     *
     * @param now sum of all objects.
     */
    public synchronized void note(long now) {
        if (now == fingerprint) {
            return;
        }
        revision = fingerprint == 0 ? revision : revision + 1 & 0xffff_ffffL;
        fingerprint = now;
        try {
            WholeFile.write(file, List.of(revision + " " + fingerprint));
        } catch (IOException e) {
            LOG.warn("Database_Revision can't be kept in {}: after a restart it begins anew", file, e);
        }
    }

    @Override
    public synchronized long getAsLong() {
        return revision;
    }
}
