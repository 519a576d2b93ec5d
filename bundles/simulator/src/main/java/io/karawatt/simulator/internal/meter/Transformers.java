package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.simulator.internal.physics.CsvRows;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.site.Site.SiteLoad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The current transformers that hang on a meter, as its installer connected them: each load takes the next free inputs,
 * in the order of the loads. What is set of them lies in the registers and may be something else; then the meter shows
 * other currents than flow. An input that carries the transformer of another load counts with its rating and direction,
 * not with the other load's current.
 */
final class Transformers {

    private static final int UNDEFINED_LINE = 5;

    private static final long DETECTION_SECONDS = 2;

    private final Map<Integer, One> byInput = new TreeMap<>();
    private final Map<Integer, double[]> gains = new HashMap<>();
    private final Map<Integer, Long> detections = new TreeMap<>();
    private final MeterModel model;
    private final boolean oneRatio;

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
        this.model = model;
        this.oneRatio = profile.register("ctPrimary", "").isPresent();
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

    /** Begins to find out what hangs on an input. */
    void detect(int input, long now) {
        detections.put(input, now + DETECTION_SECONDS);
    }

    /** The inputs whose detection is over. */
    List<Integer> detected(long now) {
        List<Integer> over = new ArrayList<>(0);
        detections.forEach((input, end) -> {
            if (end <= now) {
                over.add(input);
            }
        });
        over.forEach(detections::remove);
        return over;
    }

    /**
     * What the meter makes of the current of a load's line.
     *
     * @param load number of the load.
     * @param line 0..2.
     * @return 1 when everything is set as it is.
     */
    double gain(int load, int line) {
        double[] known = gains.get(load);
        return known == null ? 1 : known[line];
    }

    /** Takes what is set now. */
    void set(Settings settings) {
        for (SiteLoad load : model.device().loads()) {
            LoadType type = model.surroundings().types().get(load.type());
            int count = type == null ? 1 : Math.min(3, type.transformers());
            double[] now = new double[3];
            for (int line = 0; line < now.length; line++) {
                now[line] = gain(settings, load.number(), Math.min(line + 1, count));
            }
            gains.put(load.number(), now);
        }
    }

    private double gain(Settings settings, int load, int number) {
        if (settings.number("loadEnabled", load, 1) == 0) {
            return 0;
        }
        int own = input(load, number);
        if (own == 0) {
            double nominal =
                    model.load(load).map(DeviceContents::nominalCurrent).orElse(0.0);
            return oneRatio && nominal > 0 ? settings.number("ctPrimary", nominal) / nominal : 1;
        }
        One there = byInput.get((int) settings.number("loadCt" + number + "Input", load, own));
        if (there == null) {
            return 0;
        }
        int input = input(there.load(), there.number());
        double turned = settings.number("sensorDirection", input, 0) == 1 ? -1 : 1;
        return turned * settings.number("sensorRating", input, there.rating()) / there.rating();
    }
}
