package io.karawatt.memory.internal;

import io.karawatt.memory.MemorySeries;
import io.karawatt.model.PointKey;
import io.karawatt.model.Quantity;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile.Block;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.Quantities;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Finds out which series a device records, from its profile and from its settings. */
final class SeriesFinder {

    private static final String SERVICE = "snmpServiceId";
    private static final String AVERAGE = "avg";

    private final InstalledDevice device;
    private final Quantities quantities;
    private final Wire wire;

    SeriesFinder(InstalledDevice device, Quantities quantities, Wire wire) {
        this.device = device;
        this.quantities = quantities;
        this.wire = wire;
    }

    /**
     * Asks.
     *
     * @return all series, in the order of the profile and of the device.
     */
    CompletableFuture<Asked<List<FoundSeries>>> find() {
        CompletableFuture<Asked<List<FoundSeries>>> all = CompletableFuture.completedFuture(new Asked.Got<>(List.of()));
        for (MemorySpec memory : device.profile().memories()) {
            all = all.thenCompose(before -> before instanceof Asked.Got<List<FoundSeries>> got
                    ? series(memory).thenApply(found -> join(got.it(), found))
                    : CompletableFuture.completedFuture(before));
        }
        return all;
    }

    private static Asked<List<FoundSeries>> join(List<FoundSeries> before, Asked<List<FoundSeries>> found) {
        if (found instanceof Asked.Failed<List<FoundSeries>> failed) {
            // A device that refuses the settings of a memory does not have it; its other memories are read all the
            // same.
            return failed.trouble().lasting() ? new Asked.Got<>(before) : found;
        }
        Asked.Got<List<FoundSeries>> got = (Asked.Got<List<FoundSeries>>) found;
        List<FoundSeries> all = new ArrayList<>(before);
        all.addAll(got.it());
        return new Asked.Got<>(List.copyOf(all));
    }

    private CompletableFuture<Asked<List<FoundSeries>>> series(MemorySpec memory) {
        if (memory.content() instanceof Content.Trends trends) {
            return settings(trends.services(), trends.loads())
                    .thenApply(read -> mapped(read, words -> trends(memory, trends, words)));
        }
        Content.LoadCurves curves = (Content.LoadCurves) memory.content();
        if (curves.loads().isEmpty() || curves.channels().isEmpty()) {
            return CompletableFuture.completedFuture(new Asked.Got<>(everything(memory, curves)));
        }
        RegisterSpec loads = curves.loads().get();
        RegisterSpec channels = curves.channels().get();
        return settings(loads, channels)
                .thenApply(read -> mapped(read, words -> chosen(memory, curves, words, loads, channels)));
    }

    private static Asked<List<FoundSeries>> mapped(Asked<Words> read, Function<Words, List<FoundSeries>> with) {
        return read instanceof Asked.Got<Words> got
                ? new Asked.Got<>(with.apply(got.it()))
                : new Asked.Failed<>(((Asked.Failed<Words>) read).trouble());
    }

    /** Registers that lie from an address on. */
    private record Words(Registers registers, int address) {

        int number(RegisterSpec row, int instance) {
            return (int) row.coding()
                    .type()
                    .decode(
                            registers,
                            row.addressOf(instance) - address,
                            row.coding().order())
                    .orElse(0);
        }
    }

    private CompletableFuture<Asked<Words>> settings(RegisterSpec one, RegisterSpec other) {
        int first = Math.min(one.address(), other.address());
        int end = Math.max(end(one), end(other));
        return wire.read(new Block(one.table(), first, end - first))
                .thenApply(read -> read instanceof Asked.Got<Registers> got
                        ? new Asked.Got<>(new Words(got.it(), first))
                        : new Asked.Failed<>(((Asked.Failed<Registers>) read).trouble()));
    }

    private static int end(RegisterSpec row) {
        return row.addressOf(row.count()) + row.coding().words();
    }

    private List<FoundSeries> everything(MemorySpec memory, Content.LoadCurves curves) {
        List<FoundSeries> found = new ArrayList<>();
        for (Load load : device.device().loads()) {
            curves.codes().forEach((quantity, code) -> found.add(curve(memory, load.number(), quantity, code)));
        }
        return found;
    }

    private List<FoundSeries> chosen(
            MemorySpec memory, Content.LoadCurves curves, Words words, RegisterSpec loads, RegisterSpec channels) {
        List<FoundSeries> found = new ArrayList<>();
        for (int item = 1; item <= loads.count(); item++) {
            int load = words.number(loads, item) + 1 - firstLoad(memory);
            int code = words.number(channels, item);
            boolean there = device.device().loads().stream().map(Load::number).anyMatch(number -> number == load);
            for (Map.Entry<String, Integer> curve : curves.codes().entrySet()) {
                if (there && curve.getValue() == code) {
                    found.add(curve(memory, load, curve.getKey(), code));
                }
            }
        }
        return found.stream().distinct().toList();
    }

    private static int firstLoad(MemorySpec memory) {
        return memory.selection() instanceof Selection.Numbered numbered
                ? numbered.load().map(Selector::first).orElse(0)
                : 0;
    }

    private FoundSeries curve(MemorySpec memory, int load, String quantity, int code) {
        String unit = quantities.find(quantity).map(Quantity::unit).orElse("-");
        MemorySeries series = new MemorySeries(memory.name(), new PointKey(load, quantity, PointKey.INST), unit);
        return new FoundSeries(series, memory, load - 1 + firstLoad(memory), code, 1);
    }

    private List<FoundSeries> trends(MemorySpec memory, Content.Trends trends, Words words) {
        OptionalInt first = memory.selection() instanceof Selection.Numbered numbered
                ? numbered.channel().stream().mapToInt(Selector::first).findFirst()
                : OptionalInt.empty();
        List<FoundSeries> found = new ArrayList<>();
        for (int item = 1; item <= trends.services().count(); item++) {
            int service = words.number(trends.services(), item);
            int load = words.number(trends.loads(), item);
            int channel = item - 1 + first.orElse(0);
            quantity(service, load).ifPresent(quantity -> {
                PointKey point = new PointKey(load, quantity.key(), AVERAGE);
                MemorySeries series = new MemorySeries(memory.name(), point, quantity.unit());
                found.add(new FoundSeries(series, memory, 0, channel, step(quantity.key())));
            });
        }
        return found;
    }

    private Optional<Quantity> quantity(int service, int load) {
        if (service == 0 || load < 0 || load > PointKey.MAX_INSTANCE) {
            return Optional.empty();
        }
        String text = Integer.toString(service);
        return quantities.all().stream()
                .filter(quantity ->
                        quantity.attribute(SERVICE).filter(text::equals).isPresent())
                .findFirst();
    }

    /** Values of trends are written in the steps of the quantity's own row. */
    private double step(String quantity) {
        return device.profile()
                .register(quantity, AVERAGE)
                .or(() -> device.profile().register(quantity, PointKey.INST))
                .map(row -> row.coding().scale())
                .orElse(1.0);
    }
}
