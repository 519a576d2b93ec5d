package io.karawatt.demo.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of the log, for those who start the demo and should not have to look for the reason why it did not.
 *
 * @param file the log.
 */
record LogTail(Path file) {

    private static final int TAIL_BYTES = 64 * 1024;
    private static final int MOST = 3;

    /**
     * Returns the latest errors.
     *
     * @return at most three lines, oldest first; none when there is no error or no log.
     */
    List<String> errors() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] tail = new byte[TAIL_BYTES];
            int length = Math.max(0, log.read(tail));
            List<String> errors = new String(tail, 0, length, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" ERROR "))
                    .toList();
            return errors.subList(Math.max(0, errors.size() - MOST), errors.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
