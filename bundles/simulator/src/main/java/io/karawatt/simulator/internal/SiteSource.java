package io.karawatt.simulator.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.site.SiteReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the site file comes from, and what is set over it.
 *
 * @param file path of the file; empty for the demo site inside the bundle.
 * @param seed seed instead of the file's; 0 for the file's.
 * @param speed speed instead of the file's; 0 for the file's.
 */
public record SiteSource(String file, long seed, double speed) {

    /** The demo site inside the bundle. */
    public static final String DEMO = "/site/demo.site.yaml";

    /** Checks the speed. */
    public SiteSource {
        if (speed != 0 && !(speed >= Site.MIN_SPEED && speed <= Site.MAX_SPEED)) {
            throw new IllegalArgumentException("speed = " + speed + ": write 0 (as in the site file) or "
                    + Site.MIN_SPEED + " to " + Site.MAX_SPEED);
        }
    }

    /**
     * Reads the site.
     *
     * @param profiles finds a profile by reference.
     * @return the site.
     * @throws SiteFileException when it can't be played.
     */
    public Site read(Function<String, Optional<DeviceProfile>> profiles) throws SiteFileException {
        String name = file.isBlank() ? "demo.site.yaml" : file;
        try (Reader reader = open()) {
            Site site = new SiteReader(profiles).read(name, reader);
            return site.with(seed == 0 ? site.seed() : seed, speed == 0 ? site.speed() : speed);
        } catch (CharacterCodingException e) {
            throw new SiteFileException(name, 0, "is not UTF-8; save it with that encoding");
        } catch (NoSuchFileException e) {
            throw new SiteFileException(name, 0, "does not exist; correct the path");
        } catch (IOException e) {
            throw new SiteFileException(name, 0, "can't be read: " + e);
        }
    }

    /**
     * Checks everything but the references, which nobody may know yet.
     *
     * @throws SiteFileException when it can't be played whatever profiles come.
     */
    public void check() throws SiteFileException {
        read(reference -> Optional.of(any(reference)));
    }

    private static DeviceProfile any(String reference) {
        return new DeviceProfile(
                reference,
                "any",
                reference,
                Set.of(),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of("maxLoads", "999"),
                new DeviceProfile.Limits(125, true, 0),
                List.of(),
                new RegisterSpec.Origin("", 0, false, ""));
    }

    private Reader open() throws IOException {
        if (!file.isBlank()) {
            return Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
        }
        InputStream in = SiteSource.class.getResourceAsStream(DEMO);
        if (in == null) {
            throw new IOException("the bundle lacks its demo site");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
