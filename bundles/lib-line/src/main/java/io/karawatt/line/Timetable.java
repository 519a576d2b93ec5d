package io.karawatt.line;

import io.karawatt.bus.DeviceHabit.Bin;
import io.karawatt.bus.LineBudget;
import io.karawatt.event.Event.LineStretched;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reckons once a second what the periods cost, stretches them where they don't fit, sets how long a slow read may be,
 * and tells people. {@link #budget} may be asked by anybody, all else belongs to the thread of the line.
 */
final class Timetable {

    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);
    private static final long REVIEW_NANOS = 1_000_000_000L;
    /** A stretch is told of only when it has lasted so long. */
    private static final long TELL_NANOS = 10_000_000_000L;
    /** Up to this share of what is available the fast group is kept from slipping. */
    private static final double PROTECTED = 0.9;
    /** Periods are not changed for less. */
    private static final double NOTABLE = 0.01;

    private static final double NEGLIGIBLE = 1.02;
    private static final double LEAST_AVAILABLE = 0.1;
    private static final double PERCENT = 100;

    private final LineSettings settings;
    private final LineContext context;
    private final Roster roster;
    private final Schedule schedule;
    private final Usage usage;
    private volatile Picture picture = new Picture(List.of(), 1, Stretch.NONE);
    private volatile long cycle;
    private long nextReview;
    private Stretch told = Stretch.NONE;
    private long otherSince = Long.MAX_VALUE;

    Timetable(LineSettings settings, LineContext context, Roster roster, Schedule schedule, Usage usage) {
        this.settings = settings;
        this.context = context;
        this.roster = roster;
        this.schedule = schedule;
        this.usage = usage;
    }

    /** What was reckoned last. */
    private record Picture(List<Demand> demands, double available, Stretch stretch) {

        Picture {
            demands = List.copyOf(demands);
        }
    }

    /** Has the periods reckoned anew at the next turn. */
    void changed() {
        nextReview = 0;
    }

    /** Notes how long a round over all devices took. */
    void round(long took) {
        cycle = cycle == 0 ? took : cycle + (took - cycle) / 8;
    }

    /** Reckons if it is time. */
    void review(long now) {
        usage.roll(now);
        if (now < nextReview) {
            return;
        }
        nextReview = now + REVIEW_NANOS;
        double available = available();
        protect(available);
        List<Demand> demands = new ArrayList<>();
        for (PolledDevice device : roster.polled()) {
            if (!device.silent()) {
                device.jobs().forEach(job -> demands.add(demand(device, job)));
            }
        }
        Stretch stretch = Demand.stretch(demands, settings.cost(), available);
        for (PolledDevice device : roster.polled()) {
            device.jobs().forEach(job -> grant(job, Math.round(job.asked() * stretch.of(job.group()))));
        }
        picture = new Picture(demands, available, stretch);
        tell(stretch, now);
    }

    private static Demand demand(PolledDevice device, PollJob job) {
        List<Integer> reads = job.plan().stream().map(ReadBlock::count).toList();
        return new Demand(job.group(), job.asked(), reads, device.turnaround(), job.punctuality());
    }

    private static void grant(PollJob job, long period) {
        if (period == job.asked() || Math.abs(period - job.granted()) > NOTABLE * job.granted()) {
            job.grant(period);
        }
    }

    /** What requests and trouble take, up to their shares, is not there for polls. */
    private double available() {
        LineSettings.Limits limits = settings.limits();
        double taken = Math.min(usage.share(Usage.Purpose.REQUESTS), limits.requestPercent() / PERCENT)
                + Math.min(usage.share(Usage.Purpose.BACKGROUND), limits.backgroundPercent() / PERCENT)
                + usage.share(Usage.Purpose.TROUBLE);
        return Math.max(LEAST_AVAILABLE, 1 - taken);
    }

    /**
     * Sets how long a read that is not fast may take: until the next fast one, on average, and the lateness allowed.
     * Where the fast group alone asks for nearly everything, there is nothing to protect.
     */
    private void protect(double available) {
        double share = 0;
        double rate = 0;
        for (PolledDevice device : roster.polled()) {
            for (PollJob job : device.jobs()) {
                if (job.fast() && !device.silent()) {
                    share += demand(device, job).share(settings.cost());
                    rate += 1.0 / job.asked();
                }
            }
        }
        boolean protect = rate > 0 && share < PROTECTED * available;
        long room = protect ? Math.round((1 - share) / rate) : 0;
        schedule.protect(protect, room);
        roster.cut(protect ? room + settings.limits().jitter().toNanos() : Long.MAX_VALUE);
    }

    private void tell(Stretch stretch, long now) {
        Stretch worth = stretch.most() < NEGLIGIBLE ? Stretch.NONE : stretch;
        if (!worth.farFrom(told)) {
            otherSince = Long.MAX_VALUE;
            return;
        }
        otherSince = Math.min(otherSince, now);
        if (now - otherSince >= TELL_NANOS) {
            told = worth;
            otherSince = Long.MAX_VALUE;
            String advice = worth.equals(Stretch.NONE)
                    ? ""
                    : Advice.words(picture.demands(), settings.cost(), picture.available(), worth);
            LineStretched event = new LineStretched(
                    settings.name(), worth.most(), advice, context.clock().instant());
            LOG.info("{}", event.describe());
            context.events().publish(event);
        }
    }

    /**
     * Returns the budget.
     *
     * @param more devices to be added in thought.
     * @param busy share of the time that the line was used.
     * @return the budget; measured figures are those of now.
     */
    LineBudget budget(List<InstalledDevice> more, double busy) {
        Picture now = picture;
        List<Demand> demands = new ArrayList<>(now.demands());
        more.forEach(device -> demands.addAll(roster.demands(device)));
        WireCost wire = settings.cost();
        Stretch stretch = Demand.stretch(demands, wire, now.available());
        TreeMap<Poll, TreeMap<Long, List<Demand>>> groups = new TreeMap<>();
        for (Demand demand : demands) {
            groups.computeIfAbsent(demand.poll(), poll -> new TreeMap<>())
                    .computeIfAbsent(demand.asked(), asked -> new ArrayList<>())
                    .add(demand);
        }
        List<LineBudget.Group> shown = new ArrayList<>();
        groups.forEach((poll, periods) -> periods.forEach(
                (asked, ofPeriod) -> shown.add(group(poll, Duration.ofNanos(asked), ofPeriod, stretch))));
        return new LineBudget(
                settings.name(),
                busy,
                Demand.share(demands, wire),
                now.available(),
                shown.isEmpty() ? Duration.ZERO : firstRound(shown),
                Duration.ofNanos(cycle),
                Advice.words(demands, wire, now.available(), stretch),
                shown);
    }

    /** A round is over when each device has delivered its first group, the fast one where it has one. */
    private static Duration firstRound(List<LineBudget.Group> groups) {
        Poll first = groups.get(0).poll();
        return groups.stream()
                .filter(group -> group.poll() == first)
                .map(LineBudget.Group::granted)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private LineBudget.Group group(Poll poll, Duration asked, List<Demand> demands, Stretch stretch) {
        Histogram jitter = new Histogram(Long.MAX_VALUE);
        long intervals = 0;
        int measured = 0;
        for (Demand demand : demands) {
            Punctuality kept = demand.kept();
            if (kept != null && kept.interval() > 0) {
                List<Bin> bins = kept.jitter();
                jitter.addAll(bins);
                intervals += kept.interval();
                measured++;
            }
        }
        return new LineBudget.Group(
                poll,
                asked,
                Duration.ofNanos(Math.round(asked.toNanos() * stretch.of(poll))),
                demands.size(),
                Demand.share(demands, settings.cost()),
                Duration.ofNanos(measured == 0 ? 0 : intervals / measured),
                Duration.ofNanos(jitter.quantile(0.5)),
                Duration.ofNanos(jitter.quantile(0.99)));
    }
}
