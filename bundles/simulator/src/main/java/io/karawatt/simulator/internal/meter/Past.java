package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.simulator.internal.physics.Grid;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import io.karawatt.simulator.internal.physics.Moment;
import io.karawatt.simulator.internal.physics.QuantityRule;
import io.karawatt.simulator.internal.site.Site;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * What a meter recorded before the simulation began: means over samples of the same site at earlier moments. A function
 * of seed and time, so nothing needs to be kept.
 */
final class Past {

    private static final int SAMPLES = 4;
    private static final double USUAL_LOAD = 0.5;

    private final Surroundings surroundings;
    private final MeterModel model;

    Past(Surroundings now, MeterModel meter, DeviceProfile profile) {
        Site site = now.site();
        Grid grid = new Grid(site.supply().voltage(), site.supply().frequency(), site.seed(), site.calendar());
        this.surroundings =
                new Surroundings(site, grid, now.quantities(), now.settings(), now.classes(), now.types(), now.media());
        this.model = new MeterModel(surroundings, meter.device(), profile, meter.generation());
    }

    /** Returns mean P+, P-, Q+, Q- and S of a load over the period that ended then. */
    double[] powers(int load, long end, long period) {
        double[] means = new double[5];
        Optional<MeasuringPoint> point = model.load(load);
        for (int i = 0; i < SAMPLES && point.isPresent(); i++) {
            moveTo(point.get(), end - period + (2 * i + 1) * period / (2 * SAMPLES));
            double p = point.get().electrics().active(0);
            double q = point.get().electrics().reactive(0);
            means[0] += Math.max(p, 0) / SAMPLES;
            means[1] += Math.max(-p, 0) / SAMPLES;
            means[2] += Math.max(q, 0) / SAMPLES;
            means[3] += Math.max(-q, 0) / SAMPLES;
            means[4] += point.get().electrics().apparent(0) / SAMPLES;
        }
        return means;
    }

    /** Returns the mean of a quantity over the period that ended then; load 0 is the network. */
    double mean(QuantityRule rule, int load, long end, long period) {
        MeasuringPoint point = load == 0 ? model.network() : model.load(load).orElse(model.network());
        Optional<DoubleSupplier> value = point.value(rule);
        double mean = 0;
        for (int i = 0; i < SAMPLES && value.isPresent(); i++) {
            moveTo(point, end - period + (2 * i + 1) * period / (2 * SAMPLES));
            mean += value.get().getAsDouble() / SAMPLES;
        }
        return mean;
    }

    private void moveTo(MeasuringPoint point, long second) {
        Moment then = Moment.of(second, surroundings.site().zone());
        surroundings.grid().update(then, USUAL_LOAD);
        point.electrics().update(then);
    }
}
