package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.model.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the MIB file while the bundle is built. */
public final class MibFiles {

    /** Name of the file; made of a head and the tables of the bundle. */
    public static final String MIB = "KARAWATT-MIB.txt";

    private static final String HEAD = "KARAWATT-MIB.head";

    private MibFiles() {}

    /**
     * Writes {@link #MIB}.
     *
     * @param args the catalogue of quantities, and the folder to write into.
     * @throws IOException when a file can't be read or written.
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("say where quantities.csv is and where to write to");
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        Files.writeString(folder.resolve(MIB), text(Layout.of(quantities(Path.of(args[0])))));
    }

    /**
     * Writes the module.
     *
     * @param layout what there is.
     * @return the text of {@link #MIB}.
     * @throws IOException when the bundle lacks its head.
     */
    static String text(Layout layout) throws IOException {
        try (InputStream head = MibFiles.class.getResourceAsStream(Layout.FOLDER + HEAD)) {
            if (head == null) {
                throw new IOException("the bundle lacks " + HEAD);
            }
            return MibText.write(layout, new String(head.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads the catalogue as far as names and numbers need it; the gateway itself reads it by lib-profile.
     *
     * @param file {@code quantities.csv}.
     * @return its rows.
     * @throws IOException when it can't be read.
     */
    static List<Quantity> quantities(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return Csv.read(text).stream().map(MibFiles::quantity).toList();
        }
    }

    private static Quantity quantity(Map<String, String> row) {
        Map<String, String> attributes = new HashMap<>(row);
        attributes.values().removeIf(String::isEmpty);
        return new Quantity(
                row.getOrDefault("key", ""),
                row.getOrDefault("group", ""),
                row.getOrDefault("scope", ""),
                row.getOrDefault("description", ""),
                row.getOrDefault("unit", ""),
                "signed".equals(row.get("signed")),
                attributes);
    }
}
