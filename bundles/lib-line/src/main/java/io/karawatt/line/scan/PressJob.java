package io.karawatt.line.scan;

import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.addressing.Prefix;
import io.karawatt.modbus.master.RawReply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Waits for the buttons of the devices that collide, and gives them addresses in the order of presses. */
final class PressJob implements Job {

    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final long PAUSE_NANOS = 250_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_REPEATS = 5;

    private final ScanState scan;
    private final List<Integer> units;
    private final Talk talk;
    private final Set<NetId> waiting = new TreeSet<>();
    private final Set<NetId> given = new TreeSet<>();
    private final int total;
    private NetIdSearch search = new NetIdSearch();
    private int turn;
    private int last;
    private int repeats;
    private long deadline;
    private long pausedUntil;

    PressJob(ScanState scan, List<Integer> units) {
        this.scan = scan;
        this.units = List.copyOf(units);
        this.talk = new Talk(scan, scan.newSession());
        units.forEach(unit -> waiting.addAll(scan.holdersAt(unit)));
        this.total = waiting.size();
        this.deadline = now() + PATIENCE_NANOS;
    }

    private long now() {
        return scan.setup().port().now();
    }

    @Override
    public long notBefore() {
        return pausedUntil;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (waiting.isEmpty() || now() >= deadline || repeats == MOST_REPEATS || talk.impossible()) {
            waiting.forEach(id -> scan.see(scan.holders().getOrDefault(id, units.get(0)))
                    .note("the button of device " + id + " was not pressed"));
            units.forEach(unit -> scan.first(new CollisionJob(scan, unit)));
            return true;
        }
        scan.progress(
                Step.ADDRESS_DETECTION,
                total - waiting.size(),
                total,
                "press the address button of the next device: " + waiting.size() + " of " + total + " at "
                        + (units.size() == 1 ? "address " : "addresses ") + join() + " to go, "
                        + Math.max(0, (deadline - now()) / SECOND) + " s left");
        listen();
        return false;
    }

    private String join() {
        return String.join(", ", units.stream().map(String::valueOf).toList());
    }

    private void listen() throws InterruptedException {
        int unit = units.get(turn % units.size());
        AddressingRequest.Ask ask = new AddressingRequest.Ask(talk.session(), unit, true, search.next());
        RawReply.Heard heard = talk.say(ask);
        Optional<AddressingAnswer> answer = talk.answer(ask, heard);
        if (answer.isPresent()) {
            pressed(answer.get().id());
            search = new NetIdSearch();
        } else if (!heard.silent()) {
            search.many();
        } else if (search.next().equals(Prefix.ALL)) {
            search = new NetIdSearch();
            turn++;
            pausedUntil = turn % units.size() == 0 ? now() + PAUSE_NANOS : 0;
        } else {
            search.silence();
        }
        if (search.done()) {
            search = new NetIdSearch();
        }
    }

    private void pressed(NetId id) {
        if (!given.add(id)) {
            repeats++;
            return;
        }
        waiting.remove(id);
        deadline = now() + PATIENCE_NANOS;
        Optional<Integer> free = scan.lowestFree(last, id);
        if (free.isPresent()) {
            last = free.get();
            scan.first(new AssignJob(scan, talk.session(), id, last));
        } else {
            scan.see(scan.holders().getOrDefault(id, units.get(0)))
                    .note("no address above " + last + " is free for " + id);
        }
    }
}
