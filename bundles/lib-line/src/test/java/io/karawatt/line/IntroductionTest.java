package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever comes back after a silence may be another meter: it says who it is before its counters are believed. */
class IntroductionTest {

    private static final String NET_ID = "7:50067+2";
    private static final String VALUES = "7:10+2";

    private final Bench bench =
            new Bench(Meters.installed("m", 7, Meters.profile(Meters.row("v", 10, Poll.FAST), netId())));

    @Test
    void aMeterSaysWhoItIsBeforeItsFirstValuesAndAfterEachSilence() {
        bench.run(Duration.ofSeconds(5));
        assertEquals(
                List.of("m 50067+2", "m 10+2"), bench.recorder().registers().subList(0, 2));
        assertEquals(1, asked());

        bench.master().dead().add(7);
        bench.run(Duration.ofSeconds(5));
        bench.master().dead().clear();
        bench.recorder().registers().clear();
        bench.run(Duration.ofSeconds(10));

        assertEquals(
                List.of("m 50067+2", "m 10+2"), bench.recorder().registers().subList(0, 2));
        assertEquals(2, asked());
    }

    @Test
    void aMeterThatRefusesToSayIsReadAllTheSame() {
        bench.master()
                .slaves()
                .put(
                        7,
                        (unit, request) -> introduces(request)
                                ? bench.master().answered(new Response.ExceptionResponse(3, 2))
                                : null);
        bench.run(Duration.ofSeconds(3));

        assertEquals(1, asked());
        assertEquals(3, bench.recorder().of("m").size());
    }

    // Such meters exist: their communication stops at what they don't know.
    @Test
    void aMeterThatIsDeafForTheQuestionIsReadAllTheSame() {
        bench.master().slaves().put(7, (unit, request) -> introduces(request) ? new MasterReply.TimedOut() : null);
        bench.run(Duration.ofSeconds(10));

        assertEquals(
                List.of(),
                bench.recorder().told().stream()
                        .filter(text -> text.contains("silent"))
                        .toList());
        assertEquals(VALUES, bench.master().asked().get(bench.master().asked().size() - 1));
    }

    private long asked() {
        return bench.master().asked().stream().filter(NET_ID::equals).count();
    }

    private static boolean introduces(Request request) {
        return request instanceof Request.ReadHoldingRegisters read && read.address() == 50_067;
    }

    private static RegisterSpec netId() {
        return new RegisterSpec(
                "idNetId",
                RegisterSpec.Kind.ID,
                "device",
                "",
                RegisterTable.HOLDING,
                50_067,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, 1, 0, "-", Set.of(), 0, 0),
                new RegisterSpec.Access(true, false, false),
                Poll.ON_REQUEST,
                new RegisterSpec.Origin("test", 1, true, "test"));
    }
}
