package io.karawatt.architectures;

import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.site.SiteReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The site files of the figures, and the profiles they are played with. */
final class Figures {

    /** How many figures there are. */
    static final int COUNT = 36;

    private static final class Shipped {

        private static final Profiles PROFILES = load();

        private static Profiles load() {
            try {
                return ProfileLibrary.load(ProfileSources.classPath(Figures.class.getClassLoader()))
                        .profiles();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Figures() {}

    static Profiles profiles() {
        return Shipped.PROFILES;
    }

    static String fileName(int figure) {
        return "fig-%02d.site.yaml".formatted(figure);
    }

    static InputStream open(int figure) throws IOException {
        String path = "/site/architectures/" + fileName(figure);
        InputStream in = Figures.class.getResourceAsStream(path);
        if (in == null) {
            throw new FileNotFoundException(path);
        }
        return in;
    }

    static Site site(int figure) throws IOException, SiteFileException {
        try (InputStreamReader reader = new InputStreamReader(open(figure), StandardCharsets.UTF_8)) {
            return new SiteReader(profiles()::find).read(fileName(figure), reader);
        }
    }
}
