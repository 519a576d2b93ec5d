package io.karawatt.profile;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** All checked device profiles, shipped or dropped in. */
@ProviderType
public interface Profiles {

    /**
     * Finds a profile.
     *
     * @param reference product reference, for example {@code I-35}.
     * @return the profile, or empty.
     */
    Optional<DeviceProfile> find(String reference);

    /**
     * Returns all profiles.
     *
     * @return in the order of their references.
     */
    List<DeviceProfile> all();

    /**
     * Returns what was refused.
     *
     * @return one entry for each fault in a file that is present now.
     */
    List<ProfileProblem> problems();
}
