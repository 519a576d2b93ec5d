package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.simulator.internal.physics.CsvRows;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.site.Site.SiteLoad;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The current transformers that hang on a meter, as its installer connected them: each load takes the next free inputs,
 * in the order of the loads. What is set of them lies in the registers and may be something else.
 */
final class Transformers {

    private static final int UNDEFINED_LINE = 5;

    private final Map<Integer, One> byInput = new TreeMap<>();

    /**
     * A transformer.
     *
     * @param load number of its load.
     * @param number which of the load's transformers, 1..4.
     * @param line voltage line it belongs to: 0 = V1 .. 3 = Vn.
     * @param rating what is printed on it, A.
     */
    record One(int load, int number, int line, int rating) {}

    Transformers(MeterModel model, DeviceProfile profile) {
        int inputs = Integer.parseInt(profile.capabilities().getOrDefault("currentInputs", "0"));
        List<Integer> ratings = CsvRows.read("transformers.csv").stream()
                .map(row -> Integer.parseInt(row.getOrDefault("rating", "")))
                .toList();
        int next = 1;
        for (SiteLoad load : model.device().loads()) {
            LoadType type = model.surroundings().types().get(load.type());
            double amperes = model.load(load.number())
                    .map(DeviceContents::nominalCurrent)
                    .orElse(0.0);
            int rating = ratings.stream().filter(r -> r >= amperes).findFirst().orElse(ratings.get(ratings.size() - 1));
            int wanted = type == null ? 0 : type.transformers();
            for (int number = 1; number <= wanted && next <= inputs; number++) {
                int line = type != null && type.phases() == 1 ? load.phase() - 1 : number - 1;
                byInput.put(next++, new One(load.number(), number, line, rating));
            }
        }
    }

    /** The transformer on an input. */
    Optional<One> on(int input) {
        return Optional.ofNullable(byInput.get(input));
    }

    /** The input of a load's transformer; 0 when it has no such transformer. */
    int input(int load, int number) {
        return byInput.entrySet().stream()
                .filter(entry ->
                        entry.getValue().load() == load && entry.getValue().number() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /** What the register of an input says of its voltage line. */
    int line(int input) {
        return on(input).map(One::line).orElse(UNDEFINED_LINE);
    }

    /** What is printed on the transformer of an input; 0 when there is none. */
    int rating(int input) {
        return on(input).map(One::rating).orElse(0);
    }
}
