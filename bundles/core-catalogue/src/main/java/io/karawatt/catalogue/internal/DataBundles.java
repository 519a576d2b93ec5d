package io.karawatt.catalogue.internal;

import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileSource;
import io.karawatt.profile.read.ProfileSources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;

/** Puts the files of every running bundle that provides the capability {@value #NAMESPACE} on the shelf. */
final class DataBundles extends BundleTracker<Long> {

    static final String NAMESPACE = "io.karawatt.profiles";

    private final Shelf shelf;

    DataBundles(BundleContext context, Shelf shelf) {
        super(context, Bundle.ACTIVE, null);
        this.shelf = shelf;
    }

    @Override
    public @Nullable Long addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleCapability> capabilities = wiring == null ? List.of() : wiring.getCapabilities(NAMESPACE);
        if (capabilities == null || capabilities.isEmpty()) {
            return null;
        }
        List<ProfileFile> files = new ArrayList<>();
        for (BundleCapability capability : capabilities) {
            Object path = capability.getAttributes().getOrDefault("path", ProfileSources.FOLDER);
            files.addAll(files(bundle, path.toString()));
        }
        shelf.put(bundle.getBundleId(), new ProfileSource(label(bundle), files));
        return bundle.getBundleId();
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Long id) {
        shelf.take(id);
    }

    private static String label(Bundle bundle) {
        return String.valueOf(bundle.getSymbolicName()).replaceFirst("^io\\.karawatt\\.", "");
    }

    /**
     * Reads the files of a folder of a bundle.
     *
     * @param bundle the bundle.
     * @param folder path inside it.
     * @return in the order of their names.
     */
    static List<ProfileFile> files(Bundle bundle, String folder) {
        Enumeration<URL> entries = bundle.findEntries(folder, "*", false);
        List<ProfileFile> files = new ArrayList<>();
        for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String name = entry.getPath().substring(entry.getPath().lastIndexOf('/') + 1);
            if (ProfileSources.isProfileFile(name)) {
                files.add(file(label(bundle), name, entry));
            }
        }
        files.sort(Comparator.comparing(ProfileFile::name));
        return files;
    }

    private static ProfileFile file(String label, String name, URL entry) {
        try (InputStream stream = entry.openStream()) {
            return ProfileFile.read(label, name, stream);
        } catch (IOException e) {
            return new ProfileFile(name, label + "/" + name, "", "the file can't be read: " + e.getMessage());
        }
    }
}
