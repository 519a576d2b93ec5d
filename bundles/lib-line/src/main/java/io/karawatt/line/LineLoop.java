package io.karawatt.line;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.Urgency;
import io.karawatt.event.Event.LineChanged;
import io.karawatt.modbus.master.StrayCounts;
import io.karawatt.model.Cause;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything a line does, one turn at a time and without a thread of its own, so that a test can turn it by hand.
 *
 * <p>{@link #turn} and {@link #end} belong to the thread of the line; all else may be called by anybody.
 */
final class LineLoop {

    private static final Logger LOG = LoggerFactory.getLogger(LineLoop.class);
    private static final long FIRST_BACK_OFF = 500_000_000L;
    private static final long LAST_BACK_OFF = 10_000_000_000L;

    private final LineSettings settings;
    private final LineContext context;
    private final Wire wire;
    private final Schedule schedule;
    private final Poller poller;
    private final RequestQueue queue;
    private final RequestQueue background;
    private final Desk desk;
    private final ScanDesk scans;
    private final Share requests;
    private final Share patient;
    private final Roster roster;
    private final ForeignWatch foreign;
    private final Usage usage = new Usage();
    private final Timetable timetable;
    private final HabitKeeper keeper;
    private final AtomicReference<@Nullable Installation> news = new AtomicReference<>();

    private volatile String farewell = "the driver was stopped";
    private volatile boolean up;
    private volatile String reason = "not opened yet";
    private volatile boolean retryNow;
    private volatile long cycle;
    private boolean announced;
    private long retryAt;
    private long backOff = FIRST_BACK_OFF;
    private long roundStart;

    LineLoop(LineSettings settings, LineContext context) {
        this.settings = settings;
        this.context = context;
        wire = new Wire(context.masters(), context.timeline(), settings.limits().reopenAfter());
        schedule = new Schedule(settings);
        TimeoutGuard guard = new TimeoutGuard();
        poller = new Poller(settings, context, wire, schedule, guard);
        queue = new RequestQueue(settings.name(), settings.limits().queue());
        background = new RequestQueue(settings.name(), settings.limits().queue());
        desk = new Desk(settings, context, wire, schedule, poller, guard);
        scans = new ScanDesk(settings, context, wire);
        requests = new Share(settings.limits().requestPercent());
        patient = new Share(settings.limits().backgroundPercent());
        roster = new Roster(settings, context);
        timetable = new Timetable(settings, context, roster, schedule, usage);
        keeper = new HabitKeeper(context.habits(), roster, guard);
        foreign = new ForeignWatch(settings.name(), context);
    }

    void installation(Installation now) {
        news.set(now);
        scans.installation(now);
    }

    CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        return (urgency == Urgency.CLIENT ? queue : background).add(request, wire.now());
    }

    LineScanner.Scan begin(ScanPlan plan) {
        return scans.begin(plan);
    }

    /** Notes that somebody looks at a device; returns whether the line should be woken for it. */
    boolean watch(String key) {
        PolledDevice device = roster.device(key);
        return device != null && device.watch(wire.now());
    }

    List<DeviceHabit> learned() {
        return roster.devices().stream()
                .map(device -> device.habits().snapshot(device.installed().device()))
                .sorted(Comparator.comparingInt(DeviceHabit::unit))
                .toList();
    }

    void relearn(String key) {
        keeper.relearn(key);
    }

    LineBudget budget(List<InstalledDevice> more) {
        return timetable.budget(more, wire.busyShare());
    }

    /** Has the port opened at the next turn, however long ago the last try was. */
    void retryNow() {
        retryNow = true;
    }

    /** Ends a transaction in progress and closes the port at the next turn. */
    void abort(String why) {
        wire.abort(why);
    }

    /**
     * Does at most one transaction.
     *
     * @return nanoseconds until there is something to do again, if nobody comes before; 0 for at once.
     * @throws InterruptedException when the line is being closed.
     */
    long turn() throws InterruptedException {
        adopt();
        String lost = wire.lost();
        if (wire.isOpen() && lost != null) {
            lost(lost);
        }
        if (!wire.isOpen() && !tryOpen()) {
            queue.drain("line " + settings.name() + " is down: " + reason);
            background.drain("line " + settings.name() + " is down: " + reason);
            scans.down("line " + settings.name() + " is down: " + reason);
            return Math.max(0, retryAt - wire.now());
        }
        return work(wire.now());
    }

    /** One transaction of whoever may have the line now. */
    private long work(long now) throws InterruptedException {
        timetable.review(now);
        foreign.look(wire.strays().foreign(), wire.foreignHeard(), now);
        queue.expire(now);
        background.expire(now);
        if (scans.exclusive()) {
            scans.step(true);
            return 0;
        }
        boolean asked = !queue.isEmpty();
        boolean more = !background.isEmpty();
        PollJob job = schedule.choose(now, asked || more);
        if (asked && (job == null || requests.allows(now))) {
            serve(queue, requests, Usage.Purpose.REQUESTS);
            return 0;
        }
        if (more && (job == null || patient.allows(now)) && schedule.admits(now, background.nextSize())) {
            serve(background, patient, Usage.Purpose.BACKGROUND);
            return 0;
        }
        long scanning = scans.wantsAt(now, job == null);
        if (scanning <= now) {
            scans.step(job == null);
            return 0;
        }
        if (job != null) {
            poll(job);
            return 0;
        }
        long rest = Math.max(0, Math.min(scanning, schedule.wake()) - wire.now());
        keeper.keep(now, rest);
        return rest;
    }

    private void serve(RequestQueue from, Share share, Usage.Purpose purpose) throws InterruptedException {
        RequestQueue.Entry entry = from.take();
        if (entry != null) {
            long took = desk.serve(entry, roster.unit(entry.request().unit()), from);
            share.spent(wire.now(), took);
            usage.spent(purpose, took);
        }
    }

    private void poll(PollJob job) throws InterruptedException {
        PolledDevice device = roster.owner(job);
        boolean silent = device.silent();
        boolean checking = device.checking();
        boolean trouble = silent || device.inDoubt();
        long start = wire.now();
        boolean early = job.release() > start;
        if (poller.step(device, job)) {
            backOff = FIRST_BACK_OFF;
            if (job == device.jobs().get(0) && !early) {
                device.markRound(true);
                endRound();
            }
        }
        if (silent) {
            scans.probed(device, roster.devices());
        } else if (device.silent() || (checking && !device.checking())) {
            scans.suspect(device, roster.devices());
        }
        if (trouble || device.inDoubt()) {
            usage.spent(Usage.Purpose.TROUBLE, wire.now() - start);
        }
    }

    /** A round is over when every device that answers has delivered its first group. */
    private void endRound() {
        long now = wire.now();
        for (PolledDevice device : roster.devices()) {
            if (!device.inRound() && !device.silent() && !device.jobs().isEmpty()) {
                return;
            }
        }
        cycle = now - roundStart;
        timetable.round(cycle);
        roundStart = now;
        roster.devices().forEach(device -> device.markRound(false));
    }

    private void adopt() {
        Installation now = news.getAndSet(null);
        keeper.forget();
        if (now != null) {
            timetable.changed();
            List<PolledDevice> fresh = roster.adopt(now, wire.now());
            schedule.devices(roster.polled());
            if (announced && !up) {
                fresh.forEach(device -> context.sink()
                        .accept(device.missing(Cause.LINE_DOWN, context.clock().instant())));
            }
        }
    }

    private boolean tryOpen() throws InterruptedException {
        if (wire.now() < retryAt && !retryNow) {
            return false;
        }
        retryNow = false;
        try {
            wire.open();
        } catch (IOException e) {
            down(String.valueOf(e.getMessage()));
            return false;
        }
        if (!up) {
            up = true;
            reason = "";
            announced = true;
            LOG.info("line {} is up: {}", settings.name(), settings.port());
            context.events()
                    .publish(new LineChanged(
                            settings.name(), true, "", context.clock().instant()));
            roundStart = wire.now();
            roster.restart(roundStart);
        }
        return true;
    }

    /** A peer may close an idle connection, and a hanging one is made anew; only when that fails the line is down. */
    private void lost(String why) throws InterruptedException {
        boolean again = wire.worthReopening();
        wire.close();
        if (again) {
            try {
                wire.open();
                LOG.debug("line {} was opened anew: {}", settings.name(), why);
                return;
            } catch (IOException e) {
                down(String.valueOf(e.getMessage()));
                return;
            }
        }
        down(why);
    }

    private void down(String why) {
        wire.close();
        retryAt = wire.now() + backOff;
        backOff = Math.min(2 * backOff, LAST_BACK_OFF);
        reason = why;
        if (up || !announced) {
            up = false;
            announced = true;
            LOG.warn("line {} is down: {}", settings.name(), why);
            context.events()
                    .publish(new LineChanged(
                            settings.name(), false, why, context.clock().instant()));
            for (PolledDevice device : roster.polled()) {
                context.sink()
                        .accept(device.missing(Cause.LINE_DOWN, context.clock().instant()));
            }
            roster.restart(wire.now());
        }
    }

    /** Survives a broken program: the line goes down and comes back after a pause. */
    void fault(RuntimeException broken) {
        LOG.error("line {}: internal fault", settings.name(), broken);
        backOff = LAST_BACK_OFF;
        down("internal fault: " + broken);
    }

    /** Sets what is said when the line ends. */
    void farewell(String why) {
        farewell = why;
    }

    /** Ends: answers whoever waits, closes the port, says that the values are no longer read. */
    void end() {
        queue.close("line " + settings.name() + " is closed: " + farewell);
        background.close("line " + settings.name() + " is closed: " + farewell);
        keeper.save();
        scans.end("line " + settings.name() + " is closed: " + farewell);
        if (up) {
            down(farewell);
        }
        reason = farewell;
        wire.close();
    }

    LineStatus status() {
        return new LineStatus(
                settings.name(),
                settings.kind(),
                settings.port(),
                up,
                reason,
                wire.busyShare(),
                Duration.ofNanos(cycle),
                wire.tally().snapshot(strays(wire.strays())));
    }

    private static LineStatus.Strays strays(StrayCounts heard) {
        return new LineStatus.Strays(
                heard.characters(),
                heard.late(),
                heard.echoes(),
                heard.noise(),
                heard.torn(),
                heard.collisions(),
                heard.foreign());
    }

    List<DeviceStatus> devices() {
        return roster.devices().stream()
                .map(device -> device.status(wire.late(device.unit())))
                .sorted(Comparator.comparingInt(DeviceStatus::unit))
                .toList();
    }
}
