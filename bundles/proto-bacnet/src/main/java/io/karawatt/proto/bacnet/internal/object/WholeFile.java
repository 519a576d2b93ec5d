package io.karawatt.proto.bacnet.internal.object;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a file beside and moves it into place, so that there is always a whole one. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Replaces a file; its folder is made when it is missing.
     *
     * @param file which.
     * @param lines what it shall hold.
     * @throws IOException when that fails; the old file is then still there.
     */
    public static void write(Path file, List<String> lines) throws IOException {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        Files.write(part, lines, StandardCharsets.UTF_8);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
