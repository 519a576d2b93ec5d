package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shipped catalogue of quantities. */
public final class Catalogue {

    private static final String FILE = "profiles-socomec/src/main/resources/profiles/quantities.csv";

    private Catalogue() {}

    /**
     * Reads it.
     *
     * @return all quantities.
     */
    public static List<Quantity> all() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path beside = here.resolveSibling(FILE);
        return MibFiles.quantities(
                Files.exists(beside) ? beside : here.resolve("bundles").resolve(FILE));
    }
}
