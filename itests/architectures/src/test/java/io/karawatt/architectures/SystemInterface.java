package io.karawatt.architectures;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.simulator.internal.wire.WireSlave;
import java.time.Duration;
import java.util.Optional;

/**
 * One module behind a C-31, as its RS485 line sees it: the interface asks on the Digiware bus and passes the answer up.
 * What the bus needs is part of the time the line waits.
 */
final class SystemInterface implements WireSlave {

    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final long OWN_NANOS = 1_000_000;

    private final int unit;
    private final ModbusMaster bus;
    private final Timeline timeline;
    private long turnaround = OWN_NANOS;

    /**
     * Lets requests to one unit through.
     *
     * @param unit the unit.
     * @param bus master of the Digiware bus; only used while a request to the line is being answered.
     * @param timeline the time in which the bus lives.
     */
    SystemInterface(int unit, ModbusMaster bus, Timeline timeline) {
        this.unit = unit;
        this.bus = bus;
        this.timeline = timeline;
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
        if (broadcast || !(request instanceof ParsedRequest.Parsed sound)) {
            return Optional.empty();
        }
        long begin = timeline.nanos();
        try {
            MasterReply reply = bus.transact(unit, sound.request(), TIMEOUT);
            return reply instanceof MasterReply.Answered answered ? Optional.of(answered.response()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            turnaround = OWN_NANOS + timeline.nanos() - begin;
        }
    }

    @Override
    public long turnaroundNanos() {
        return turnaround;
    }
}
