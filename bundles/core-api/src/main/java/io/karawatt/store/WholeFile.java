package io.karawatt.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes small files as a whole: after a power cut there is the old content or the new one, never half of either. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Replaces the content of a file by way of a new one beside it, named {@code FILE.new}.
     *
     * @param file which; it and its folder are made when missing.
     * @param content the new content.
     * @throws IOException when it can't be done; the file then is as before.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes a file and returns when it is on the disk.
     *
     * @param file which; made when missing, its folder is there.
     * @param content the new content.
     * @throws IOException when it can't be done; the file then may hold half of it.
     */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            fill(channel, content);
        }
    }

    /**
     * Writes into an open file and returns when it is on the disk.
     *
     * @param channel the file, open for writing.
     * @param content what to write.
     * @throws IOException when it can't be done.
     */
    public static void fill(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }
}
