package io.karawatt.discovery.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.Finding;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.Urgency;
import io.karawatt.live.LiveWatcher;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A line with registers; what it has none of, it refuses with exception 2. */
final class FakeLine implements BusLine, LineScanner, LineScanner.Scan {

    private final Map<Integer, Integer> registers = new TreeMap<>();
    private final Map<Integer, Map<Integer, Integer>> units = new TreeMap<>();
    private final List<ScanPlan> plans = new ArrayList<>();
    private final List<Urgency> urgencies = new ArrayList<>();
    private final Map<String, DeviceStatus.State> states = new TreeMap<>();
    private LiveWatcher image = new Nobody();
    private int missed;
    private final String name;
    private final String kind;
    private CompletableFuture<ScanProgress> end = new CompletableFuture<>();

    FakeLine(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    void put(int address, int... words) {
        for (int i = 0; i < words.length; i++) {
            registers.put(address + i, words[i]);
        }
    }

    /** Gives one unit registers of its own; as soon as one has, only those that have answer. */
    void putAt(int unit, int address, int... words) {
        for (int i = 0; i < words.length; i++) {
            units.computeIfAbsent(unit, key -> new TreeMap<>()).put(address + i, words[i]);
        }
    }

    /** Has a device on the line, and what is read of it told as the process image tells it. */
    void attach(String device, DeviceStatus.State state, LiveWatcher watcher) {
        states.put(device, state);
        image = watcher;
    }

    /** From now on no device answers. */
    void fallSilent() {
        missAnswers(Integer.MAX_VALUE);
    }

    void missAnswers(int count) {
        missed = count;
    }

    List<ScanPlan> plans() {
        return plans;
    }

    List<Urgency> urgencies() {
        return urgencies;
    }

    void ends(ScanProgress.Status status, Finding... findings) {
        end.complete(progress(status, findings));
    }

    static ScanProgress progress(ScanProgress.Status status, Finding... findings) {
        return new ScanProgress(
                status, ScanProgress.Step.ADDRESS_SCANNING, 1, 1, findings.length, 0, "", List.of(findings));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        urgencies.add(urgency);
        BusRequest.Read read = (BusRequest.Read) request;
        if (missed-- > 0 || (!units.isEmpty() && !units.containsKey(read.unit()))) {
            return CompletableFuture.completedFuture(new BusReply.Silent("no answer"));
        }
        int[] words = new int[read.count()];
        for (int i = 0; i < words.length; i++) {
            Integer word = units.getOrDefault(read.unit(), registers).get(read.address() + i);
            if (word == null) {
                return CompletableFuture.completedFuture(new BusReply.Refused(2));
            }
            words[i] = word;
        }
        Registers answer = Registers.of(words);
        states.keySet().forEach(key -> image.registersCame(key, read.table(), read.address(), answer, House.NOON));
        return CompletableFuture.completedFuture(new BusReply.Data(answer, House.NOON));
    }

    @Override
    public LineStatus status() {
        return new LineStatus(name, kind, "", true, "", 0, Duration.ZERO, LineStatus.Counters.ZERO);
    }

    @Override
    public List<DeviceStatus> devices() {
        return states.entrySet().stream()
                .map(one -> new DeviceStatus(
                        one.getKey(),
                        1,
                        one.getValue(),
                        LineStatus.Counters.ZERO,
                        House.NOON,
                        Duration.ZERO,
                        Duration.ZERO,
                        Instant.EPOCH))
                .toList();
    }

    @Override
    public Scan begin(ScanPlan plan) {
        plans.add(plan);
        end = new CompletableFuture<>();
        return this;
    }

    @Override
    public ScanProgress progress() {
        return end.getNow(progress(ScanProgress.Status.RUNNING));
    }

    @Override
    public void cancel() {
        end.complete(progress(ScanProgress.Status.CANCELLED));
    }

    @Override
    public CompletableFuture<ScanProgress> end() {
        return end;
    }

    private static final class Nobody implements LiveWatcher {

        @Override
        public boolean registersCame(String device, RegisterTable table, int address, Registers registers, Instant at) {
            return false;
        }

        @Override
        public void countersBroke(String device) {}
    }
}
