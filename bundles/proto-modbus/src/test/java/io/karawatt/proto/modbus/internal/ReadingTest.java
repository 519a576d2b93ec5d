package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads: from the process image while it is fresh, else from the bus. Bytes after Modbus Application Protocol V1.1b3.
 */
class ReadingTest {

    /** §6.3, example: registers 108 to 110 (addresses 0x6B..0x6D). */
    private static final String ASK_3 = "15 01 00 00 00 06 09 03 00 6B 00 03";

    private static final String ANSWER_3 = "15 01 00 00 00 09 09 03 06 02 2B 00 00 00 64";

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer();
        client = server.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aFreshReadIsAnsweredFromTheImageWithoutTheBus() throws IOException {
        server.image(0x6B, 0x022B, 0x0000, 0x0064);
        assertEquals(ANSWER_3, client.ask(ASK_3));
        assertEquals(0, server.line().submitted());
        assertEquals(List.of(Samples.METER), server.line().watched(), "a client looks at the device");
        assertEquals(1, server.count("reads answered from the process image"));
    }

    /** §6.4, example: input register 9 (address 0x08). The meter has one table only, so function 4 reads that one. */
    @Test
    void functionFourReadsTheSameRegistersAsFunctionThree() throws IOException {
        server.image(0x08, 0x000A);
        assertEquals("00 02 00 00 00 05 09 04 02 00 0A", client.ask("00 02 00 00 00 06 09 04 00 08 00 01"));
    }

    @Test
    void aReadOlderThanThePollPeriodGoesToTheBusAndComesBack() throws IOException {
        server.image(0x6B, 1, 2, 3);
        server.pass(Duration.ofMillis(1001));
        client.send(ASK_3);
        FakeLine.Asked asked = server.line().next();
        assertEquals(new BusRequest.Read(9, RegisterTable.HOLDING, 0x6B, 3, Duration.ofSeconds(1)), asked.request());
        asked.answer(
                new BusReply.Data(Registers.of(0x022B, 0, 0x64), server.time().instant()));
        assertEquals(ANSWER_3, client.receive());
    }

    @Test
    void aContentAsOldAsThePollPeriodIsStillFresh() throws IOException {
        server.image(0x6B, 0x022B, 0, 0x64);
        server.pass(Duration.ofSeconds(1));
        assertEquals(ANSWER_3, client.ask(ASK_3));
    }

    /** A line that needs 4 s for a round must not send every reader to the bus. */
    @Test
    void freshnessFollowsThePollPeriodOfTheLine() {
        FakeTime time = new FakeTime();
        Round round = new Round(time, time);
        Freshness freshness = new Freshness(Duration.ZERO, round);
        Freshness.Window window = freshness.of("rs485");
        assertEquals(FakeTime.START.minusSeconds(1), window.begin());
        server.line().cycle(Duration.ofSeconds(4));
        freshness.follow(server.lines());
        round.next();
        assertEquals(FakeTime.START.minusSeconds(5), window.begin());
        server.line().cycle(Duration.ofMillis(200));
        freshness.follow(server.lines());
        round.next();
        assertEquals(FakeTime.START.minusSeconds(1), window.begin());
    }

    @Test
    void aFixedFreshnessIsKept() throws IOException {
        try (TestServer fixed = new TestServer("freshness.ms", 5000);
                RawClient reader = fixed.client()) {
            fixed.image(0x6B, 0x022B, 0, 0x64);
            fixed.pass(Duration.ofSeconds(5));
            assertEquals(ANSWER_3, reader.ask(ASK_3));
            fixed.pass(Duration.ofMillis(1));
            reader.send(ASK_3);
            fixed.line().next().answer(new BusReply.Silent("test"));
            assertEquals("15 01 00 00 00 03 09 83 0B", reader.receive());
        }
    }

    /** Modbus Application Protocol V1.1b3 §7: what each exception code means to a client behind a gateway. */
    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new BusReply.Silent("no answer within 120 ms"), "0B"),
                Arguments.of(new BusReply.LineDown("port gone"), "0A"),
                Arguments.of(new BusReply.Busy("queue full"), "06"),
                Arguments.of(new BusReply.Refused(0x02), "02"),
                Arguments.of(new BusReply.Refused(0x04), "04"),
                Arguments.of(new BusReply.Refused(0x05), "05"),
                Arguments.of(new BusReply.Data(Registers.of(1, 2), Instant.EPOCH), "04"),
                Arguments.of(new BusReply.Written(Instant.EPOCH), "04"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void troubleOnTheBusBecomesTheExceptionThatNamesIt(BusReply trouble, String code) throws IOException {
        client.send(ASK_3);
        server.line().next().answer(trouble);
        assertEquals("15 01 00 00 00 03 09 83 " + code, client.receive());
    }

    @Test
    void aDriverThatThrowsIsALineThatIsDown() throws IOException {
        client.send(ASK_3);
        server.line().next().reply().completeExceptionally(new IllegalStateException("stopped"));
        assertEquals("15 01 00 00 00 03 09 83 0A", client.receive());
    }

    @Test
    void aDeviceWhoseLineIsNotThereHasNoPath() throws IOException {
        server.lines().remove("rs485", server.line());
        assertEquals("15 01 00 00 00 03 09 83 0A", client.ask(ASK_3));
    }

    @Test
    void aLineThatNeverAnswersIsGivenUpAfterThePatience() throws IOException {
        client.send(ASK_3);
        FakeLine.Asked asked = server.line().next();
        server.pass(Duration.ofMillis(2001));
        assertEquals("15 01 00 00 00 03 09 83 0B", client.receive());
        // An answer that comes after all must not be taken for the answer to the next question.
        asked.answer(new BusReply.Data(Registers.of(7, 7, 7), server.time().instant()));
        server.image(0x6B, 0x022B, 0, 0x64);
        assertEquals(ANSWER_3, client.ask(ASK_3));
    }

    /** Modbus over Serial Line V1.02 §2.2: 248 to 255 are reserved; 255 is the gateway (Messaging on TCP/IP §4.4.2). */
    @ParameterizedTest
    @ValueSource(strings = {"08", "F7", "F8", "FB", "FE"})
    void aUnitThatIsNobodyHasNoPath(String unit) throws IOException {
        assertEquals(
                "00 01 00 00 00 03 " + unit + " 83 0A", client.ask("00 01 00 00 00 06 " + unit + " 03 00 00 00 01"));
    }

    @Test
    void aBroadcastIsNeverAnsweredAndNeverForwarded() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        server.image(0x6B, 0x022B, 0, 0x64);
        client.send("00 01 00 00 00 06 00 06 00 01 00 03");
        assertEquals(ANSWER_3, client.ask(ASK_3));
        assertEquals(1, server.count("broadcasts dropped"));
        assertEquals(0, server.line().submitted());
    }

    /** §4.1 and the state diagrams of §6: function, then quantity, then address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "06 09 01 00 00 00 01 > 81 01",
                "02 09 07 > 87 01",
                "06 09 80 00 00 00 01 > 80 01",
                "06 09 03 00 00 00 00 > 83 03",
                "06 09 03 00 00 00 7E > 83 03",
                "06 09 03 FF FF 00 02 > 83 02",
                "05 09 03 00 00 00 > 83 03",
                "07 09 03 00 00 00 01 00 > 83 03",
                "06 09 04 00 00 00 7E > 84 03",
                "09 09 10 00 01 00 01 04 00 0A > 90 03",
                "06 09 10 00 01 00 01 > 90 03",
                "04 09 2B 0D 01 > AB 01",
                "05 09 2B 0E 05 00 > AB 03",
            })
    void aMalformedRequestGetsItsExceptionAndTheNextOneItsAnswer(String sample) throws IOException {
        String[] parts = sample.split(" > ", -1);
        assertEquals("00 07 00 00 00 03 09 " + parts[1], client.ask("00 07 00 00 00 " + parts[0]));
        server.image(0x6B, 0x022B, 0, 0x64);
        assertEquals(ANSWER_3, client.ask(ASK_3));
        assertEquals(0, server.line().submitted());
    }

    @Test
    void aDeviceThatIsRemovedHasNoPathAtOnce() throws IOException {
        server.image(0x6B, 0x022B, 0, 0x64);
        assertEquals(ANSWER_3, client.ask(ASK_3));
        server.gateway().install(Samples.installation());
        assertEquals("15 01 00 00 00 03 09 83 0A", client.ask(ASK_3));
    }

    @Test
    void theLongestReadFitsAndItsAnswerIsWhole() throws IOException {
        int[] values = new int[125];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0x0100 + i;
        }
        server.image(0, values);
        String answer = client.ask("FF FF 00 00 00 06 09 03 00 00 00 7D");
        assertEquals("FF FF 00 00 00 FD 09 03 FA 01 00 01 01", answer.substring(0, 38));
        assertEquals("01 7B 01 7C", answer.substring(answer.length() - 11));
    }
}
