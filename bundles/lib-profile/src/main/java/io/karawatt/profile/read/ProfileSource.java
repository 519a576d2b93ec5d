package io.karawatt.profile.read;

import java.util.List;

/**
 * A place with profile files: a data bundle, a jar, a folder.
 *
 * @param label short name, used in reports.
 * @param files its files.
 */
public record ProfileSource(String label, List<ProfileFile> files) {

    /** Copies the list. */
    public ProfileSource {
        files = List.copyOf(files);
    }
}
