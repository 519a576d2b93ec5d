package io.karawatt.line;

import io.karawatt.modbus.master.LineCounters;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A line whose slaves answer by script; takes as long as the wire would, on a virtual timeline. */
final class FakeMaster implements ModbusMaster, MasterFactory {

    /** What a slave answers; null for the ordinary answer: each register holds its own address. */
    interface Slave {
        @Nullable
        MasterReply answer(int unit, Request request);
    }

    private final LineCounters counters = new LineCounters();
    private final VirtualTimeline time;
    private final WireCost cost;
    private Duration turnaround = Duration.ofMillis(5);
    private final Set<Integer> dead = new TreeSet<>();
    private final Deque<MasterReply> next = new ArrayDeque<>();
    private final Map<Integer, Slave> slaves = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private @Nullable String absent;

    private int opened;
    private int closed;

    FakeMaster(VirtualTimeline time, WireCost cost) {
        this.time = time;
        this.cost = cost;
    }

    Set<Integer> dead() {
        return dead;
    }

    Deque<MasterReply> next() {
        return next;
    }

    Map<Integer, Slave> slaves() {
        return slaves;
    }

    List<String> asked() {
        return asked;
    }

    int opened() {
        return opened;
    }

    int closed() {
        return closed;
    }

    /** Unplugs the port, or, with null, plugs it in again. */
    void absent(@Nullable String why) {
        absent = why;
    }

    void turnaround(Duration time) {
        turnaround = time;
    }

    @Override
    public ModbusMaster open() throws IOException {
        opened++;
        if (absent != null) {
            throw new IOException(absent);
        }
        return this;
    }

    @Override
    public MasterReply transact(int unit, Request request, Duration timeout) {
        asked.add(unit + ":" + text(request));
        if (absent != null) {
            return new MasterReply.LinkDown(absent);
        }
        MasterReply reply = next.poll();
        if (reply == null && slaves.containsKey(unit)) {
            reply = slaves.get(unit).answer(unit, request);
        }
        if (reply == null) {
            reply = dead.contains(unit) ? new MasterReply.TimedOut() : ordinary(request);
        }
        boolean silent = reply instanceof MasterReply.TimedOut;
        Duration wait = silent ? timeout : turnaround;
        time.advance(cost.readNanos(silent ? 0 : count(request), wait));
        return reply;
    }

    private static String text(Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return read.address() + "+" + read.count();
        }
        if (request instanceof Request.ReadInputRegisters read) {
            return "i" + read.address() + "+" + read.count();
        }
        return request.getClass().getSimpleName();
    }

    private static int count(Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return read.count();
        }
        return request instanceof Request.ReadInputRegisters read ? read.count() : 1;
    }

    MasterReply ordinary(Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return answered(new Response.ReadRegisters(3, words(read.address(), read.count())));
        }
        if (request instanceof Request.ReadInputRegisters read) {
            return answered(new Response.ReadRegisters(4, words(read.address(), read.count())));
        }
        if (request instanceof Request.WriteSingleRegister write) {
            return answered(new Response.WrittenSingle(write.address(), write.value()));
        }
        return answered(new Response.WrittenMultiple(0, 1));
    }

    MasterReply answered(Response response) {
        long silence = cost.readNanos(1, Duration.ZERO) - cost.measuredNanos(1, 0);
        return new MasterReply.Answered(response, turnaround.plusNanos(silence));
    }

    static Registers words(int address, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (address + i) & 0xFFFF;
        }
        return Registers.of(values);
    }

    @Override
    public LineCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        closed++;
    }
}
