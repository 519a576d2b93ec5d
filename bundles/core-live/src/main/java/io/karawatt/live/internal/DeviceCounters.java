package io.karawatt.live.internal;

import io.karawatt.event.Event;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.InstalledDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last number of each counter of one device.
 *
 * <p>Counters are the points with statistic {@code total} or {@code partial}. A value that is missing changes nothing:
 * the next number is compared with the last one before the gap. Thread-safe.
 */
final class DeviceCounters {

    /** How far a roll-over may reach, from the last number over the end to the first, as a share of the register. */
    private static final double ROLL_OVER_REACH = 0.01;

    private static final Set<String> COUNTING = Set.of(PointKey.TOTAL, PointKey.PARTIAL);

    private final Map<PointKey, Last> last = new HashMap<>();
    private @Nullable PointSchema schema;
    private @Nullable InstalledDevice device;
    private double[] ends = new double[0];

    private record Last(double number, Instant at) {}

    synchronized List<Event.CounterBroke> compare(ReadingBatch batch, @Nullable InstalledDevice installed) {
        if (schema != batch.schema() || !Objects.equals(device, installed)) {
            ends = ends(batch.schema(), installed);
            last.keySet().retainAll(batch.schema().keys());
        }
        schema = batch.schema();
        device = installed;
        List<Event.CounterBroke> broken = new ArrayList<>();
        for (int position = 0; position < batch.size(); position++) {
            double end = ends[batch.index(position)];
            double number = batch.number(position);
            if (!Double.isNaN(end) && !Double.isNaN(number)) {
                PointKey key = batch.schema().keys().get(batch.index(position));
                Last before = last.put(key, new Last(number, batch.at()));
                if (before != null && number < before.number() && !batch.at().isBefore(before.at())) {
                    PointId point = new PointId(batch.schema().device(), key);
                    broken.add(new Event.CounterBroke(
                            point, kind(before.number(), number, end), before.number(), number, batch.at()));
                }
            }
        }
        return broken;
    }

    private static Event.CounterBreak kind(double before, double after, double end) {
        boolean overTheEnd =
                Double.isFinite(end) && after >= 0 && before <= end && end - before + after <= end * ROLL_OVER_REACH;
        return overTheEnd ? Event.CounterBreak.ROLL_OVER : Event.CounterBreak.RESET;
    }

    /** Returns for each point of the schema where its register ends, in the base unit; NaN for what does not count. */
    private static double[] ends(PointSchema schema, @Nullable InstalledDevice installed) {
        double[] ends = new double[schema.size()];
        Arrays.setAll(
                ends,
                index -> COUNTING.contains(schema.keys().get(index).stat()) ? Double.POSITIVE_INFINITY : Double.NaN);
        if (installed != null) {
            for (DevicePoints.Place place : DevicePoints.of(installed.profile(), installed.device())) {
                if (COUNTING.contains(place.key().stat())) {
                    RegisterSpec.Coding coding = place.spec().coding();
                    schema.indexOf(place.key())
                            .ifPresent(
                                    index -> ends[index] = coding.type().largest() * coding.scale() + coding.offset());
                }
            }
        }
        return ends;
    }
}
