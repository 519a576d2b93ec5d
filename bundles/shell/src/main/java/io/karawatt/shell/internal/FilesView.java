package io.karawatt.shell.internal;

import io.karawatt.gateway.Download;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;

/** The files that the gateway offers to its operators. */
final class FilesView {

    private FilesView() {}

    static Table list(List<Download> files) {
        Table table = Table.of("name", "type", "description").ifEmpty(Messages.text("files.none"));
        files.stream()
                .sorted(Comparator.comparing(Download::name))
                .forEach(file -> table.row(file.name(), file.mediaType(), file.description()));
        return table;
    }

    /** Writes the content of a file, byte for byte. */
    static void write(List<Download> files, String name, OutputStream out) throws CommandException {
        Optional<Download> file =
                files.stream().filter(f -> f.name().equals(name)).findFirst();
        if (file.isEmpty()) {
            throw Messages.failure("file.unknown", name);
        }
        try {
            BufferedOutputStream buffer = new BufferedOutputStream(out);
            file.get().write(buffer);
            buffer.flush();
        } catch (IOException e) {
            throw Messages.failure("file.failed", name, String.valueOf(e.getMessage()));
        }
    }
}
