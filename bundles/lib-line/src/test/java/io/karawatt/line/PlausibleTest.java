package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Cause;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that their quantities can't have: a checksum of 16 bits lets one damaged answer in 65,536 pass. */
class PlausibleTest {

    /** 230 V and, once, 2,147,483.88 V with a right checksum: the whole answer is asked for again. */
    @Test
    void anImpossibleNumberIsAskedForAgainAndNothingOfThatAnswerIsTaken() {
        DeviceProfile profile = Meters.profile(
                Meters.within(0, 1_000_000, Meters.row("v1", 12, Poll.FAST)),
                Meters.within(0, 1_000_000, Meters.row("v2", 14, Poll.FAST)));
        Bench bench = new Bench(Meters.installed("m", 7, profile));
        bench.master().slaves().put(7, (unit, request) -> voltages(bench, 0));
        bench.master().next().add(voltages(bench, 0x8000));
        bench.run(Duration.ofMillis(900));
        assertEquals(List.of("7:12+4", "7:12+4"), bench.master().asked());
        assertEquals(1, bench.recorder().of("m").size());
        assertEquals(1, bench.recorder().registers().size());
        assertEquals(new Value.Good(230), bench.recorder().of("m").get(0).value(0));
        assertEquals(new Value.Good(230), bench.recorder().of("m").get(0).value(1));
        assertEquals(1, bench.loop().status().counters().implausible());
    }

    @Test
    void anImpossibleNumberThatTheMeterRepeatsIsImplausibleAndCostsNoMoreReads() {
        DeviceProfile profile = Meters.profile(
                Meters.within(0, 1_000_000, Meters.row("v1", 12, Poll.FAST)),
                Meters.within(0, 1_000_000, Meters.row("v2", 14, Poll.FAST)));
        Bench bench = new Bench(Meters.installed("m", 7, profile));
        bench.master().slaves().put(7, (unit, request) -> voltages(bench, 0x8000));
        bench.run(Duration.ofMillis(9_900));
        assertEquals(11, bench.master().asked().size());
        assertEquals(10, bench.recorder().of("m").size());
        ReadingBatch batch = bench.recorder().of("m").get(9);
        assertEquals(new Value.Good(230), batch.value(0));
        assertEquals(new Value.Missing(Cause.IMPLAUSIBLE), batch.value(1));
        assertEquals(State.GOOD, bench.loop().devices().get(0).state());
        assertEquals(11, bench.loop().devices().get(0).counters().implausible());
    }

    private static MasterReply voltages(Bench bench, int highWordOfTheSecond) {
        return bench.master()
                .answered(new Response.ReadRegisters(3, Registers.of(0, 23_000, highWordOfTheSecond, 23_000)));
    }
}
