package io.karawatt.discovery.internal;

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
     * @return its path.
     */
    static Path resolve(BundleContext context, String file) {
        String folder = context.getProperty(PROPERTY);
        return Path.of(folder == null ? "data" : folder)
                .resolve(file)
                .toAbsolutePath()
                .normalize();
    }
}
