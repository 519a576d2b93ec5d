package io.karawatt.profile.read;

import io.karawatt.model.Quantity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.Quantities;
import io.karawatt.profile.read.internal.Loading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quantities and device profiles read from some sources; immutable.
 *
 * <p>Later sources win: a profile takes the place of one with the same reference, a register table that of one with the
 * same name. A faulty file is left out as a whole, together with the profiles that need it; everything else stays.
 */
public final class ProfileLibrary {

    /** Nothing at all. */
    public static final ProfileLibrary EMPTY = new ProfileLibrary(Map.of(), new TreeMap<>(), List.of(), List.of());

    private final QuantityView quantities;
    private final ProfileView profiles;
    private final List<String> notes;

    private ProfileLibrary(
            Map<String, Quantity> quantities,
            SortedMap<String, DeviceProfile> profiles,
            List<ProfileProblem> problems,
            List<String> notes) {
        this.quantities = new QuantityView(quantities, List.copyOf(quantities.values()));
        this.profiles = new ProfileView(profiles, List.copyOf(profiles.values()), List.copyOf(problems));
        this.notes = List.copyOf(notes);
    }

    /**
     * Reads sources.
     *
     * @param sources in rising order of precedence.
     * @return what was good in them, and what was not.
     */
    public static ProfileLibrary load(ProfileSource... sources) {
        return load(List.of(sources));
    }

    /**
     * Reads sources.
     *
     * @param sources in rising order of precedence.
     * @return what was good in them, and what was not.
     */
    public static ProfileLibrary load(List<ProfileSource> sources) {
        Loading loading = new Loading();
        sources.forEach(loading::read);
        loading.join();
        return new ProfileLibrary(loading.quantities(), loading.profiles(), loading.problems(), loading.notes());
    }

    /**
     * Returns the profiles.
     *
     * @return all good ones, with the problems of the others.
     */
    public Profiles profiles() {
        return profiles;
    }

    /**
     * Returns the quantity catalogue.
     *
     * @return all good rows.
     */
    public Quantities quantities() {
        return quantities;
    }

    /**
     * Returns what was refused.
     *
     * @return one entry for each fault.
     */
    public List<ProfileProblem> problems() {
        return profiles.problems();
    }

    /**
     * Tells what took the place of what.
     *
     * @return plain sentences for the log.
     */
    public List<String> notes() {
        return notes;
    }

    private record QuantityView(Map<String, Quantity> byKey, List<Quantity> all) implements Quantities {

        @Override
        public Optional<Quantity> find(String key) {
            return Optional.ofNullable(byKey.get(key));
        }
    }

    private record ProfileView(
            SortedMap<String, DeviceProfile> byReference, List<DeviceProfile> all, List<ProfileProblem> problems)
            implements Profiles {

        @Override
        public Optional<DeviceProfile> find(String reference) {
            return Optional.ofNullable(byReference.get(reference));
        }
    }
}
