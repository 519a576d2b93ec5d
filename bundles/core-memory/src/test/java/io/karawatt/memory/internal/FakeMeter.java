package io.karawatt.memory.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.model.Registers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * A line with one DIRIS B-30 that keeps one load curve, P+ of load 1, every ten minutes; written after
 * docs/reference/meter-memories.md and the vendor's table. Answers wait until the test lets them go.
 */
final class FakeMeter implements BusLine {

    static final int PAGE = 34928;
    private static final int START = 34912;
    private static final int ITEMS = 34836;
    private static final long EPOCH = 946_684_800L;

    private final List<BusRequest> requests = new ArrayList<>();
    private final List<Urgency> urgencies = new ArrayList<>();
    private final List<long[]> ring = new ArrayList<>();
    private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
    private final int capacity;
    private int firstNumber;
    private int start = 0xFFFF;
    private int load;
    private int power;
    private int silentAfter = Integer.MAX_VALUE;
    private UnaryOperator<int[]> garble = words -> words;
    private IntConsumer onRead = count -> {};
    private int mostAtOnce;

    FakeMeter(int capacity, int firstNumber) {
        this.capacity = capacity;
        this.firstNumber = firstNumber;
    }

    List<BusRequest> requests() {
        return requests;
    }

    List<Urgency> urgencies() {
        return urgencies;
    }

    /** Most requests that waited for their answers at a time. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    /** Answers so many requests and then no more. */
    void silentAfter(int count) {
        silentAfter = count;
    }

    /** Changes pages on their way. */
    void garble(UnaryOperator<int[]> how) {
        garble = how;
    }

    /** Does something before each page that is read; told how many requests there were. */
    void onRead(IntConsumer action) {
        onRead = action;
    }

    /** Records; the oldest record gives way when the ring is full. */
    void record(Instant at, int watts, int flag) {
        ring.add(new long[] {at.getEpochSecond() - EPOCH, watts, flag});
        if (ring.size() > capacity) {
            ring.remove(0);
            firstNumber = (firstNumber + 1) % 0xFFFF;
        }
    }

    /** Records every ten minutes, with the number of the ten minutes since 2000 as value. */
    void recordFrom(Instant first, int records) {
        for (int i = 0; i < records; i++) {
            Instant at = first.plus(Duration.ofMinutes(10L * i));
            record(at, value(at), 0);
        }
    }

    static int value(Instant at) {
        return (int) ((at.getEpochSecond() - EPOCH) / 600 % 60_000);
    }

    /** Forgets everything, as after a reset. */
    void reset() {
        ring.clear();
        firstNumber = 0;
    }

    /** Another master chooses a page. */
    void chooseElsewhere(int number) {
        start = number;
    }

    /** Lets all answers go, those to later requests as well. */
    void run() {
        while (!answers.isEmpty()) {
            mostAtOnce = Math.max(mostAtOnce, answers.size());
            answers.poll().run();
        }
    }

    /** Lets one answer go. */
    void runOne() {
        answers.remove().run();
    }

    @Override
    public String name() {
        return "rs485";
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        requests.add(request);
        urgencies.add(urgency);
        int count = requests.size();
        CompletableFuture<BusReply> reply = new CompletableFuture<>();
        answers.add(() -> answer(reply, request, count));
        return reply;
    }

    private void answer(CompletableFuture<BusReply> reply, BusRequest request, int count) {
        try {
            reply.complete(
                    count > silentAfter ? new BusReply.Silent("no answer within 120 ms") : answer(request, count));
        } catch (IllegalStateException broken) {
            garble = words -> words;
            reply.completeExceptionally(broken);
        }
    }

    private BusReply answer(BusRequest request, int count) {
        if (request instanceof BusRequest.Write write) {
            if (write.address() != START || write.values().size() != 3) {
                return new BusReply.Refused(2);
            }
            start = write.values().get(0);
            load = write.values().get(1);
            power = write.values().get(2);
            return new BusReply.Written(Instant.EPOCH);
        }
        BusRequest.Read read = (BusRequest.Read) request;
        if (read.address() == ITEMS) {
            int[] words = new int[24];
            Arrays.fill(words, 255);
            words[0] = 0;
            words[1] = 0;
            return new BusReply.Data(Registers.of(words), Instant.EPOCH);
        }
        if (read.address() != PAGE) {
            return new BusReply.Refused(2);
        }
        onRead.accept(count);
        return new BusReply.Data(Registers.of(garble.apply(page())), Instant.EPOCH);
    }

    private int[] page() {
        int[] words = new int[104];
        int newest = ring.size() - 1;
        int index = start == 0xFFFF ? newest : Math.floorMod(start - firstNumber, 0xFFFF);
        words[0] = 0xFFFF;
        words[2] = 4;
        words[3] = load;
        words[4] = power;
        words[5] = 600;
        words[6] = 1;
        words[7] = 1;
        if (index > newest || load != 0 || power != 0) {
            return words;
        }
        int at = 8;
        while (index >= 0 && words[1] < 24) {
            long[] one = ring.get(index--);
            words[at++] = (int) (one[0] >> 16);
            words[at++] = (int) (one[0] & 0xFFFF);
            words[at++] = (int) one[2];
            words[at++] = (int) one[1];
            words[1]++;
        }
        words[0] = index < 0 ? 0xFFFF : Math.floorMod(firstNumber + index, 0xFFFF);
        return words;
    }

    @Override
    public LineStatus status() {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of();
    }
}
