package io.karawatt.demand.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.live.PointReader;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Value;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Takes wishes for points: finds out which of them the process image does not hold young enough, and has those read
 * that nobody is reading already.
 *
 * <p>It has no thread: who wishes plans the reads, the thread of the line takes the answers. Lines keep the patience of
 * their askers, so that nothing here has to watch the clock.
 */
@Component(service = PointReader.class)
public final class DemandDesk implements PointReader {

    /** Most points of one wish. */
    static final int MOST_POINTS = 1000;

    /** Most wishes that wait at one time. */
    static final int MOST_WISHES = 1000;

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);

    /** Causes of which the device knows nothing. */
    private static final Set<Cause> UNHEARD = EnumSet.of(Cause.NOT_READ, Cause.TIMEOUT, Cause.STALE, Cause.LINE_DOWN);

    private final Directory directory = new Directory();
    private final Transactions transactions = new Transactions();
    private final Semaphore wishes = new Semaphore(MOST_WISHES);
    private final Topology topology;
    private final LiveValues live;
    private final Courier courier;
    private final InstantSource clock;

    /**
     * Opens the desk.
     *
     * @param topology which devices there are.
     * @param live what is known already.
     * @param sink where readings go.
     */
    @Activate
    public DemandDesk(
            @Reference(name = "topology") Topology topology,
            @Reference(name = "live") LiveValues live,
            @Reference(name = "sink") ReadingSink sink) {
        this(topology, live, sink, Clock.systemUTC());
    }

    DemandDesk(Topology topology, LiveValues live, ReadingSink sink, InstantSource clock) {
        this.topology = topology;
        this.live = live;
        this.courier = new Courier(topology, sink, clock);
        this.clock = clock;
    }

    @Reference(
            name = "line",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addLine(BusLine came) {
        courier.lines().add(came);
    }

    void removeLine(BusLine went) {
        courier.lines().remove(went);
    }

    @Override
    public CompletableFuture<Boolean> refresh(
            String device, Collection<Integer> points, Duration maxAge, Duration patience) {
        Installation now = topology.current();
        InstalledDevice installed = now.installed().get(device);
        if (installed == null || points.size() > MOST_POINTS) {
            return CompletableFuture.completedFuture(false);
        }
        Set<Integer> indexes = new TreeSet<>(points);
        Directory.Places places = directory.of(installed, now);
        List<Slot> slots =
                indexes.stream().map(places::find).flatMap(Optional::stream).toList();
        boolean known = slots.size() == indexes.size();
        return read(installed, tooOld(installed.schema(), slots, maxAge), patience)
                .thenApply(there -> there && known);
    }

    private List<Slot> tooOld(PointSchema schema, List<Slot> slots, Duration maxAge) {
        Optional<DeviceValues> found = live.device(schema.device()).filter(values -> values.schema() == schema);
        if (found.isEmpty()) {
            return slots;
        }
        DeviceValues values = found.get();
        long latest = clock.millis();
        long earliest = latest - Math.max(0, maxAge.toMillis());
        return slots.stream()
                .filter(slot -> {
                    // Later than now: the clock was set back since, so that the age is unknown.
                    long received = values.receivedMillis(slot.index());
                    return received < earliest || received > latest || unheard(values, slot.index());
                })
                .toList();
    }

    private static boolean unheard(DeviceValues values, int index) {
        return values.value(index) instanceof Value.Missing missing && UNHEARD.contains(missing.cause());
    }

    private CompletableFuture<Boolean> read(InstalledDevice device, List<Slot> slots, Duration patience) {
        if (slots.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        if (patience.isNegative() || patience.isZero() || !wishes.tryAcquire()) {
            return CompletableFuture.completedFuture(false);
        }
        Duration bounded = patience.compareTo(LONGEST_PATIENCE) < 0 ? patience : LONGEST_PATIENCE;
        Instant deadline = clock.instant().plus(bounded);
        Set<Transaction> awaited = new LinkedHashSet<>();
        List<Transaction> begun = new ArrayList<>();
        boolean all = plan(device, slots, deadline, awaited, begun);
        begun.forEach(this::carryOut);
        return allOf(awaited)
                .thenApply(answered -> answered && all)
                .whenComplete((answered, fault) -> wishes.release());
    }

    /** Joins reads that are under way and plans the others; tells whether every point will be read. */
    private boolean plan(
            InstalledDevice device,
            List<Slot> slots,
            Instant deadline,
            Set<Transaction> awaited,
            List<Transaction> begun) {
        synchronized (transactions) {
            List<Slot> others = transactions.notUnderWay(device.schema(), slots, deadline, awaited);
            List<ReadRun> runs = ReadPlan.of(others, device.profile().limits());
            if (!transactions.fits(device.device().line(), runs.size())) {
                return false;
            }
            runs.forEach(run -> begun.add(new Transaction(device, run, deadline)));
            begun.forEach(transactions::begin);
            awaited.addAll(begun);
            return runs.stream().mapToInt(run -> run.slots().size()).sum() == others.size();
        }
    }

    private void carryOut(Transaction transaction) {
        CompletableFuture<Boolean> unused = courier.carry(transaction).whenComplete((answered, fault) -> {
            synchronized (transactions) {
                transactions.end(transaction);
            }
            transaction.done().complete(fault == null && answered);
        });
    }

    private static CompletableFuture<Boolean> allOf(Collection<Transaction> transactions) {
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (Transaction one : transactions) {
            all = all.thenCombine(one.done(), Boolean::logicalAnd);
        }
        return all;
    }
}
