package io.karawatt.line;

import io.karawatt.live.ReadingSink;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The devices of the line. Changed by the thread of the line alone; {@link #devices} may be asked by anybody. */
final class Roster {

    private final LineSettings settings;
    private final ReadingSink sink;
    private final BlockPlanner planner;
    private volatile List<PolledDevice> devices = List.of();
    private final Map<PollJob, PolledDevice> owners = new HashMap<>();
    private final Map<Integer, PolledDevice> units = new HashMap<>();

    Roster(LineSettings settings, ReadingSink sink) {
        this.settings = settings;
        this.sink = sink;
        this.planner = new BlockPlanner(settings.cost());
    }

    List<PolledDevice> devices() {
        return devices;
    }

    /** The devices that have something to poll. */
    List<PolledDevice> polled() {
        return devices.stream().filter(d -> !d.jobs().isEmpty()).toList();
    }

    PolledDevice owner(PollJob job) {
        PolledDevice owner = owners.get(job);
        if (owner == null) {
            throw new IllegalStateException("a job of a device that is gone");
        }
        return owner;
    }

    @Nullable
    PolledDevice unit(int unit) {
        return units.get(unit);
    }

    /**
     * Takes over a new picture; devices that did not change keep their state.
     *
     * @param now the picture.
     * @param moment the present moment.
     * @return the devices that are new or changed.
     */
    List<PolledDevice> adopt(Installation now, long moment) {
        Map<String, PolledDevice> before = new HashMap<>();
        devices.forEach(device -> before.put(device.key(), device));
        List<PolledDevice> all = new ArrayList<>();
        List<PolledDevice> fresh = new ArrayList<>();
        for (InstalledDevice installed : now.onLine(settings.name())) {
            PolledDevice old = before.remove(installed.device().key());
            if (old != null && same(old.installed(), installed)) {
                all.add(old);
            } else {
                PolledDevice device = new PolledDevice(installed, jobs(installed), settings.patience());
                all.add(device);
                fresh.add(device);
            }
        }
        before.keySet().stream().filter(key -> now.device(key).isEmpty()).forEach(sink::forget);
        owners.clear();
        units.clear();
        for (PolledDevice device : all) {
            device.jobs().forEach(job -> owners.put(job, device));
            units.putIfAbsent(device.unit(), device);
        }
        devices = List.copyOf(all);
        spread(fresh, moment);
        return fresh;
    }

    private static boolean same(InstalledDevice old, InstalledDevice now) {
        // Two schemas are the same only when they are the same object (core-model); it changes with profile and loads.
        return old.schema() == now.schema()
                && old.device().unit() == now.device().unit();
    }

    void restart(long moment) {
        spread(devices, moment);
    }

    private static void spread(List<PolledDevice> some, long moment) {
        for (int i = 0; i < some.size(); i++) {
            some.get(i).restart(moment, (i + 1.0) / some.size());
        }
    }

    private List<PollJob> jobs(InstalledDevice installed) {
        List<PollJob> jobs = new ArrayList<>();
        for (Poll group : List.of(Poll.FAST, Poll.SLOW, Poll.RARE)) {
            BlockPlanner.Plan plan = planner.plan(installed, group);
            if (!plan.blocks().isEmpty()) {
                long period = settings.rates()
                        .of(installed.device(), group, settings.periods())
                        .toNanos();
                jobs.add(new PollJob(installed.schema(), group, period, plan));
            }
        }
        return jobs;
    }
}
