package io.karawatt.memory.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.Quantities;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The shipped profiles. */
final class Shipped {

    private static final ProfileLibrary LIBRARY = load();

    private Shipped() {}

    private static ProfileLibrary load() {
        try {
            return ProfileLibrary.load(ProfileSources.classPath(Shipped.class.getClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Quantities quantities() {
        return LIBRARY.quantities();
    }

    static Optional<DeviceProfile> find(String reference) {
        return LIBRARY.profiles().find(reference);
    }

    static DeviceProfile profile(String reference) {
        return find(reference).orElseThrow();
    }

    static MemorySpec memory(String reference, String name) {
        return profile(reference).memories().stream()
                .filter(memory -> memory.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
