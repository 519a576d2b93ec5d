package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.RegisterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One memory of a meter as its registers show it: takes the choice of a page, and shows it until another is chosen.
 * Subclasses know what is recorded.
 */
abstract class MemoryBank {

    private static final int NUMBERS = 0xFFFF;

    private final MemorySpec spec;
    private final MeterModel model;
    private final Map<RegisterSpec, Integer> chosen = new HashMap<>();
    private final List<Shot> shown = new ArrayList<>();
    private boolean stale = true;
    private int next;
    private long turnedTo = Long.MAX_VALUE;
    private long period;
    private long erased;

    /**
     * Makes an empty memory.
     *
     * @param spec how it is read.
     * @param model whose memory it is.
     * @param period period of a record in seconds.
     */
    MemoryBank(MemorySpec spec, MeterModel model, long period) {
        this.spec = spec;
        this.model = model;
        this.period = period;
        this.next = spec.selection() instanceof Selection.Numbered numbered ? numbered.newest() : 0;
    }

    /**
     * A record as shown.
     *
     * @param index number of its period since 1970, in the site's time.
     * @param end end of its period by the meter's clock, seconds since 1970.
     * @param content of its value's row.
     * @param flag content of its flag's row.
     */
    record Shot(long index, long end, double content, int flag) {}

    /** Period of a record in seconds, as the meter is set now. */
    abstract long setPeriod();

    /** What is kept. */
    abstract Collection<Archive> archives();

    /** Keeps a record of the period that ends now. */
    abstract void record(long now);

    /** Finds what a setting of the recorded items holds, if the row is one. */
    abstract Optional<Content> setting(RegisterSpec row, int instance);

    /** Factor of the header that makes the values fit their row. */
    abstract int numerator();

    /** Finds a record of the chosen series; empty when it is not recorded. */
    abstract Optional<Shot> shot(int load, int channel, long index);

    MemorySpec spec() {
        return spec;
    }

    MeterModel model() {
        return model;
    }

    /** Period of a record in seconds. */
    long period() {
        return period;
    }

    /** Records, when a period has ended; another period erases the memory. */
    void step(long now) {
        if (setPeriod() != period) {
            period = setPeriod();
            erase(now);
        }
        if (now % period == 0) {
            record(now);
        }
    }

    void erase(long now) {
        erased = now;
        archives().forEach(Archive::clear);
    }

    /** Number of the period that has record number 0. */
    private long origin() {
        long begun = Math.max(erased, model.inService());
        return (begun + period - 1) / period;
    }

    /** First period that is kept, as its number since 1970. */
    private long first() {
        return Math.max(origin(), last() - spec.capacity() + 1);
    }

    /** Last period that has ended, as its number since 1970. */
    private long last() {
        return model.now() / period - 1;
    }

    /** Takes a word written to a row, if it is one of the memory's. */
    void choose(RegisterSpec row, int word) {
        if (spec.selection() instanceof Selection.Paged paged) {
            if (row.name().equals(paged.command().name())) {
                turn(paged, word);
            }
            return;
        }
        Selection.Numbered numbered = (Selection.Numbered) spec.selection();
        boolean mine = row.equals(numbered.start())
                || numbered.load().map(Selector::command).filter(row::equals).isPresent()
                || numbered.channel().map(Selector::command).filter(row::equals).isPresent();
        if (mine) {
            chosen.put(row, word);
            stale = true;
        }
    }

    private void turn(Selection.Paged paged, int word) {
        if (word == paged.rewind()) {
            turnedTo = Long.MAX_VALUE;
            stale = true;
        } else if (word == paged.next()) {
            show();
            turnedTo =
                    shown.isEmpty() ? first() - 1 : shown.get(shown.size() - 1).index() - 1;
            stale = true;
        }
    }

    /** Finds what a row of header or records shows. */
    Optional<Content> find(RegisterSpec row, int instance) {
        MemorySpec.Header header = spec.header();
        MemorySpec.Item item = spec.item();
        if (row.name().equals(header.count().name())) {
            return present(() -> shown().size());
        } else if (row.name().equals(header.size().name())) {
            return present(spec::itemWords);
        } else if (row.name().equals(header.period().name())) {
            return present(() -> period() / (double) header.period(1).toSeconds());
        } else if (is(row, header.next())) {
            return present(() -> {
                show();
                return next;
            });
        } else if (is(row, header.numerator())) {
            return present(this::numerator);
        } else if (is(row, header.denominator())) {
            return present(() -> 1);
        } else if (sameRow(row, item.date())) {
            return present(() -> at(instance).map(this::date).orElse(0.0));
        } else if (sameRow(row, item.value())) {
            return present(() -> at(instance).map(Shot::content).orElse(0.0));
        } else if (item.flag().filter(flag -> sameRow(row, flag)).isPresent()) {
            return present(() -> at(instance).map(shot -> (double) shot.flag()).orElse(0.0));
        }
        return other(row);
    }

    private Optional<Content> other(RegisterSpec row) {
        for (Map.Entry<RegisterSpec, Integer> expected :
                spec.header().expected().entrySet()) {
            if (sameRow(row, expected.getKey())) {
                return present(expected::getValue);
            }
        }
        if (spec.selection() instanceof Selection.Numbered numbered) {
            for (Optional<Selector> selector : List.of(numbered.load(), numbered.channel())) {
                if (selector.flatMap(Selector::echo)
                        .filter(echo -> sameRow(row, echo))
                        .isPresent()) {
                    return present(() -> word(selector));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean is(RegisterSpec row, Optional<RegisterSpec> other) {
        return other.filter(one -> sameRow(row, one)).isPresent();
    }

    private static boolean sameRow(RegisterSpec row, RegisterSpec other) {
        return row.address() == other.address() && row.name().equals(other.name());
    }

    private static Optional<Content> present(DoubleSupplier value) {
        return Optional.of(new Content.Present(value));
    }

    private double date(Shot shot) {
        long second = spec.stamp() == MemorySpec.Stamp.END ? shot.end() : shot.end() - period();
        return (double) (second - Content.EPOCH_2000);
    }

    private Optional<Shot> at(int instance) {
        List<Shot> page = shown();
        return instance <= page.size() ? Optional.of(page.get(instance - 1)) : Optional.empty();
    }

    private List<Shot> shown() {
        show();
        return shown;
    }

    private int word(Optional<Selector> selector) {
        return selector.map(Selector::command)
                .map(row -> chosen.getOrDefault(row, 0))
                .orElse(0);
    }

    /** Fetches the page, unless it is shown already. */
    private void show() {
        if (!stale) {
            return;
        }
        stale = false;
        shown.clear();
        int load = 0;
        int channel = 0;
        long begin = Math.min(last(), turnedTo);
        if (spec.selection() instanceof Selection.Numbered numbered) {
            load = word(numbered.load());
            channel = word(numbered.channel());
            int number = chosen.getOrDefault(numbered.start(), numbered.newest());
            begin = number == numbered.newest() ? last() : indexOf(number);
            next = numbered.newest();
        }
        long index = begin;
        while (index >= first() && shown.size() < spec.pageSize()) {
            Optional<Shot> shot = shot(load, channel, index);
            if (shot.isEmpty()) {
                return;
            }
            shown.add(shot.get());
            index--;
        }
        if (spec.selection() instanceof Selection.Numbered && !shown.isEmpty() && index >= first()) {
            next = Math.floorMod(index - origin(), NUMBERS);
        }
    }

    /** The youngest period with a number; one that is not kept lies before the first. */
    private long indexOf(int number) {
        long index = last() - Math.floorMod(last() - origin() - number, NUMBERS);
        return index < first() ? first() - 1 : index;
    }
}
