package io.karawatt.simulator.internal.meter;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import java.util.List;
import java.util.Optional;

/** The settings that say what a memory records: what was written, or else what the factory set. */
final class RecordedItems {

    private static final int UNDEFINED = 255;

    private final MeterModel model;
    private final Optional<RegisterSpec> one;
    private final Optional<RegisterSpec> other;
    private final List<int[]> factory;

    RecordedItems(MeterModel model, Optional<RegisterSpec> one, Optional<RegisterSpec> other, List<int[]> factory) {
        this.model = model;
        this.one = one;
        this.other = other;
        this.factory = factory;
    }

    Optional<Content> find(RegisterSpec row, int instance) {
        if (one.filter(spec -> spec.address() == row.address()).isPresent()) {
            return Optional.of(new Content.Present(() -> first(instance)));
        }
        if (other.filter(spec -> spec.address() == row.address()).isPresent()) {
            return Optional.of(new Content.Present(() -> second(instance)));
        }
        return Optional.empty();
    }

    /** Whether a pair is recorded; everything is where there are no such settings. */
    boolean holds(int first, int second) {
        for (int item = 1; item <= count(); item++) {
            if (number(one, item, first(item)) == first && number(other, item, second(item)) == second) {
                return true;
            }
        }
        return one.isEmpty();
    }

    /** Returns the pair of an item. */
    int[] pair(int item) {
        return new int[] {number(one, item, first(item)), number(other, item, second(item))};
    }

    int count() {
        return one.map(RegisterSpec::count).orElse(0);
    }

    private int first(int item) {
        return item <= factory.size() ? factory.get(item - 1)[0] : undefined();
    }

    private int second(int item) {
        return item <= factory.size() ? factory.get(item - 1)[1] : 0;
    }

    /** Of load curves a load that is none, of trends no service. */
    private int undefined() {
        return one.filter(spec -> spec.coding().words() > 1).isPresent() ? 0 : UNDEFINED;
    }

    private int number(Optional<RegisterSpec> row, int item, int otherwise) {
        return row.flatMap(spec -> model.settings()
                        .words(spec.addressOf(item))
                        .flatMap(words -> spec
                                .coding()
                                .type()
                                .decode(
                                        Registers.copyOf(words, 0, words.length),
                                        0,
                                        spec.coding().order())
                                .stream()
                                .mapToObj(raw -> (int) raw)
                                .findFirst()))
                .orElse(otherwise);
    }
}
