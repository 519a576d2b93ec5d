package io.karawatt.catalogue.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileLint.Review;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.ProfilesListener;
import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sources, and the library made of them.
 *
 * <p>A dropped-in file with a fault never takes anything away: its last good version stays in use until the file is
 * mended or gone. Thread-safe; reading never waits.
 */
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Object changing = new Object();
    private final Object telling = new Object();
    private final Map<Long, ProfileSource> bundles = new TreeMap<>();
    private final List<ProfilesListener> listeners = new CopyOnWriteArrayList<>();
    private List<ProfileFile> dropIns = List.of();
    private Map<String, ProfileFile> good = new TreeMap<>();
    private volatile View view = new View(ProfileLibrary.EMPTY, List.of());

    /** One state: a library, with the problems of the files that are not part of it. */
    private record View(ProfileLibrary library, List<ProfileProblem> problems) implements Profiles {

        @Override
        public Optional<DeviceProfile> find(String reference) {
            return library.profiles().find(reference);
        }

        @Override
        public List<DeviceProfile> all() {
            return library.profiles().all();
        }
    }

    /**
     * Adds or replaces the source of a bundle.
     *
     * @param bundle id of the bundle.
     * @param source its files.
     */
    void put(long bundle, ProfileSource source) {
        synchronized (changing) {
            bundles.put(bundle, source);
            rebuild();
        }
        tell();
    }

    /**
     * Takes the source of a bundle away.
     *
     * @param bundle id of the bundle.
     */
    void take(long bundle) {
        synchronized (changing) {
            bundles.remove(bundle);
            rebuild();
        }
        tell();
    }

    /**
     * Sets the dropped-in files; does nothing when they are those of before.
     *
     * @param files all of them.
     */
    void dropIns(List<ProfileFile> files) {
        synchronized (changing) {
            if (files.equals(dropIns)) {
                return;
            }
            dropIns = List.copyOf(files);
            rebuild();
        }
        tell();
    }

    /**
     * Adds a listener and tells it the profiles.
     *
     * @param listener whom to tell.
     */
    void add(ProfilesListener listener) {
        listeners.add(listener);
        synchronized (telling) {
            tell(listener);
        }
    }

    /**
     * Removes a listener.
     *
     * @param listener whom to tell no more.
     */
    void remove(ProfilesListener listener) {
        listeners.remove(listener);
    }

    /** Lets all listeners go; they hear nothing of what happens afterwards. */
    void dismiss() {
        listeners.clear();
    }

    /**
     * Returns the library in use.
     *
     * @return an immutable snapshot.
     */
    ProfileLibrary library() {
        return view.library();
    }

    /**
     * Returns the profiles in use, with all problems.
     *
     * @return an immutable snapshot.
     */
    Profiles profiles() {
        return view;
    }

    /**
     * Tells what would come of dropping files in.
     *
     * @param files taken as they are, in the place of dropped-in files of the same names.
     * @return their effect on the profiles in use, which stay as they are.
     */
    Review review(List<ProfileFile> files) {
        List<String> names = files.stream().map(ProfileFile::name).toList();
        Map<String, ProfileFile> others;
        ProfileLibrary before;
        ProfileLibrary after;
        synchronized (changing) {
            others = new TreeMap<>(good);
            others.values().removeIf(file -> names.contains(file.name()));
            before = load(others);
            files.forEach(file -> others.put(file.where(), file));
            after = load(others);
        }
        List<ProfileProblem> problems = new ArrayList<>(after.problems());
        problems.removeAll(before.problems());
        List<String> notes = new ArrayList<>(after.notes());
        notes.removeAll(before.notes());
        List<DeviceProfile> changed = after.profiles().all().stream()
                .filter(profile -> !before.profiles().find(profile.reference()).equals(Optional.of(profile)))
                .toList();
        return new Review(problems, changed, notes);
    }

    private void rebuild() {
        Map<String, ProfileFile> wanted = new TreeMap<>();
        dropIns.forEach(file -> wanted.put(file.where(), file));
        Set<ProfileProblem> problems = new LinkedHashSet<>();
        Map<String, ProfileFile> trial = new TreeMap<>(wanted);
        ProfileLibrary library = load(trial);
        // Each round mends or leaves out at least one file, so it ends.
        while (backOut(trial, library, problems)) {
            library = load(trial);
        }
        problems.addAll(library.problems());
        good = trial;
        report(problems, library.notes());
        view = new View(library, List.copyOf(problems));
    }

    private ProfileLibrary load(Map<String, ProfileFile> files) {
        List<ProfileSource> sources = new ArrayList<>(bundles.values());
        sources.add(new ProfileSource("drop-in", List.copyOf(files.values())));
        return ProfileLibrary.load(sources);
    }

    /** Replaces dropped-in files with faults by their last good version; tells whether there were any. */
    private boolean backOut(Map<String, ProfileFile> trial, ProfileLibrary library, Set<ProfileProblem> problems) {
        Set<String> faulty = new LinkedHashSet<>();
        for (ProfileProblem problem : library.problems()) {
            if (trial.containsKey(problem.file())) {
                faulty.add(problem.file());
            }
        }
        if (faulty.isEmpty()) {
            faulty.addAll(harmfulTables(trial, library, problems));
        }
        for (String file : faulty) {
            ProfileFile last = good.get(file);
            boolean kept = last != null && !last.equals(trial.get(file));
            for (ProfileProblem problem : library.problems()) {
                if (problem.file().equals(file)) {
                    problems.add(kept ? keptNote(problem) : problem);
                }
            }
            if (kept) {
                trial.put(file, last);
            } else {
                trial.remove(file);
            }
        }
        return !faulty.isEmpty();
    }

    private static ProfileProblem keptNote(ProfileProblem problem) {
        return new ProfileProblem(
                problem.file(), problem.line(), problem.reason() + " (the last good version stays in use)");
    }

    /** Dropped-in tables that are good in themselves but break profiles that were good without them. */
    private Set<String> harmfulTables(
            Map<String, ProfileFile> trial, ProfileLibrary library, Set<ProfileProblem> problems) {
        Set<String> tables = new LinkedHashSet<>();
        trial.keySet().stream().filter(file -> file.endsWith(".registers.csv")).forEach(tables::add);
        if (tables.isEmpty() || library.problems().isEmpty()) {
            return Set.of();
        }
        Map<String, ProfileFile> without = new TreeMap<>(trial);
        without.keySet().removeAll(tables);
        List<ProfileProblem> broken = new ArrayList<>(library.problems());
        broken.removeAll(load(without).problems());
        if (broken.isEmpty()) {
            return Set.of();
        }
        for (String table : tables) {
            problems.add(new ProfileProblem(
                    table, 0, "the table is not used because it breaks a profile: " + broken.get(0)));
        }
        return tables;
    }

    private void report(Set<ProfileProblem> problems, List<String> notes) {
        List<ProfileProblem> known = view.problems();
        problems.stream().filter(problem -> !known.contains(problem)).forEach(problem -> LOG.warn("{}", problem));
        List<String> told = view.library().notes();
        notes.stream().filter(note -> !told.contains(note)).forEach(LOG::info);
    }

    private void tell() {
        synchronized (telling) {
            listeners.forEach(this::tell);
        }
    }

    private void tell(ProfilesListener listener) {
        try {
            listener.profilesChanged(view);
        } catch (RuntimeException e) {
            LOG.error("{} failed on changed profiles; the others are told", listener, e);
        }
    }
}
