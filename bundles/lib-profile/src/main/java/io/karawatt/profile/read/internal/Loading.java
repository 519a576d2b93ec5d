package io.karawatt.profile.read.internal;

import io.karawatt.model.Quantity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run over some sources: quantities first, then register tables, then profiles. Not thread-safe. */
public final class Loading {

    private static final String QUANTITIES = "quantities.csv";
    private static final String TABLE = ".registers.csv";
    private static final String PROFILE = ".profile.yaml";

    private final Pool pool = new Pool();
    private final List<ProfileSource> sources = new ArrayList<>();
    private final Map<String, Quantity> quantities = new LinkedHashMap<>();
    private final Map<String, String> quantityOrigins = new HashMap<>();
    private final Map<String, List<TableRow>> tables = new HashMap<>();
    private final SortedMap<String, DeviceProfile> profiles = new TreeMap<>();
    private final List<ProfileProblem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Takes a source.
     *
     * @param source later ones win.
     */
    public void read(ProfileSource source) {
        sources.add(source);
    }

    /** Reads everything; call once. */
    public void join() {
        each(QUANTITIES, this::readQuantities);
        Map<String, String> tableOrigins = new HashMap<>();
        each(TABLE, (file, faults) -> readTable(file, faults, tableOrigins));
        Composer composer = new Composer(tables, new WordMap());
        for (ProfileSource source : sources) {
            Map<String, DeviceProfile> own = new HashMap<>();
            for (ProfileFile file : source.files()) {
                if (file.name().endsWith(PROFILE)) {
                    guarded(file, (f, faults) -> readProfile(f, faults, composer, own));
                } else if (!file.name().endsWith(TABLE) && !file.name().endsWith(QUANTITIES)) {
                    problems.add(new ProfileProblem(
                            file.where(),
                            0,
                            "the file is not read because its name does not tell what it is; call it quantities.csv,"
                                    + " NAME.registers.csv or NAME.profile.yaml"));
                }
            }
            own.forEach(this::take);
        }
    }

    private void take(String reference, DeviceProfile profile) {
        DeviceProfile before = profiles.put(reference, profile);
        if (before != null) {
            notes.add("profile " + reference + " of " + profile.origin() + " takes the place of " + before.origin());
        }
    }

    private interface Step {
        void read(ProfileFile file, Faults faults);
    }

    private void each(String suffix, Step step) {
        for (ProfileSource source : sources) {
            for (ProfileFile file : source.files()) {
                if (file.name().endsWith(suffix)) {
                    guarded(file, step);
                }
            }
        }
    }

    private void guarded(ProfileFile file, Step step) {
        Faults faults = new Faults(file.where());
        if (file.fault().isEmpty()) {
            step.read(file, faults);
        } else {
            faults.add(0, file.fault());
        }
        problems.addAll(faults.problems());
    }

    private void readQuantities(ProfileFile file, Faults faults) {
        Map<Quantity, Integer> read = QuantityReader.read(file.text(), faults, pool);
        read.forEach((quantity, line) -> {
            String before = quantityOrigins.get(quantity.key());
            if (before != null && !before.startsWith(file.where() + ":")) {
                faults.add(
                        line,
                        "quantity '" + quantity.key() + "' is already defined in " + before
                                + "; a quantity is defined once, choose another key");
            }
        });
        if (faults.none()) {
            read.forEach((quantity, line) -> {
                quantities.put(quantity.key(), quantity);
                quantityOrigins.put(quantity.key(), file.where() + ":" + line);
            });
        }
    }

    private void readTable(ProfileFile file, Faults faults, Map<String, String> origins) {
        List<TableRow> rows = new RegisterReader(quantities, faults, pool).table(file.text());
        if (!faults.none()) {
            return;
        }
        String name = file.name().substring(0, file.name().length() - TABLE.length());
        tables.put(name, rows);
        String before = origins.put(name, file.where());
        if (before != null) {
            notes.add("register table " + file.where() + " takes the place of " + before);
        }
    }

    private void readProfile(ProfileFile file, Faults faults, Composer composer, Map<String, DeviceProfile> own) {
        Draft draft = new ProfileReader(quantities, faults, pool).read(file.text());
        if (draft == null) {
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Draft.DeviceDraft device : draft.devices()) {
            Integer before = seen.putIfAbsent(device.reference(), device.line());
            DeviceProfile other = own.get(device.reference());
            if (before != null || other != null) {
                faults.add(
                        device.line(),
                        "device '" + device.reference() + "' is already described "
                                + (other != null ? "in " + other.origin() : "on line " + before) + "; remove one");
            }
        }
        if (!faults.none()) {
            return;
        }
        List<DeviceProfile> composed = composer.compose(draft);
        if (faults.none()) {
            composed.forEach(profile -> own.put(profile.reference(), profile));
        }
    }

    /**
     * Returns the catalogue.
     *
     * @return quantities by key, in the order of the files.
     */
    public Map<String, Quantity> quantities() {
        return quantities;
    }

    /**
     * Returns the good profiles.
     *
     * @return by reference.
     */
    public SortedMap<String, DeviceProfile> profiles() {
        return profiles;
    }

    /**
     * Returns the faults.
     *
     * @return in the order of the files.
     */
    public List<ProfileProblem> problems() {
        return problems;
    }

    /**
     * Tells what took the place of what.
     *
     * @return plain sentences.
     */
    public List<String> notes() {
        return notes;
    }
}
