package io.karawatt.journal.internal;

import io.karawatt.journal.JournalEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logbook on disk: one text file, and the one before it; together never larger than twice the limit.
 *
 * <p>A disk that is full or gone is no reason to stop: it is told once, tried again every minute, and told when it
 * works again. Not thread-safe.
 */
final class JournalFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Path file;
    private final Path previous;
    private final long limit;
    private final InstantSource clock;
    private @Nullable FileChannel channel;
    private Instant retryAt = Instant.MIN;
    private long missed;

    /**
     * Names the file; nothing is opened yet.
     *
     * @param file the file; the one before it gets the suffix {@code .1}.
     * @param limit size in bytes at which the file is moved away.
     * @param clock tells when to try again.
     */
    JournalFile(Path file, long limit, InstantSource clock) {
        this.file = file;
        this.previous = file.resolveSibling(file.getFileName() + ".1");
        this.limit = limit;
        this.clock = clock;
    }

    /** Appends a line, if the disk takes it. */
    void append(JournalEntry entry) {
        if (missed > 0 && clock.instant().isBefore(retryAt)) {
            missed++;
            return;
        }
        byte[] line = (entry.at() + " " + entry.topic() + " " + entry.text() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            write(roomFor(line.length), line);
            if (missed > 0) {
                LOG.info("{} is written again, {} entries are missing in it", file, missed);
                missed = 0;
            }
        } catch (IOException e) {
            close();
            if (missed == 0) {
                LOG.warn("{} can't be written, the logbook goes on in memory: {}", file, e.toString());
            }
            missed++;
            retryAt = clock.instant().plus(RETRY);
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} did not close cleanly", file, e);
            }
        }
    }

    private FileChannel roomFor(int length) throws IOException {
        FileChannel open = opened();
        if (open.size() == 0 || open.size() + length <= limit) {
            return open;
        }
        close();
        Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
        return opened();
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
            open.position(endOfLastLine(open));
        }
        return open;
    }

    /** A full disk or a power cut leaves half a line; the next one must not grow out of it. */
    private static long endOfLastLine(FileChannel open) throws IOException {
        long end = open.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (end > 0 && open.read(last, end - 1) == 1 && last.get(0) != '\n') {
            open.write(ByteBuffer.wrap(new byte[] {'\n'}), end);
            end++;
        }
        return end;
    }

    private static void write(FileChannel open, byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }
}
