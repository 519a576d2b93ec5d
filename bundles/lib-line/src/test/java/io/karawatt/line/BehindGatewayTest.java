package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Cause;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exception 0x0B (Modbus Application Protocol V1.1b3 §7): the gateway answers, the device behind it does not. */
class BehindGatewayTest {

    private static InstalledDevice meter(int unit) {
        return Meters.installed("m" + unit, unit, Meters.dense(1000, 10, Poll.FAST));
    }

    @Test
    void aGatewayThatGetsNoAnswerMeansThatItsDeviceIsSilent() {
        Bench bench = new Bench(meter(1), meter(2));
        bench.master()
                .slaves()
                .put(2, (unit, request) -> bench.master().answered(Response.ExceptionResponse.to(3, 0x0B)));
        bench.run(Duration.ofSeconds(5));
        assertEquals(1, bench.recorder().missing("m2", Cause.TIMEOUT));
        assertEquals(State.SILENT, bench.loop().devices().get(1).state());
        assertEquals(State.GOOD, bench.loop().devices().get(0).state());
    }

    /**
     * An answer of the gateway is no sign of a connection that hangs: it stays, and its other devices keep their rate.
     */
    @Test
    void aDeviceBehindAGatewayThatIsSilentCostsItsNeighboursNothing() {
        Bench bench = new Bench(Bench.limits(new LineSettings.Limits(256, 3, 50, 10)), meter(1), meter(2), meter(3));
        bench.master()
                .slaves()
                .put(2, (unit, request) -> bench.master().answered(Response.ExceptionResponse.to(3, 0x0B)));
        bench.run(Duration.ofMinutes(5));
        assertEquals(300, (double) bench.recorder().good("m1", Instant.EPOCH), 2);
        assertEquals(300, (double) bench.recorder().good("m3", Instant.EPOCH), 2);
        assertEquals(1, bench.master().opened());
        assertTrue(bench.loop().status().up());
        assertEquals(
                List.of(
                        "line rs485-1 is up",
                        "m2 on rs485-1 fell silent: the gateway before it gets no answer from it, 3 tries"),
                bench.recorder().told());
    }
}
