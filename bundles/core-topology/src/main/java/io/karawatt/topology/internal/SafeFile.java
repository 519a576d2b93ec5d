package io.karawatt.topology.internal;

import io.karawatt.store.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces small files as a whole: after a power cut there is the old content or the new one, never half of either. */
final class SafeFile {

    /** Puts bytes on the disk; replaced in tests by a disk that is full. */
    interface Disk {

        /** Writes a whole file and returns when it is on the disk. */
        void write(Path file, byte[] content) throws IOException;
    }

    private final Disk disk;

    SafeFile() {
        this(WholeFile::write);
    }

    SafeFile(Disk disk) {
        this.disk = disk;
    }

    /** Returns the file beside the given one that holds its last content. */
    static Path backupOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".bak");
    }

    /**
     * Replaces the content of a file and keeps the old one beside it.
     *
     * @param file where; its folder is made when missing.
     * @param content the new content.
     * @throws IOException when it can't be done; the file then is as before.
     */
    void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Path copy = file.resolveSibling(file.getFileName() + ".bak.new");
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            disk.write(fresh, content);
            if (Files.exists(file)) {
                disk.write(copy, Files.readAllBytes(file));
                move(copy, backupOf(file));
            }
            move(fresh, file);
        } catch (IOException e) {
            discard(fresh, e);
            discard(copy, e);
            throw e;
        }
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /** Tells in plain words why the disk refused. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "there is no folder for it";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void discard(Path file, IOException because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** The new name is on the disk only when the folder is; not every file system lets a folder be forced. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // The content is safe either way; at worst the previous file is seen after a power cut.
        }
    }
}
