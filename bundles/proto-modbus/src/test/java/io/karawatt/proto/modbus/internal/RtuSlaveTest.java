package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.event.Event;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

/** The gateway as slave on a line that other slaves share; meter at unit 17, gateway at unit 1. */
class RtuSlaveTest {

    /** The example of Modbus tutorials: three registers from 0x6B of slave 0x11. */
    private static final String ASK = "11 03 00 6B 00 03 76 87";

    private static final String ANSWER = "11 03 06 AE 41 56 52 43 40 49 AD";

    private static final int METER_ADDRESS = 0x11;

    private final FakeGateway gateway = new FakeGateway();
    private final FakeTime time = new FakeTime();
    private final FakeLine bus = new FakeLine("rs485", "rs485");
    private final GatewayServices services = new GatewayServices(gateway, gateway, time, time, ZoneOffset.UTC);
    private SlaveSettings settings = settings();
    private ScriptedLine line = new ScriptedLine(time, settings.serial());

    RtuSlaveTest() {
        gateway.install(Samples.installation(Samples.device(Samples.METER, METER_ADDRESS, "rs485")));
        gateway.profiles(Samples.gateway(), Samples.meter());
        services.setLive(gateway);
        services.setProfiles(gateway);
        services.setEvents(gateway);
        services.addLine(bus, Map.of());
    }

    static SlaveSettings settings(Object... settings) {
        Map<String, Object> map = new HashMap<>(Map.of("port", "/dev/ttyS1", "baud", 9600, "limit.ms", 100));
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        return SlaveSettings.of(Converters.standardConverter().convert(map).to(SerialSlaveConfig.class));
    }

    private void configure(Object... changed) {
        settings = settings(changed);
        line = new ScriptedLine(time, settings.serial());
    }

    private void image() {
        gateway.image(
                Samples.METER,
                RegisterTable.HOLDING,
                0x6B,
                Registers.of(0xAE41, 0x5652, 0x4340),
                FakeTime.START.plusSeconds(2));
    }

    private static BusReply holds(int... words) {
        return new BusReply.Data(Registers.of(words), Instant.EPOCH);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    /** Plays the script and returns what the slave counted. */
    private Map<String, Long> play() {
        RtuSlave slave = new RtuSlave(settings, services);
        IOException end = assertThrows(IOException.class, () -> slave.serve(line));
        assertEquals("the script is at its end", end.getMessage());
        return slave.counters();
    }

    @Test
    void aFreshRegisterIsAnsweredFromTheProcessImage() {
        image();
        line.heard(ms(50), ASK);
        Map<String, Long> counters = play();
        assertEquals(List.of(ANSWER), line.frames());
        assertEquals(1, counters.get("answers"));
        assertEquals(0, bus.submitted());
    }

    // Modbus over Serial Line V1.02 §2.5.1.1: 3.5 characters of 10 bits at 9600 bit/s are 3.65 ms.
    @Test
    void anAnswerKeepsTheSilenceThatPartsFrames() {
        image();
        line.heard(ms(50), ASK);
        play();
        long silence = line.sent().get(0).at().minus(ms(50)).toNanos();
        assertTrue(silence >= 3_645_000 && silence < 8_000_000, silence + " ns");
    }

    @Test
    void aMasterThatSwitchesSlowlyGetsTheTurnaroundItNeeds() {
        configure("turnaround.ms", 30);
        image();
        line.heard(ms(50), ASK);
        play();
        assertEquals(ms(80), line.sent().get(0).at());
    }

    @Test
    void theGatewayAnswersForItselfAtItsOwnAddress() {
        line.heard(ms(50), ScriptedLine.sealed("01 03 C3 50 00 04"));
        play();
        assertEquals(List.of(ScriptedLine.sealed("01 03 08 00 53 00 4F 00 43 00 4F")), line.frames());
    }

    @Test
    void theLineMayKnowTheGatewayByAnotherAddress() {
        configure("address", 30);
        line.heard(ms(50), ScriptedLine.sealed("1E 03 C3 50 00 01"))
                .heard(ms(200), ScriptedLine.sealed("01 03 C3 50 00 01"));
        play();
        assertEquals(List.of(ScriptedLine.sealed("1E 03 02 00 53")), line.frames());
    }

    @Test
    void unitsOfOtherSlavesAndReservedOnesAreMetWithSilence() {
        configure("units", "1-16, 18-247");
        image();
        line.heard(ms(50), ASK)
                .heard(ms(200), ScriptedLine.sealed("12 03 00 6B 00 03"))
                .heard(ms(400), ScriptedLine.sealed("FF 03 C3 50 00 01"))
                .heard(ms(600), ScriptedLine.sealed("F8 03 00 6B 00 03"));
        assertEquals(4, play().get("requests to units not served here"));
        assertEquals(List.of(), line.frames());
    }

    @Test
    void aBroadcastIsNeverAnsweredNorForwarded() {
        line.heard(ms(50), ScriptedLine.sealed("00 06 00 01 00 03"));
        assertEquals(1, play().get("broadcasts dropped"));
        assertEquals(List.of(), line.frames());
        assertEquals(0, bus.submitted());
    }

    // The answer to function 6 looks like the request: it must not be taken for one.
    @Test
    void answersOfOtherSlavesAreSteppedOver() {
        image();
        line.heard(ms(50), ScriptedLine.sealed("05 06 00 01 00 03"))
                .heard(ms(70), ScriptedLine.sealed("05 06 00 01 00 03"))
                .heard(ms(120), ScriptedLine.sealed("05 03 00 00 00 02"))
                .heard(ms(140), ScriptedLine.sealed("05 03 04 11 03 00 6B"))
                .heard(ms(200), ASK);
        Map<String, Long> counters = play();
        assertEquals(List.of(ANSWER), line.frames());
        assertEquals(2, counters.get("answers of other slaves"));
        assertEquals(2, counters.get("requests to units not served here"));
    }

    @Test
    void aDamagedRequestIsNotAnswered() {
        image();
        line.heard(ms(50), "11 03 00 6B 00 03 76 88");
        assertEquals(8, play().get("characters without a sound frame"));
        assertEquals(List.of(), line.frames());
    }

    @Test
    void aStaleRegisterIsReadFromTheBusWhileTimeAllows() {
        line.heard(ms(50), ASK)
                .meanwhile(
                        ms(90),
                        () -> bus.next()
                                .answer(new BusReply.Data(Registers.of(0xAE41, 0x5652, 0x4340), Instant.EPOCH)));
        play();
        assertEquals(List.of(ANSWER), line.frames());
        assertTrue(line.sent().get(0).at().compareTo(ms(94)) <= 0, line.sent().toString());
    }

    @Test
    void aSilentDeviceIsReportedAsTheGatewayDoesOverTcp() {
        line.heard(ms(50), ASK).meanwhile(ms(60), () -> bus.next().answer(new BusReply.Silent("no answer")));
        play();
        assertEquals(List.of(ScriptedLine.sealed("11 83 0B")), line.frames());
    }

    @Test
    void aReadThatTakesTooLongIsBusyAndItsLateAnswerIsNeverSent() {
        line.heard(ms(50), ASK)
                .meanwhile(
                        ms(300),
                        () -> bus.next()
                                .answer(new BusReply.Data(Registers.of(0xAE41, 0x5652, 0x4340), Instant.EPOCH)));
        Map<String, Long> counters = play();
        assertEquals(List.of(ScriptedLine.sealed("11 83 06")), line.frames());
        Duration at = line.sent().get(0).at();
        assertTrue(at.compareTo(ms(150)) <= 0 && at.compareTo(ms(140)) >= 0, at.toString());
        assertEquals(1, counters.get("answers not ready within the limit"));
        assertEquals(1, counters.get("exceptions 0x06 busy"));
    }

    @Test
    void aMasterThatGoesOnGetsNoAnswerToWhatItAskedBefore() {
        line.heard(ms(50), ASK)
                .heard(ms(100), ScriptedLine.sealed("01 03 C3 50 00 01"))
                .meanwhile(
                        ms(130),
                        () -> bus.next()
                                .answer(new BusReply.Data(Registers.of(0xAE41, 0x5652, 0x4340), Instant.EPOCH)));
        Map<String, Long> counters = play();
        assertEquals(List.of(ScriptedLine.sealed("01 03 02 00 53")), line.frames());
        assertEquals(1, counters.get("answers dropped because the master went on"));
    }

    @Test
    void writingIsRefusedUntilAPolicyAllowsItAndTheRefusalIsAnEvent() {
        line.heard(ms(50), "11 06 00 01 00 03 9A 9B");
        play();
        assertEquals(List.of(ScriptedLine.sealed("11 86 01")), line.frames());
        Event.AccessRefused refused = gateway.events(Event.AccessRefused.class).get(0);
        assertEquals("modbus-rtu", refused.request().face());
        assertEquals("/dev/ttyS1", refused.request().from());
    }

    @Test
    void anAllowedWriteIsConfirmedByTheDevice() {
        services.bindPolicy(TestServer.ALLOW_ALL);
        line.heard(ms(50), "11 10 00 01 00 02 04 00 0A 01 02 C6 F0")
                .meanwhile(ms(70), () -> bus.next().answer(new BusReply.Written(Instant.EPOCH)))
                .meanwhile(ms(90), () -> bus.next().answer(holds(0x000A, 0x0102)));
        play();
        assertEquals(List.of("11 10 00 01 00 02 12 98"), line.frames());
        assertEquals(
                "done and read back",
                gateway.events(Event.WriteHappened.class).get(0).outcome());
    }

    // "Busy, ask again" would be a lie: the write may have been done. 0x05 says that it has begun (V1.1b3 §7).
    @Test
    void aWriteThatTakesTooLongIsAcknowledgedAndItsOutcomeGoesToTheLogbook() {
        services.bindPolicy(TestServer.ALLOW_ALL);
        line.heard(ms(50), "11 06 00 01 00 03 9A 9B")
                .meanwhile(ms(400), () -> bus.next().answer(new BusReply.Silent("no answer")))
                .meanwhile(ms(450), () -> bus.next().answer(holds(0)));
        play();
        assertEquals(List.of(ScriptedLine.sealed("11 86 05")), line.frames());
        assertEquals(
                "the device is silent: no answer, but it holds [0000] instead of [0003]",
                gateway.events(Event.WriteHappened.class).get(0).outcome());
    }

    @Test
    void theGatewayItselfCanNotBeWritten() {
        services.bindPolicy(TestServer.ALLOW_ALL);
        line.heard(ms(50), ScriptedLine.sealed("01 06 E2 00 00 A1"));
        play();
        assertEquals(List.of(ScriptedLine.sealed("01 86 01")), line.frames());
    }

    @Test
    void aCallerWhoseTimeStandsStillGetsAnAnswerAtOnce() {
        image();
        RtuSlave slave = new RtuSlave(settings, services);
        ParsedRequest known = new ParsedRequest.Parsed(new Request.ReadHoldingRegisters(0x6B, 3));
        ParsedRequest unknown = new ParsedRequest.Parsed(new Request.ReadHoldingRegisters(0x70, 3));
        assertEquals(
                Optional.of(new Response.ReadRegisters(3, Registers.of(0xAE41, 0x5652, 0x4340))),
                slave.answer(METER_ADDRESS, known));
        assertEquals(Optional.of(new Response.ExceptionResponse(0x83, 6)), slave.answer(METER_ADDRESS, unknown));
        assertEquals(Optional.empty(), slave.answer(18, known));
    }
}
