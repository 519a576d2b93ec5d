package io.karawatt.profile;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Checks profile files before they are put to use. */
@ProviderType
public interface ProfileLint {

    /** Most files that are checked at once. */
    int MAX_FILES = 100;

    /**
     * Checks files as if they lay in the profile folder now, beside all that is in use; changes nothing.
     *
     * <p>A file of the same name that does lie there counts as replaced.
     *
     * @param files the files, checked together; each at most 4 MB.
     * @return what would come of them.
     * @throws IllegalArgumentException when they are none or more than {@link #MAX_FILES}.
     */
    Review review(List<Path> files);

    /**
     * What would come of some files.
     *
     * @param problems their faults, and the faults they would cause in others; empty when all is good.
     * @param profiles profiles that would come or change, in the order of their references.
     * @param notes what would take the place of what, in plain words.
     */
    record Review(List<ProfileProblem> problems, List<DeviceProfile> profiles, List<String> notes) {

        /** Copies the lists. */
        public Review {
            problems = List.copyOf(problems);
            profiles = List.copyOf(profiles);
            notes = List.copyOf(notes);
        }

        /**
         * Tells whether the files may be put to use.
         *
         * @return true when there is no problem.
         */
        public boolean good() {
            return problems.isEmpty();
        }
    }
}
