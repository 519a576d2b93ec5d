package io.karawatt.memory.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineDirectory;
import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryState;
import io.karawatt.memory.MeterMemories;
import io.karawatt.profile.Quantities;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Takes questions about the memories of meters. Has no thread: work goes on where answers arrive. */
@Component
public final class MemoryDesk implements MeterMemories {

    private static final String CROWDED = "too many wait for the memory of this device already; ask again later";

    private final Topology topology;
    private final Quantities quantities;
    private final LineDirectory lines = new LineDirectory();
    private final DeviceQueue queue = new DeviceQueue();

    /**
     * Opens the desk.
     *
     * @param topology which devices there are.
     * @param quantities what trends may be of.
     */
    @Activate
    public MemoryDesk(@Reference Topology topology, @Reference Quantities quantities) {
        this.topology = topology;
        this.quantities = quantities;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindLine(BusLine line) {
        lines.add(line);
    }

    void unbindLine(BusLine line) {
        lines.remove(line);
    }

    @Override
    public CompletableFuture<MemoryOverview> look(String key) {
        Optional<InstalledDevice> device = device(key);
        if (device.isEmpty()) {
            return CompletableFuture.completedFuture(new MemoryOverview(key, List.of(), unknown(key)));
        }
        CompletableFuture<MemoryOverview> answer = new CompletableFuture<>();
        Wire wire = wire(device.get(), answer);
        Supplier<CompletableFuture<MemoryOverview>> work = () -> new SeriesFinder(device.get(), quantities, wire)
                .find()
                .thenCompose(found -> found instanceof Asked.Got<List<FoundSeries>> got
                        ? survey(key, got.it(), wire)
                        : CompletableFuture.completedFuture(
                                new MemoryOverview(key, List.of(), problem((Asked.Failed<?>) found))));
        return queued(key, answer, work, reason -> new MemoryOverview(key, List.of(), reason));
    }

    private static CompletableFuture<MemoryOverview> survey(String key, List<FoundSeries> series, Wire wire) {
        CompletableFuture<OptionalInt> all = CompletableFuture.completedFuture(OptionalInt.empty());
        List<MemoryState> states = new ArrayList<>();
        String memory = "";
        for (FoundSeries one : series) {
            boolean same = one.spec().name().equals(memory);
            memory = one.spec().name();
            all = all.thenCompose(hint -> {
                Survey survey = new Survey(new PageReader(one, wire), same ? hint : OptionalInt.empty());
                return survey.start().thenApply(state -> {
                    states.add(state);
                    return survey.depth();
                });
            });
        }
        return all.thenApply(last -> new MemoryOverview(key, states, ""));
    }

    @Override
    public CompletableFuture<MemoryChunk> read(MemoryQuery query) {
        Optional<InstalledDevice> device = device(query.device());
        if (device.isEmpty()) {
            return CompletableFuture.completedFuture(nothing(query, Ending.UNUSABLE, unknown(query.device())));
        }
        CompletableFuture<MemoryChunk> answer = new CompletableFuture<>();
        Wire wire = wire(device.get(), answer);
        Supplier<CompletableFuture<MemoryChunk>> work = () ->
                new SeriesFinder(device.get(), quantities, wire).find().thenCompose(found -> walk(query, found, wire));
        return queued(query.device(), answer, work, reason -> nothing(query, Ending.INTERRUPTED, reason));
    }

    private static CompletableFuture<MemoryChunk> walk(MemoryQuery query, Asked<List<FoundSeries>> found, Wire wire) {
        if (!(found instanceof Asked.Got<List<FoundSeries>> got)) {
            Trouble trouble = ((Asked.Failed<List<FoundSeries>>) found).trouble();
            Ending ending = trouble.lasting() ? Ending.UNUSABLE : Ending.INTERRUPTED;
            return CompletableFuture.completedFuture(nothing(query, ending, trouble.reason()));
        }
        return got.it().stream()
                .filter(series -> series.series().point().equals(query.point()))
                .findFirst()
                .map(series -> new Walk(new PageReader(series, wire), query).start())
                .orElseGet(() -> CompletableFuture.completedFuture(nothing(
                        query,
                        Ending.UNUSABLE,
                        query.device() + " does not record " + query.point() + "; it records "
                                + (got.it().isEmpty()
                                        ? "nothing"
                                        : String.join(
                                                ", ",
                                                got.it().stream()
                                                        .map(series -> series.series()
                                                                .point()
                                                                .toString())
                                                        .toList())))));
    }

    private <T> CompletableFuture<T> queued(
            String key, CompletableFuture<T> answer, Supplier<CompletableFuture<T>> work, Function<String, T> failure) {
        Optional<CompletableFuture<T>> result = queue.queue(key, work);
        if (result.isEmpty()) {
            answer.complete(failure.apply(CROWDED));
            return answer;
        }
        CompletableFuture<T> unused = result.get().whenComplete((value, thrown) -> {
            if (thrown == null) {
                answer.complete(value);
            } else {
                answer.complete(failure.apply("reading failed: " + thrown.getMessage()));
            }
        });
        return answer;
    }

    private Optional<InstalledDevice> device(String key) {
        return Optional.ofNullable(topology.current().installed().get(key));
    }

    private Wire wire(InstalledDevice device, CompletableFuture<?> answer) {
        return new Wire(lines, device.device().line(), device.device().unit(), answer::isDone);
    }

    private static String unknown(String key) {
        return "there is no device '" + key + "' with a known profile";
    }

    private static String problem(Asked.Failed<?> failed) {
        return failed.trouble().reason();
    }

    private static MemoryChunk nothing(MemoryQuery query, Ending ending, String reason) {
        return MemoryChunk.nothing(ending, reason, ending == Ending.UNUSABLE ? Optional.empty() : query.resume());
    }
}
