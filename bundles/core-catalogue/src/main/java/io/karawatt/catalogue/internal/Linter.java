package io.karawatt.catalogue.internal;

import io.karawatt.profile.ProfileLint;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks files against all that the catalogue has in use. */
@Component(service = ProfileLint.class)
public final class Linter implements ProfileLint {

    private final Shelf shelf;

    @Activate
    public Linter(@Reference(name = "catalogue") Catalogue catalogue) {
        this(catalogue.shelf());
    }

    Linter(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Review review(List<Path> files) {
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new IllegalArgumentException(files.size() + " files: give 1 to " + MAX_FILES);
        }
        List<ProfileProblem> absent = new ArrayList<>();
        List<ProfileFile> there = new ArrayList<>();
        for (Path file : files) {
            Path whole = file.toAbsolutePath().normalize();
            // Devices and pipes may never end; what is no plain file is not opened.
            if (Files.isRegularFile(whole)) {
                there.add(ProfileSources.file(String.valueOf(whole.getParent()), whole));
            } else {
                absent.add(new ProfileProblem(
                        whole.toString(), 0, "there is no such file on the gateway's machine; give its whole path"));
            }
        }
        Review review = shelf.review(there);
        absent.addAll(review.problems());
        return new Review(absent, review.profiles(), review.notes());
    }
}
