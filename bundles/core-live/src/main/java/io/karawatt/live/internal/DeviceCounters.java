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
import java.util.HashSet;
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
    private String[] units = new String[0];
    private final Set<PointKey> ofAnother = new HashSet<>();
    private boolean replaced;

    private record Last(double number, Instant at) {}

    /** Has the next number of each counter told as a break: it is that of another meter. */
    synchronized void replaced() {
        replaced = true;
    }

    synchronized List<Event.CounterBroke> compare(ReadingBatch batch, @Nullable InstalledDevice installed) {
        if (schema != batch.schema() || !Objects.equals(device, installed)) {
            readProfile(batch.schema(), installed);
            last.keySet().retainAll(batch.schema().keys());
            ofAnother.retainAll(batch.schema().keys());
        }
        schema = batch.schema();
        device = installed;
        if (replaced) {
            replaced = false;
            ofAnother.addAll(batch.schema().keys());
        }
        List<Event.CounterBroke> broken = new ArrayList<>();
        for (int position = 0; position < batch.size(); position++) {
            double end = ends[batch.index(position)];
            double number = batch.number(position);
            if (!Double.isNaN(end) && !Double.isNaN(number)) {
                PointKey key = batch.schema().keys().get(batch.index(position));
                Last before = last.put(key, new Last(number, batch.at()));
                boolean another = ofAnother.remove(key);
                if (another || wentBack(before, number, batch.at())) {
                    double was = before == null ? Double.NaN : before.number();
                    broken.add(new Event.CounterBroke(
                            new PointId(batch.schema().device(), key),
                            another ? Event.CounterBreak.REPLACED : kind(was, number, end),
                            was,
                            number,
                            units[batch.index(position)],
                            batch.at()));
                }
            }
        }
        return broken;
    }

    private static boolean wentBack(@Nullable Last before, double number, Instant at) {
        return before != null && number < before.number() && !at.isBefore(before.at());
    }

    private static Event.CounterBreak kind(double before, double after, double end) {
        boolean overTheEnd =
                Double.isFinite(end) && after >= 0 && before <= end && end - before + after <= end * ROLL_OVER_REACH;
        return overTheEnd ? Event.CounterBreak.ROLL_OVER : Event.CounterBreak.RESET;
    }

    /** Looks up for each point of the schema its unit and where its register ends; NaN for what does not count. */
    private void readProfile(PointSchema points, @Nullable InstalledDevice installed) {
        units = new String[points.size()];
        Arrays.fill(units, "");
        ends = new double[points.size()];
        Arrays.setAll(
                ends,
                index -> COUNTING.contains(points.keys().get(index).stat()) ? Double.POSITIVE_INFINITY : Double.NaN);
        if (installed != null) {
            DevicePoints.of(installed.profile(), installed.device()).stream()
                    .filter(place -> COUNTING.contains(place.key().stat()))
                    .forEach(place -> points.indexOf(place.key())
                            .ifPresent(index -> set(index, place.spec().coding())));
        }
    }

    private void set(int index, RegisterSpec.Coding coding) {
        ends[index] = coding.type().largest() * coding.scale() + coding.offset();
        units[index] = coding.unit().equals("-") ? "" : coding.unit();
    }
}
