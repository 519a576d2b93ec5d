package io.karawatt.profile.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileSourcesTest {

    @TempDir
    private Path folder;

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("content".getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static List<String> names(ProfileSource source) {
        return source.files().stream().map(ProfileFile::where).toList();
    }

    @Test
    void aJarGivesTheDataFilesOfItsProfilesFolderOnly() throws IOException {
        Path jar = jar(
                "data-1.jar",
                "profiles/",
                "profiles/b.profile.yaml",
                "profiles/a.registers.csv",
                "profiles/README.md",
                "profiles/deep/c.registers.csv",
                "other/d.registers.csv");
        assertEquals(
                List.of("data-1.jar/a.registers.csv", "data-1.jar/b.profile.yaml"), names(ProfileSources.jar(jar)));
    }

    @Test
    void theClassPathGivesEachJarAndFolderOnce() throws IOException {
        Path jar = jar("data-1.jar", "profiles/", "profiles/quantities.csv");
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("profiles"));
        Files.writeString(classes.resolve("profiles/x.profile.yaml"), "family: x");
        URL[] urls = {jar.toUri().toURL(), classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            List<ProfileSource> sources = ProfileSources.classPath(loader);
            assertEquals(2, sources.size());
            assertEquals(List.of(classes.resolve("profiles") + "/x.profile.yaml"), names(sources.get(0)));
            assertEquals(List.of("data-1.jar/quantities.csv"), names(sources.get(1)));
        }
    }

    @Test
    void aFolderIsReadInTheOrderOfNamesWithoutHiddenFiles() throws IOException {
        Files.writeString(folder.resolve("b.profile.yaml"), "x");
        Files.writeString(folder.resolve("a.registers.csv"), "x");
        Files.writeString(folder.resolve(".c.profile.yaml.swp"), "x");
        Files.writeString(folder.resolve(".d.registers.csv"), "x");
        Files.createDirectory(folder.resolve("e.profile.yaml"));
        assertEquals(
                List.of(folder + "/a.registers.csv", folder + "/b.profile.yaml"),
                names(ProfileSources.directory(folder)));
        assertThrows(IOException.class, () -> ProfileSources.directory(folder.resolve("none")));
    }
}
