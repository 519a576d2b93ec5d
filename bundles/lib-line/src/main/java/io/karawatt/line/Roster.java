package io.karawatt.line;

import io.karawatt.bus.DeviceHabit;
import io.karawatt.line.BlockPlanner.Terms;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices of the line. Changed by the thread of the line alone; {@link #devices} may be asked by anybody. */
final class Roster {

    private static final List<Poll> GROUPS = List.of(Poll.FAST, Poll.SLOW, Poll.RARE);

    /** Most devices of the past that are remembered. */
    private static final int MOST_STORED = 500;

    private final LineSettings settings;
    private final LineContext context;
    private final BlockPlanner planner;
    private volatile List<PolledDevice> devices = List.of();
    private volatile Map<String, PolledDevice> byKey = Map.of();
    private final Map<String, DeviceHabit> stored = new HashMap<>();
    private long room = Long.MAX_VALUE;
    private final Map<PollJob, PolledDevice> owners = new HashMap<>();
    private final Map<Integer, PolledDevice> units = new HashMap<>();

    Roster(LineSettings settings, LineContext context) {
        this.settings = settings;
        this.context = context;
        this.planner = new BlockPlanner(settings.cost());
    }

    List<PolledDevice> devices() {
        return devices;
    }

    /** The devices that have something to poll. */
    List<PolledDevice> polled() {
        return devices.stream().filter(d -> !d.jobs().isEmpty()).toList();
    }

    /** A device by its key; null when there is none. */
    @Nullable
    PolledDevice device(String key) {
        return byKey.get(key);
    }

    /** Takes up what was learnt before the gateway was restarted. */
    void restore(List<DeviceHabit> habits) {
        habits.forEach(habit -> stored.put(habit.device(), habit));
    }

    /** What is worth keeping across restarts. */
    List<DeviceHabit> proven() {
        List<DeviceHabit> all = new ArrayList<>(stored.values());
        devices.forEach(
                device -> all.add(device.habits().proven(device.installed().device())));
        return all;
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
                PolledDevice device = fresh(installed, old);
                all.add(device);
                fresh.add(device);
            }
        }
        before.values().forEach(this::shelve);
        before.keySet().stream()
                .filter(key -> now.device(key).isEmpty())
                .forEach(key -> context.sink().forget(key));
        owners.clear();
        units.clear();
        for (PolledDevice device : all) {
            device.jobs().forEach(job -> owners.put(job, device));
            units.putIfAbsent(device.unit(), device);
        }
        devices = List.copyOf(all);
        byKey = devices.stream().collect(Collectors.toUnmodifiableMap(PolledDevice::key, device -> device));
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

    /** What is known of a device stays known when its loads or its profile change. */
    private PolledDevice fresh(InstalledDevice installed, @Nullable PolledDevice old) {
        Device device = installed.device();
        Habits habits = new Habits(settings.patience());
        DeviceHabit kept = stored.remove(device.key());
        if (old != null && sameKind(device, old.installed().device().reference(), old.unit())) {
            habits = old.habits();
        } else if (kept != null && sameKind(device, kept.reference(), kept.unit())) {
            habits.restore(kept);
        }
        List<PollJob> jobs = new ArrayList<>();
        for (Poll group : GROUPS) {
            BlockPlanner.Plan plan = planner.plan(installed, group, terms(installed, habits, Integer.MAX_VALUE));
            if (!plan.blocks().isEmpty()) {
                long lateness = settings.limits().jitter().toNanos();
                jobs.add(new PollJob(installed.schema(), group, period(installed, group), lateness, plan));
            }
        }
        PolledDevice fresh = new PolledDevice(installed, jobs, settings, habits);
        cut(fresh);
        return fresh;
    }

    /** A device may come back, when its profile does for instance. */
    private void shelve(PolledDevice gone) {
        if (stored.size() < MOST_STORED) {
            stored.put(gone.key(), gone.habits().proven(gone.installed().device()));
        }
    }

    private static boolean sameKind(Device device, String reference, int unit) {
        return device.reference().equals(reference) && device.unit() == unit;
    }

    private long period(InstalledDevice installed, Poll group) {
        return settings.rates()
                .of(installed.device(), group, settings.periods())
                .toNanos();
    }

    private static Terms terms(InstalledDevice installed, Habits habits, int most) {
        int limit = habits.readLimit() == 0 ? most : Math.min(most, habits.readLimit());
        long expected = installed.profile().limits().turnaroundMs() * 1_000_000L;
        return new Terms(limit, Duration.ofNanos(expected), habits);
    }

    /** What a device would ask of the line. */
    List<Demand> demands(InstalledDevice installed) {
        List<Demand> demands = new ArrayList<>();
        for (Poll group : GROUPS) {
            BlockPlanner.Plan plan = planner.plan(installed, group);
            if (!plan.blocks().isEmpty()) {
                List<Integer> reads =
                        plan.blocks().stream().map(ReadBlock::count).toList();
                Duration turnaround =
                        Duration.ofMillis(installed.profile().limits().turnaroundMs());
                demands.add(new Demand(
                        group, period(installed, group), reads, settings.cost().seenNanos(turnaround), null));
            }
        }
        return demands;
    }

    /**
     * Sets how long a read may take that is not of the fast group; plans that are no longer right are made anew.
     *
     * @param most nanoseconds.
     */
    void cut(long most) {
        room = most;
        devices.forEach(this::cut);
    }

    private void cut(PolledDevice device) {
        int whole = device.installed().profile().limits().maxRead();
        int most = whole;
        // Where the registers take less time than the rest of the transaction, cutting costs more than it gives.
        while (most > Schedule.LEAST_CUT
                && device.expected(most) > room
                && device.expected(most) > 2 * device.expected(0)) {
            most--;
        }
        boolean worth = most == whole ? device.cut() != whole : Math.abs(most - device.cut()) * 4 > device.cut();
        if (worth) {
            device.cutAt(most);
            replan(device);
        }
    }

    private void replan(PolledDevice device) {
        for (PollJob job : device.jobs()) {
            int most = job.fast() ? Integer.MAX_VALUE : device.cut();
            job.replan(planner.plan(device.installed(), job.group(), terms(device.installed(), device.habits(), most)));
        }
    }

    /** Forgets what was learnt about a device. */
    void relearn(PolledDevice device) {
        device.habits().forget();
        replan(device);
    }
}
