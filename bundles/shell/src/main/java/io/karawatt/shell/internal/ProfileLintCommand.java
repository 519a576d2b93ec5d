package io.karawatt.shell.internal;

import io.karawatt.profile.ProfileLint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Checks profile files before they are dropped in. */
@Service
@Command(
        scope = "profile",
        name = "lint",
        description = "Checks profile files before they are dropped in: what is wrong, where, and how to mend it")
public final class ProfileLintCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "file",
            description = "Files on the gateway's machine, checked together: a profile, its tables. Options may follow",
            required = true,
            multiValued = true)
    @Completion(FileCompleter.class)
    private List<String> rest = List.of();

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<Path> files = paths(Trailing.options(this, rest, ProfileLint.MAX_FILES));
            ProfileLint.Review review = console.need(ProfileLint.class).review(files);
            console.show(ProfileView.review(review), json);
            if (!review.good()) {
                throw Messages.failure("lint.bad", review.problems().size());
            }
        }
        return null;
    }

    /** Reads what was typed. */
    static List<Path> paths(List<String> words) throws CommandException {
        if (words.isEmpty()) {
            throw Messages.failure("lint.none");
        }
        List<Path> paths = new ArrayList<>();
        for (String word : words) {
            try {
                paths.add(Path.of(word));
            } catch (InvalidPathException e) {
                throw Messages.failure("lint.path", word);
            }
        }
        return paths;
    }
}
