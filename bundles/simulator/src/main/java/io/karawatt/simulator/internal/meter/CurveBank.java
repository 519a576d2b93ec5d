package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content.LoadCurves;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.LoadCurve;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The load curves of a meter. */
final class CurveBank extends MemoryBank {

    private static final List<String> CURVES =
            List.of("loadCurvePPos", "loadCurvePNeg", "loadCurveQPos", "loadCurveQNeg", "loadCurveS");
    private static final int FULL_WORD = 0xFFFF;
    private static final double HEADROOM = 1.5;

    private final LoadCurves curves;
    private final RecordedItems items;
    private final Map<Integer, Archive> archives = new HashMap<>();
    private final int numerator;

    CurveBank(MemorySpec spec, LoadCurves curves, MeterModel model, Past past) {
        super(spec, model, model.curveSeconds());
        this.curves = curves;
        int factor = 1;
        while (model.nominalPower() * HEADROOM / factor > FULL_WORD) {
            factor *= 10;
        }
        this.numerator = factor;
        this.items = new RecordedItems(model, curves.loads(), curves.channels(), factory());
        for (var load : model.device().loads()) {
            archives.put(
                    load.number(),
                    new Archive(
                            spec.capacity(),
                            index -> record(past.powers(load.number(), (index + 1) * period(), period()), 0, 0)));
        }
    }

    /** Every load with its first curve, then with its second and so on, as far as there are items. */
    private List<int[]> factory() {
        List<int[]> all = new ArrayList<>();
        for (int code : curves.codes().values()) {
            model().device().loads().forEach(load -> all.add(new int[] {load.number() - 1, code}));
        }
        return all;
    }

    /** Means, flag and by how much the meter's clock was ahead. */
    private static double[] record(double[] means, int flag, long ahead) {
        double[] record = Arrays.copyOf(means, means.length + 2);
        record[means.length] = flag;
        record[means.length + 1] = (double) ahead;
        return record;
    }

    @Override
    long setPeriod() {
        return model().curveSeconds();
    }

    @Override
    Collection<Archive> archives() {
        return archives.values();
    }

    @Override
    void record(long now) {
        archives.forEach((load, archive) -> {
            LoadCurve curve = model().load(load).map(MeasuringPoint::curve).orElseThrow();
            if (curve.end(1) == now) {
                double[] means = new double[CURVES.size()];
                for (int i = 0; i < means.length; i++) {
                    means[i] = curve.mean(i, 1);
                }
                archive.add(
                        now / period() - 1,
                        record(means, curve.flag(1), model().clock().ahead()));
            }
        });
    }

    @Override
    Optional<Content> setting(RegisterSpec row, int instance) {
        return items.find(row, instance);
    }

    @Override
    int numerator() {
        return numerator;
    }

    @Override
    Optional<Shot> shot(int load, int channel, long index) {
        Archive archive = archives.get(load + 1);
        int which = curves.codes().entrySet().stream()
                .filter(entry -> entry.getValue() == channel)
                .map(entry -> CURVES.indexOf(entry.getKey()))
                .findFirst()
                .orElse(-1);
        if (archive == null || which < 0 || !items.holds(load, channel)) {
            return Optional.empty();
        }
        double[] record = archive.get(index);
        int flag = record[CURVES.size()] > 0 ? spec().item().incomplete() : 0;
        long end = (index + 1) * period() + (long) record[CURVES.size() + 1];
        return Optional.of(new Shot(index, end, record[which] / numerator, flag));
    }
}
