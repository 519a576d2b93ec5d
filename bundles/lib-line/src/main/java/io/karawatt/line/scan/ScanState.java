package io.karawatt.line.scan;

import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RawReply;
import io.karawatt.modbus.pdu.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the jobs of one scan share: what was found, what is to be done, how far it is. For the thread of the line. */
final class ScanState {

    private static final int MOST_DOUBTS = 4;

    private final ScanPlan plan;
    private final ScanSetup setup;
    private final Deque<Job> agenda = new ArrayDeque<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<NetId, Integer> holders = new TreeMap<>();
    private final Set<Integer> taken = new TreeSet<>();
    private final Set<Integer> slow = new TreeSet<>();
    private int speed;
    private int session;
    private @Nullable String lost;
    private Step step = Step.ADDRESS_DETECTION;
    private int done;
    private int total;
    private String text = "";

    ScanState(ScanPlan plan, ScanSetup setup) {
        this.plan = plan;
        this.setup = setup;
        this.speed = setup.baud();
        this.session = (int) (setup.clock().millis() / 1000);
    }

    ScanPlan plan() {
        return plan;
    }

    ScanSetup setup() {
        return setup;
    }

    Deque<Job> agenda() {
        return agenda;
    }

    /** Has a job done before all others. */
    void first(Job job) {
        agenda.push(job);
    }

    /** Asks; what may be the late answer to an earlier question is not believed, and the same is asked again. */
    MasterReply probe(int unit, Request request) throws InterruptedException {
        long late = setup.port().late(unit);
        Duration window = slow.contains(unit) ? setup.slowWindow() : setup.window();
        MasterReply reply = setup.port().probe(unit, request, window);
        for (int again = 0; again < MOST_DOUBTS && reply instanceof MasterReply.Malformed; again++) {
            reply = setup.port().probe(unit, request, window);
        }
        if (setup.port().late(unit) > late) {
            slow.add(unit);
        }
        if (reply instanceof MasterReply.LinkDown down) {
            lost = down.reason();
        }
        return reply;
    }

    /** From now on a unit is given more time. */
    void slow(int unit) {
        slow.add(unit);
    }

    RawReply exchange(RawFrame frame, Duration window) throws InterruptedException {
        RawReply reply = setup.port().exchange(frame, window);
        if (reply instanceof RawReply.LinkDown down) {
            lost = down.reason();
        }
        return reply;
    }

    /** Why the line can't be used any more; null while it can. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Speed at which is searched now; 0 on TCP. */
    int speed() {
        return speed;
    }

    void speed(int baud) {
        speed = baud;
    }

    boolean retuned() {
        return speed != setup.baud();
    }

    int newSession() {
        session = (session + 1) & 0xFFFF;
        return session;
    }

    /** NET IDs of the devices that know the addressing protocol, with the addresses they have. */
    Map<NetId, Integer> holders() {
        return holders;
    }

    List<NetId> holdersAt(int unit) {
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue() == unit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Never gives an address out again. */
    void take(int unit) {
        taken.add(unit);
    }

    /** Lowest address of the range above another that nobody uses but perhaps the device itself. */
    Optional<Integer> lowestFree(int above, NetId id) {
        for (int unit = Math.max(plan.first(), above + 1); unit <= plan.last(); unit++) {
            if (free(unit, id)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Whether nobody but perhaps the device itself uses an address, and it is known for nobody else. */
    boolean free(int unit, NetId id) {
        List<NetId> there = holdersAt(unit);
        boolean own = there.equals(List.of(id));
        boolean seen = sighting(unit).filter(s -> s.conflict() || !own).isPresent();
        boolean others = !there.isEmpty() && !own;
        boolean known = setup.known().at(unit) && !setup.known().at(unit, id) && !own;
        return !seen && !others && !known && !taken.contains(unit);
    }

    Optional<Sighting> sighting(int unit) {
        return sightings.stream()
                .filter(s -> s.unit() == unit && s.baud() == speed)
                .findFirst();
    }

    Sighting see(int unit) {
        return sighting(unit).orElseGet(() -> {
            Sighting fresh = new Sighting(unit, speed);
            sightings.add(fresh);
            sightings.sort(Comparator.comparingInt(Sighting::unit).thenComparingInt(Sighting::baud));
            return fresh;
        });
    }

    void forget(int unit) {
        sightings.removeIf(s -> s.unit() == unit && s.baud() == speed);
    }

    /** Many meters on Ethernet answer to whatever unit id they are asked for: the same one again is not another. */
    void fold(Sighting again) {
        String unique = again.identity().unique();
        if (setup.serial() || unique.isEmpty()) {
            return;
        }
        for (Sighting first : sightings) {
            if (first.unit() < again.unit() && first.identity().unique().equals(unique)) {
                sightings.remove(again);
                first.note("answers to other unit ids as well");
                return;
            }
        }
    }

    List<Sighting> atThisSpeed() {
        return sightings.stream().filter(s -> s.baud() == speed).toList();
    }

    /** Address of a device that answers well, for comparison; 0 when there is none. */
    int neighbour(int unit) {
        return atThisSpeed().stream()
                .filter(s -> s.unit() != unit && !s.conflict())
                .mapToInt(Sighting::unit)
                .findFirst()
                .orElse(0);
    }

    /** Notes that an address is or is no longer used twice, and tells so when that is new. */
    void conflict(Sighting where, boolean present, String evidence) {
        if (where.conflict() != present) {
            where.conflict(present);
            where.note("");
        }
        if (present) {
            where.note(evidence);
        }
        if (!retuned()) {
            setup.conflicts().report(where.unit(), present, evidence);
        }
    }

    /** The whole range was searched: conflicts that were not met are over. */
    void settle() {
        Set<Integer> met = new TreeSet<>();
        sightings.stream().filter(Sighting::conflict).forEach(s -> met.add(s.unit()));
        setup.conflicts().settle(plan.first(), plan.last(), met);
    }

    void progress(Step nowStep, int nowDone, int nowTotal, String nowText) {
        step = nowStep;
        done = nowDone;
        total = nowTotal;
        text = nowText;
    }

    ScanProgress snapshot(ScanProgress.Status status, String overriding) {
        List<Finding> findings = sightings.stream()
                .filter(s -> plan.depth() == Depth.FULL || s.fast())
                .map(Sighting::finding)
                .toList();
        int conflicts = (int) findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.CONFLICT)
                .count();
        return new ScanProgress(
                status,
                step,
                done,
                total,
                findings.size() - conflicts,
                conflicts,
                overriding.isEmpty() ? text : overriding,
                findings);
    }
}
