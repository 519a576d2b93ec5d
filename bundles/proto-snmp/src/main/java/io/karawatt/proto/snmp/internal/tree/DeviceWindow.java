package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.model.PointKey;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.view.DeviceView;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The values of one device, looked at through a window that is opened anew now and then. Thread-safe. */
final class DeviceWindow {

    private static final long OPEN_NANOS = 200_000_000L;

    private final DeviceView view;
    private final LiveValues live;
    private final Demand demand;
    private final LongSupplier nanos;
    private final BitSet onRequest;
    private volatile @Nullable Opened opened;

    DeviceWindow(DeviceView view, LiveValues live, Demand demand, LongSupplier nanos) {
        this.view = view;
        this.live = live;
        this.demand = demand;
        this.nanos = nanos;
        this.onRequest = onRequest(view);
    }

    DeviceView view() {
        return view;
    }

    /**
     * Returns a number; what is read on request only is ordered, and there at one of the next questions.
     *
     * @param point index in the schema of the view; negative for none.
     * @return the number, NaN when there is none now.
     */
    double number(int point) {
        if (point < 0) {
            return Double.NaN;
        }
        if (onRequest.get(point)) {
            demand.want(view.device().key(), point);
        }
        DeviceValues values = values();
        return values == null ? Double.NaN : values.number(point);
    }

    private @Nullable DeviceValues values() {
        Opened now = opened;
        long time = nanos.getAsLong();
        if (now == null || time - now.at >= OPEN_NANOS) {
            // While a new profile or new loads come into use, image and view are of different schemas for a moment.
            DeviceValues found = live.device(view.device().key())
                    .filter(values -> values.schema() == view.schema())
                    .orElse(null);
            now = new Opened(found, time);
            opened = found == null ? null : now;
        }
        return now.values;
    }

    private static BitSet onRequest(DeviceView view) {
        Set<String> names = new HashSet<>();
        for (RegisterSpec row : view.profile().registers()) {
            if (row.point() && row.poll() == RegisterSpec.Poll.ON_REQUEST) {
                names.add(row.name() + ' ' + row.stat());
            }
        }
        BitSet points = new BitSet();
        List<PointKey> keys = view.schema().keys();
        for (int i = 0; i < keys.size(); i++) {
            points.set(
                    i, names.contains(keys.get(i).quantity() + ' ' + keys.get(i).stat()));
        }
        return points;
    }

    private record Opened(@Nullable DeviceValues values, long at) {}
}
