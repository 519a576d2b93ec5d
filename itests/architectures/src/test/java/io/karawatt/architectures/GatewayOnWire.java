package io.karawatt.architectures;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.simulator.internal.wire.WireSlave;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One unit that a gateway answers for as slave of an RS485 line.
 *
 * <p>The line's time stands still while the gateway asks a bus below, which it does on a thread of its own.
 */
final class GatewayOnWire implements WireSlave {

    private static final long TURNAROUND_NANOS = 5_000_000;
    private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 200_000;

    private final int unit;
    private final GatewayBox gateway;

    GatewayOnWire(int unit, GatewayBox gateway) {
        this.unit = unit;
        this.gateway = gateway;
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
        if (broadcast) {
            return Optional.empty();
        }
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        Optional<Response> answer = gateway.onSerialLine(unit, request);
        while (answer.filter(RtuReader::busy).isPresent() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            answer = gateway.onSerialLine(unit, request);
        }
        return answer;
    }

    @Override
    public long turnaroundNanos() {
        return TURNAROUND_NANOS;
    }
}
