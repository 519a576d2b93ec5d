package io.karawatt.discovery.internal;

import io.karawatt.discovery.ScanReport.Entry;
import io.karawatt.discovery.ScanReport.What;
import io.karawatt.event.EventBus;
import io.karawatt.live.CounterBreaker;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import io.karawatt.topology.TopologyEditor;
import io.karawatt.topology.TopologyEditor.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what was thought through after a scan: known devices all at once, then each new one. */
final class TakeOver {

    private final TopologyEditor editor;
    private final LoadReader loads;
    private final EventBus events;
    private final List<CounterBreaker> breakers;
    private final InstantSource clock;

    TakeOver(
            TopologyEditor editor,
            LoadReader loads,
            EventBus events,
            List<CounterBreaker> breakers,
            InstantSource clock) {
        this.editor = editor;
        this.loads = loads;
        this.events = events;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** Does it and tells what became of each device, in the order of lines and unit ids. */
    List<Entry> carryOut(MergePlan plan) {
        List<Entry> entries = new ArrayList<>(plan.notes());
        entries.addAll(change(plan.changes()));
        plan.newcomers().forEach(newcomer -> entries.add(add(newcomer)));
        entries.sort(Comparator.comparing(Entry::line).thenComparingInt(Entry::unit));
        return entries;
    }

    private List<Entry> change(List<Change> changes) {
        List<Device> different = changes.stream()
                .filter(change -> !change.before().equals(change.after()))
                .map(Change::after)
                .toList();
        if (!different.isEmpty() && editor.changeAll(different) instanceof Outcome.Refused refused) {
            return changes.stream()
                    .map(change -> entry(change.before(), What.CLASH, "nothing was taken over: " + refused.reason()))
                    .toList();
        }
        for (Change change : changes) {
            if (change.replaced()) {
                breakers.forEach(breaker -> breaker.meterReplaced(change.after().key()));
            }
            change.events(clock.instant()).forEach(events::publish);
        }
        return changes.stream()
                .map(change -> entry(change.after(), change.what(), words(change)))
                .toList();
    }

    private Entry add(Newcomer newcomer) {
        Device device = newcomer.device();
        Optional<List<Load>> found = loads.read(
                device.line(),
                device.unit(),
                Objects.requireNonNull(newcomer.seen().profile()),
                List.of());
        if (editor.add(Devices.withLoads(device, found.orElse(List.of()))) instanceof Outcome.Refused refused) {
            return Merge.entry(newcomer.seen(), What.CLASH, "", refused.reason());
        }
        String told = found.map(all -> all.size() == 1 ? "1 load" : all.size() + " loads")
                .orElse("its loads could not be read; 'device:refresh " + device.key() + "' reads them");
        return entry(device, What.ADDED, told);
    }

    private static String words(Change change) {
        Device before = change.before();
        String what =
                switch (change.what()) {
                    case REPLACED -> "was " + before.netId();
                    case MOVED -> "was unit id " + before.unit() + " on " + before.line();
                    default -> "";
                };
        return Stream.of(what, change.note()).filter(text -> !text.isBlank()).collect(Collectors.joining("; "));
    }

    private static Entry entry(Device device, What what, String text) {
        return new Entry(device.line(), device.unit(), what, device.key(), device.reference(), device.netId(), text);
    }
}
