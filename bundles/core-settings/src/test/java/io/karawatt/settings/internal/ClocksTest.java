package io.karawatt.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.model.Registers;
import io.karawatt.settings.ClockState;
import io.karawatt.settings.CommandOutcome;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks of simulated meters: day, month, year, hour, minute, second at 57600 (OpenEMS docs: DIRIS B-30). */
class ClocksTest {

    private static final int CLOCK = 57600;

    private Bench bench;
    private ClockDesk desk;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open();
        desk = new ClockDesk(bench.around());
    }

    @Test
    void aClockIsReadWithHowFarItIsWrong() {
        assertEquals(
                new ClockState.Shows("i35-9", LocalDateTime.parse("2026-03-11T11:00:00"), Duration.ZERO),
                desk.read("i35-9").join());
        assertInstanceOf(ClockState.Unknown.class, desk.read("a10-22").join());
    }

    // The public table wants all six words in one request of function 16.
    @Test
    void aClockIsSetInOneRequestAndReadBack() {
        CommandOutcome outcome = desk.set(Bench.OPERATOR, "i35-9", bench.now().plus(Duration.ofDays(300)))
                .join();

        assertEquals(new CommandOutcome.Done("its clock shows 2027-01-05T11:00 UTC, read back"), outcome);
        assertEquals(1, bench.writes().size());
        assertEquals(Registers.of(5, 1, 2027, 11, 0, 0), bench.registers("i35-9", CLOCK, 6));
        bench.pass(Duration.ofMinutes(1));
        ClockState.Shows shows = (ClockState.Shows) desk.read("i35-9").join();
        assertEquals(Duration.ofDays(300), shows.ahead());
        assertEquals(
                "write i35-9 clock to 2027-01-05T11:00:00Z by anna from 127.0.0.1 over console",
                bench.told(Event.WriteHappened.class).get(0).request().describe());
    }

    // U-30, IO-10, I-35 and I-45 share the line and the registers; nobody else is there.
    @Test
    void allClocksOfALineAreSetByOneBroadcast() {
        CommandOutcome outcome =
                desk.setAll(Bench.OPERATOR, bench.now().plusSeconds(3600)).join();

        assertEquals(new CommandOutcome.Done("5 clocks set and read back, by broadcast on digiware"), outcome);
        assertEquals(
                List.of(new BusRequest.Broadcast(CLOCK, Registers.of(11, 3, 2026, 12, 0, 0), Duration.ofSeconds(5))),
                bench.broadcasts());
        assertEquals(
                List.of(20),
                bench.writes().stream().map(BusRequest.Write::unit).toList(),
                "the only clock of its line is set by itself");
    }

    @Test
    void aDeviceThatMissedTheBroadcastIsSetByItself() {
        bench.disturb(request -> request instanceof BusRequest.Broadcast ? new BusReply.Written(bench.now()) : null);

        assertEquals(
                new CommandOutcome.Done("5 clocks set and read back, by broadcast on digiware"),
                desk.setAll(Bench.OPERATOR, bench.now().plusSeconds(3600)).join());
        assertEquals(5, bench.writes().size());
    }

    @Test
    void clocksThatCouldNotBeSetAreNamed() {
        bench.disturb(request -> request.unit() == 11 ? new BusReply.Silent("pulled") : null);

        assertEquals(
                new CommandOutcome.Failed(
                        "4 clocks set and read back, by broadcast on digiware; but not those of i45-11"),
                desk.setAll(Bench.OPERATOR, bench.now().plusSeconds(3600)).join());
    }

    @Test
    void withoutPermissionNoClockIsTouched() {
        bench.refuse("switched off");

        assertEquals(
                new CommandOutcome.Refused("switched off"),
                desk.setAll(Bench.OPERATOR, bench.now()).join());
        assertTrue(bench.asked().isEmpty());
    }
}
