package io.karawatt.topology.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Finds files in the folder that survives restarts. */
final class DataFolder {

    private static final String PROPERTY = "karaf.data";

    private DataFolder() {}

    /**
     * Finds a file.
     *
     * @param context knows the framework property with the folder.
     * @param file absolute, or relative to the folder.
     * @return its absolute path.
     * @throws IllegalStateException when the path is relative and the framework does not tell the folder.
     */
    static Path resolve(BundleContext context, String file) {
        Path path = Path.of(file);
        if (path.isAbsolute()) {
            return path.normalize();
        }
        String folder = context.getProperty(PROPERTY);
        if (folder == null) {
            throw new IllegalStateException("framework property " + PROPERTY + " is not set, so '" + file
                    + "' has no place; set the property or configure an absolute path");
        }
        return Path.of(folder).resolve(path).toAbsolutePath().normalize();
    }
}
