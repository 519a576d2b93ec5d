package io.karawatt.profile.read;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds profile files where no OSGi framework looks for them: in folders and on the class path. */
public final class ProfileSources {

    /** Folder inside a data bundle or jar that holds its files. */
    public static final String FOLDER = "profiles";

    private static final int MAX_FILES = 1000;

    private ProfileSources() {}

    /**
     * Reads a folder, without its sub-folders.
     *
     * @param folder the folder.
     * @return its profile files in the order of their names.
     * @throws IOException when the folder can't be listed or holds more than 1,000 profile files.
     */
    public static ProfileSource directory(Path folder) throws IOException {
        String label = folder.toString();
        List<ProfileFile> files = new ArrayList<>();
        for (Path path : list(folder)) {
            files.add(file(label, path));
        }
        return new ProfileSource(label, files);
    }

    /**
     * Lists the profile files of a folder without reading them.
     *
     * @param folder the folder.
     * @return in the order of their names.
     * @throws IOException when the folder can't be listed or holds more than 1,000 profile files.
     */
    public static List<Path> list(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(path -> isProfileFile(path.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .limit(MAX_FILES + 1L)
                    .toList();
        }
        if (paths.size() > MAX_FILES) {
            throw new IOException(folder + " holds more than " + MAX_FILES + " profile files; move some elsewhere");
        }
        return paths;
    }

    /**
     * Reads one file of a folder.
     *
     * @param label name of the source.
     * @param path the file.
     * @return the file, with its fault when it can't be read.
     */
    public static ProfileFile file(String label, Path path) {
        String name = path.getFileName().toString();
        try (InputStream stream = Files.newInputStream(path)) {
            return ProfileFile.read(label, name, stream);
        } catch (IOException e) {
            return new ProfileFile(name, label + "/" + name, "", "the file can't be read: " + e.getMessage());
        }
    }

    /**
     * Reads the folder {@code profiles} of every jar and folder of a class path.
     *
     * @param loader class loader that sees the data jars.
     * @return one source for each jar or folder, in the order of the class path.
     * @throws IOException when one of them can't be read.
     */
    public static List<ProfileSource> classPath(ClassLoader loader) throws IOException {
        Map<String, ProfileSource> sources = new TreeMap<>();
        for (String probe : List.of(FOLDER + "/quantities.csv", FOLDER + "/", FOLDER)) {
            for (Enumeration<URL> urls = loader.getResources(probe); urls.hasMoreElements(); ) {
                URL url = urls.nextElement();
                if (url.openConnection() instanceof JarURLConnection jar) {
                    jar.setUseCaches(false);
                    Path file = path(jar.getJarFileURL());
                    if (!sources.containsKey(file.toString())) {
                        sources.put(file.toString(), jar(file));
                    }
                } else if (url.getProtocol().equals("file")) {
                    Path path = path(url);
                    Path folder = Files.isDirectory(path) ? path : path.resolveSibling("");
                    if (!sources.containsKey(folder.toString())) {
                        sources.put(folder.toString(), directory(folder));
                    }
                }
            }
        }
        return List.copyOf(sources.values());
    }

    /**
     * Reads the folder {@code profiles} of a jar.
     *
     * @param jar the jar file.
     * @return its profile files in the order of their names, labelled with the name of the jar.
     * @throws IOException when it is no jar or can't be read.
     */
    public static ProfileSource jar(Path jar) throws IOException {
        String label = jar.getFileName().toString();
        List<ProfileFile> files = new ArrayList<>();
        try (JarFile content = new JarFile(jar.toFile())) {
            List<JarEntry> entries = content.stream()
                    .filter(entry -> inFolder(entry.getName()))
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .limit(MAX_FILES)
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream stream = content.getInputStream(entry)) {
                    files.add(ProfileFile.read(label, entry.getName().substring(FOLDER.length() + 1), stream));
                }
            }
        }
        return new ProfileSource(label, files);
    }

    /**
     * Tells whether a file name looks like data for this reader; README files and the like are left alone.
     *
     * @param name plain name.
     * @return true for names that end with {@code .csv}, {@code .yaml} or {@code .yml}.
     */
    public static boolean isProfileFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean hidden = lower.startsWith(".");
        return !hidden && (lower.endsWith(".csv") || lower.endsWith(".yaml") || lower.endsWith(".yml"));
    }

    private static boolean inFolder(String entry) {
        return entry.startsWith(FOLDER + "/")
                && entry.indexOf('/', FOLDER.length() + 1) < 0
                && isProfileFile(entry.substring(FOLDER.length() + 1));
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("'" + url + "' is not a file: " + e.getMessage(), e);
        }
    }
}
