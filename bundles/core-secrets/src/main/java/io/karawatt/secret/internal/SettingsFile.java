package io.karawatt.secret.internal;

import io.karawatt.store.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A settings file of the operator, replaced as a whole: a reader sees the old content or the new one.
 *
 * @param path where.
 * @param encoding in which the file watcher reads it.
 */
record SettingsFile(Path path, Charset encoding) {

    private static final long LARGEST = 1L << 20;

    /** Finds the file by what the file watcher notes in the configuration: a URI or a path. */
    static SettingsFile of(String noted, Charset encoding) throws IOException {
        try {
            Path path = noted.startsWith("file:") ? Path.of(URI.create(noted)) : Path.of(noted);
            return new SettingsFile(path.toRealPath(), encoding);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + noted + "' is not the name of a file", e);
        }
    }

    CfgText read() throws IOException {
        if (!path.getFileName().toString().endsWith(".cfg") || Files.size(path) > LARGEST) {
            throw new IOException(path + " is not a .cfg file of at most 1 MB");
        }
        try {
            return new CfgText(new String(Files.readAllBytes(path), encoding));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " is malformed: " + e.getMessage(), e);
        }
    }

    /** Replaces the content; who may read and write the file stays. */
    void write(CfgText text) throws IOException {
        // The file watcher looks only at names that end with .cfg, .config or .json.
        Path fresh = path.resolveSibling(path.getFileName() + ".sealed");
        try {
            Files.deleteIfExists(fresh);
            write(fresh, text.toString().getBytes(encoding));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw new IOException(path + " can't be written (" + e + ")", e);
        }
    }

    private void write(Path fresh, byte[] content) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // Made as closed as the present file; opened again as far as that, whatever the process may by default.
            Set<PosixFilePermission> present = Files.getPosixFilePermissions(path);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(present));
            Files.setPosixFilePermissions(fresh, present);
        } else {
            Files.createFile(fresh);
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            WholeFile.fill(channel, content);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
