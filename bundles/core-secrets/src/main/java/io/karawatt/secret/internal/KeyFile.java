package io.karawatt.secret.internal;

import io.karawatt.store.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of this gateway: 32 random bytes in a file that only the gateway's own user may read, in a folder that only
 * he may enter. Made whole or not at all.
 */
final class KeyFile {

    static final int BYTES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> MINE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> MINE_TO_ENTER = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final SecureRandom random;

    KeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /**
     * Reads the key.
     *
     * @return the key; empty when none was made yet.
     * @throws IOException in plain words when there is one that can't be used.
     */
    Optional<byte[]> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) != BYTES) {
            throw new IOException("the key file " + file + " has " + Files.size(file) + " bytes instead of " + BYTES
                    + ": restore it from a back-up, or remove it and enter all pass phrases again");
        }
        restrict(file, MINE);
        return Optional.of(Files.readAllBytes(file));
    }

    /**
     * Reads the key, and makes one before when there is none.
     *
     * @return the key.
     * @throws IOException in plain words when it can be neither read nor stored.
     */
    byte[] readOrMake() throws IOException {
        Optional<byte[]> known = read();
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        store(key);
        LOG.info("a key for pass phrases was made: {}; keep a copy of it with your back-ups", file);
        return key;
    }

    private void store(byte[] key) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            makeFolder(file.resolveSibling(".").normalize());
            try {
                Files.deleteIfExists(fresh);
                write(fresh, key);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new IOException(
                    "the key file " + file + " can't be stored (" + e + "): let the gateway's user write in its folder",
                    e);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (posix(folder)) {
            Files.createDirectories(folder, attribute(MINE_TO_ENTER));
            restrict(folder, MINE_TO_ENTER);
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void write(Path fresh, byte[] key) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] attributes =
                posix(fresh) ? new FileAttribute<?>[] {attribute(MINE)} : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(fresh, options, attributes)) {
            WholeFile.fill(channel, key);
        }
    }

    /** Takes away what others may do. */
    private static void restrict(Path path, Set<PosixFilePermission> most) throws IOException {
        if (posix(path) && !most.containsAll(Files.getPosixFilePermissions(path))) {
            LOG.warn("{} was open to others; now it is not", path);
            Files.setPosixFilePermissions(path, most);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
