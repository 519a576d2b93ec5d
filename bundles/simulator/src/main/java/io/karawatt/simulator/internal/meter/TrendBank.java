package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content.Trends;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import io.karawatt.simulator.internal.physics.QuantityRule;
import io.karawatt.simulator.internal.physics.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The trends of a meter. */
final class TrendBank extends MemoryBank {

    private final DeviceProfile profile;
    private final Past past;
    private final TrendTable table = new TrendTable();
    private final RecordedItems items;
    private final Map<List<Integer>, Archive> archives = new HashMap<>();

    TrendBank(MemorySpec spec, Trends trends, MeterModel model, DeviceProfile profile, Past past) {
        super(spec, model, model.averageSeconds());
        this.profile = profile;
        this.past = past;
        this.items = new RecordedItems(model, Optional.of(trends.services()), Optional.of(trends.loads()), factory());
        forEachItem((key, tracker) -> archive(key));
    }

    private List<int[]> factory() {
        List<int[]> all = new ArrayList<>();
        List<Integer> loads = new ArrayList<>(
                model().device().loads().stream().map(load -> load.number()).toList());
        if (loads.isEmpty()) {
            loads.add(0);
        }
        table.services().forEach((quantity, service) -> {
            for (int load : loads) {
                if (profile.register(quantity, "inst").isPresent()
                        && tracker(quantity, load).isPresent()) {
                    all.add(new int[] {service, load});
                }
            }
        });
        return all;
    }

    private Optional<QuantityRule> rule(String quantity) {
        return model().surroundings().quantities().find(quantity);
    }

    private Optional<MeasuringPoint> point(int load) {
        return load == 0 ? Optional.of(model().network()) : model().load(load);
    }

    private Optional<Tracker> tracker(String quantity, int load) {
        return rule(quantity).flatMap(rule -> point(load).flatMap(point -> point.tracker(rule)));
    }

    private void forEachItem(BiConsumer<List<Integer>, Tracker> action) {
        for (int item = 1; item <= items.count(); item++) {
            int[] pair = items.pair(item);
            table.quantity(pair[0])
                    .flatMap(quantity -> tracker(quantity, pair[1]))
                    .ifPresent(tracker -> action.accept(List.of(pair[0], pair[1]), tracker));
        }
    }

    private Archive archive(List<Integer> key) {
        return archives.computeIfAbsent(
                key,
                pair -> new Archive(spec().capacity(), index -> new double[] {
                    table.quantity(pair.get(0))
                            .flatMap(this::rule)
                            .map(rule -> past.mean(rule, pair.get(1), (index + 1) * period(), period()))
                            .orElse(0.0),
                    0
                }));
    }

    @Override
    long setPeriod() {
        return model().averageSeconds();
    }

    @Override
    Collection<Archive> archives() {
        return archives.values();
    }

    @Override
    void record(long now) {
        forEachItem((key, tracker) -> archive(key).add(now / period() - 1, new double[] {
            tracker.mean(), (double) model().clock().ahead()
        }));
    }

    @Override
    Optional<Content> setting(RegisterSpec row, int instance) {
        return items.find(row, instance);
    }

    @Override
    int numerator() {
        return 1;
    }

    @Override
    Optional<Shot> shot(int load, int channel, long index) {
        int first = spec().selection() instanceof Selection.Numbered numbered
                ? numbered.channel().map(Selector::first).orElse(0)
                : 0;
        int item = channel - first + 1;
        if (item < 1 || item > items.count()) {
            return Optional.empty();
        }
        int[] pair = items.pair(item);
        Optional<String> quantity = table.quantity(pair[0]);
        if (quantity.isEmpty() || tracker(quantity.get(), pair[1]).isEmpty()) {
            return Optional.empty();
        }
        double[] record = archive(List.of(pair[0], pair[1])).get(index);
        long end = (index + 1) * period() + (long) record[1];
        return Optional.of(new Shot(index, end, record[0] / step(quantity.get()), 0));
    }

    /** Values are written in the steps of the quantity's own row. */
    private double step(String quantity) {
        return profile.register(quantity, "avg")
                .or(() -> profile.register(quantity, "inst"))
                .map(row -> row.coding().scale())
                .orElse(1.0);
    }
}
