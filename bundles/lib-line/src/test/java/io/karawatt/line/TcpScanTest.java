package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.Finding;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scans of lines that are connections: no speeds, no collisions, gateways on the way. */
class TcpScanTest {

    private static final ScanPlan TEN = new ScanPlan(Depth.FULL, 1, 10, false, Addressing.NONE);

    private final Bench bench = new Bench();

    /** A meter with the common identification block, as the public tables describe it. */
    private static MasterReply meter(Request request, int order) {
        if (request instanceof Request.ReadHoldingRegisters read
                && read.address() >= 50_000
                && read.address() + read.count() <= 50_069) {
            int[] words = new int[69];
            words[0] = 'S';
            words[1] = 'O';
            words[2] = 'C';
            words[3] = 'O';
            words[4] = 400;
            words[8] = 0x2542;
            words[10] = order;
            words[67] = 0xE5;
            words[68] = order;
            return answered(
                    new Response.ReadRegisters(3, Registers.of(words).slice(read.address() - 50_000, read.count())));
        }
        return refused(request, ExceptionCode.ILLEGAL_DATA_ADDRESS);
    }

    private static MasterReply answered(Response response) {
        return new MasterReply.Answered(response, Duration.ofMillis(2));
    }

    private static MasterReply refused(Request request, int code) {
        return answered(Response.ExceptionResponse.to(request.function(), code));
    }

    private ScanProgress scan(ScanPlan plan) {
        LineScanner.Scan scan = bench.loop().begin(plan);
        for (int i = 0; i < 1000 && scan.progress().status() == Status.RUNNING; i++) {
            bench.run(Duration.ofSeconds(1));
        }
        return scan.progress();
    }

    /** Exceptions 0x0A and 0x0B come from the gateway before the device, not from it. */
    @Test
    void whomAGatewayOnTheWayDoesNotReachIsNotThere() {
        IntStream.rangeClosed(1, 10)
                .forEach(unit -> bench.master()
                        .slaves()
                        .put(unit, (asked, request) -> refused(request, asked % 2 == 0 ? 0x0A : 0x0B)));
        bench.master().slaves().put(7, (unit, request) -> meter(request, 7));
        ScanProgress done = scan(TEN);
        assertEquals(List.of(7), done.findings().stream().map(Finding::unit).toList());
        assertEquals("E50007", done.findings().get(0).identity().netId());
        assertEquals(0, done.findings().get(0).baud());
    }

    @Test
    void aMeterThatAnswersToEveryUnitIdIsOneMeter() {
        IntStream.rangeClosed(1, 10)
                .forEach(unit -> bench.master().slaves().put(unit, (asked, request) -> meter(request, 99)));
        ScanProgress done = scan(TEN);
        assertEquals(1, done.found());
        assertEquals(1, done.findings().get(0).unit());
        assertEquals("answers to other unit ids as well", done.findings().get(0).note());
    }

    @Test
    void aConnectionHasNoOtherSpeeds() {
        ScanProgress refused = scan(new ScanPlan(Depth.FAST, 1, 10, true, Addressing.NONE));
        assertEquals(Status.FAILED, refused.status());
        assertTrue(refused.text().contains("one speed only"), refused.text());
    }
}
