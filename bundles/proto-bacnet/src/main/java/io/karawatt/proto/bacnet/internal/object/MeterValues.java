package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.live.DeviceValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointKey;
import io.karawatt.model.Value;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.view.DeviceView;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one meter measures, looked up in the process image at each question. */
public final class MeterValues {

    private static final Instant METER_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int BITS_OF_WORD = 16;

    private final DeviceView view;
    private final World world;
    private final BitSet onRequest;
    private final int pulse;

    MeterValues(DeviceView view, World world) {
        this.view = view;
        this.world = world;
        this.onRequest = onRequest(view);
        this.pulse = IntStream.range(0, view.schema().size())
                .filter(point -> !onRequest.get(point))
                .findFirst()
                .orElse(DeviceView.NO_POINT);
    }

    private static BitSet onRequest(DeviceView view) {
        Set<List<String>> names = new HashSet<>();
        for (RegisterSpec spec : view.profile().registers()) {
            if (spec.poll() == RegisterSpec.Poll.ON_REQUEST) {
                names.add(List.of(spec.name(), spec.stat()));
            }
        }
        BitSet points = new BitSet();
        List<PointKey> keys = view.schema().keys();
        for (int i = 0; i < keys.size(); i++) {
            if (names.contains(List.of(keys.get(i).quantity(), keys.get(i).stat()))) {
                points.set(i);
            }
        }
        return points;
    }

    /** Tells whether a timetable reads a point. */
    boolean timely(int point) {
        return point != DeviceView.NO_POINT && !onRequest.get(point);
    }

    /** Tells whether no timetable reads a point, and says so to whoever can have it read. */
    void ask(Meter meter, int point, Wishes wishes) {
        if (point != DeviceView.NO_POINT && onRequest.get(point)) {
            wishes.wish(meter, point);
        }
    }

    /**
     * Returns a number.
     *
     * @param point index in the schema, or none.
     * @return 0 for a point that the meter does not have, NaN when there is no good number.
     */
    public double number(int point) {
        if (point == DeviceView.NO_POINT) {
            return 0;
        }
        DeviceValues values = image();
        return values == null ? Double.NaN : values.number(point);
    }

    /**
     * Returns when a value was received.
     *
     * @param point index in the schema.
     * @return milliseconds since 1970; the smallest number when it never was.
     */
    public long received(int point) {
        DeviceValues values = image();
        return values == null || point == DeviceView.NO_POINT ? Long.MIN_VALUE : values.receivedMillis(point);
    }

    /** Returns when a value was received, as local time; null when it never was. */
    @Nullable
    LocalDateTime receivedAt(int point) {
        long millis = received(point);
        return millis == Long.MIN_VALUE ? null : local(Instant.ofEpochMilli(millis));
    }

    /** Returns a date of the meter as local time; null when it has none. */
    @Nullable
    LocalDateTime date(int point) {
        double seconds = number(point);
        // A meter without a date says 0.
        return seconds > 0 ? local(METER_EPOCH.plusSeconds((long) seconds)) : null;
    }

    private LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, world.clock().getZone());
    }

    /**
     * Tells how far a value can be trusted.
     *
     * @param point index in the schema, or none.
     * @param instance load, input or output it is about.
     * @param quantity its quantity.
     */
    Condition condition(int point, int instance, String quantity) {
        if (point == DeviceView.NO_POINT) {
            return Condition.NOT_MEASURED;
        }
        DeviceValues values = image();
        if (values == null) {
            return Condition.SILENT;
        }
        if (Double.isNaN(values.number(point))) {
            return values.value(point) instanceof Value.Missing missing && !silent(missing.cause())
                    ? Condition.NOT_AVAILABLE
                    : Condition.SILENT;
        }
        int event = world.alarms().event(view.device().key(), instance, quantity);
        return event == Condition.NORMAL ? Condition.GOOD : new Condition(Condition.NO_FAULT, event);
    }

    /** Tells whether the meter has fallen silent, or was never heard. */
    boolean silent() {
        DeviceValues values = image();
        if (values == null || pulse == DeviceView.NO_POINT) {
            return values == null;
        }
        return values.value(pulse) instanceof Value.Missing missing && silent(missing.cause());
    }

    private static boolean silent(Cause cause) {
        return switch (cause) {
            case TIMEOUT, LINE_DOWN, STALE, NOT_READ -> true;
            case NOT_AVAILABLE, REFUSED, UNREADABLE, IMPLAUSIBLE -> false;
        };
    }

    /** Returns one bit of a word of contacts; false when it is not known. */
    boolean contact(int point, int number) {
        double word = number(point);
        return !Double.isNaN(word) && number <= BITS_OF_WORD && (((long) word >> (number - 1)) & 1) == 1;
    }

    private @Nullable DeviceValues image() {
        DeviceValues values = world.live().device(view.device().key()).orElse(null);
        return values == null || values.schema() != view.schema() ? null : values;
    }
}
