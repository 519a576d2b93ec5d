package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments both ways, well-behaved and not: clauses 5.3 and 5.4.5, octets by 20.1 written by hand. */
class SegmentationTest {

    private static final String READ_50 = "01 04 02 00 01 0C 0C 00 00 00 05 19 55";

    /** A segment of ReadPropertyMultiple, invoke id 7; asker takes segments of 1476 octets. */
    private static String segment(int number, boolean more, int window, String data) {
        return String.format("01 04 %s 75 07 %02X %02X 0E", more ? "0E" : "0A", number & 0xff, window) + data;
    }

    private static String ack(int number, int window) {
        return String.format("0100 41 07 %02X %02X", number, window).replace(" ", "");
    }

    private static String nak(int number, int window) {
        return String.format("0100 43 07 %02X %02X", number, window).replace(" ", "");
    }

    private static TestStack echo(int answer) {
        TestStack gateway = new TestStack("apdu.timeout.ms", 1000, "apdu.retries", 2);
        gateway.application().answerBy((request, reply) -> {
            for (int i = 0; i < answer; i++) {
                reply.body().u8(i);
            }
            reply.complexAck();
        });
        return gateway;
    }

    @Test
    void aRequestInSegmentsIsPutTogether() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 2, "0102"));
            gateway.expectUnicast(TestStack.PEER, ack(0, 2));
            gateway.unicast(segment(1, true, 2, "03"));
            gateway.expectNothing();
            gateway.unicast(segment(2, true, 2, "04"));
            gateway.expectUnicast(TestStack.PEER, ack(2, 2));
            gateway.unicast(segment(3, false, 2, "0506"));
            gateway.expectUnicast(TestStack.PEER, ack(3, 2), "0100 30 07 0E 00".replace(" ", ""));
            assertEquals(
                    List.of((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6),
                    gateway.application().asked().get(0).data());
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void aLostSegmentIsAskedForAgain() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 4, "01"));
            gateway.unicast(segment(1, true, 4, "02"));
            gateway.sent().clear();
            gateway.unicast(segment(3, true, 4, "04"));
            gateway.expectUnicast(TestStack.PEER, nak(1, 4));
            gateway.unicast(segment(2, true, 4, "03"));
            gateway.unicast(segment(3, false, 4, "04"));
            assertEquals(4, gateway.application().asked().get(0).data().size());
        }
    }

    @Test
    void aWindowSentTwiceIsAcknowledgedAgain() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 2, "01"));
            gateway.unicast(segment(1, true, 2, "02"));
            gateway.unicast(segment(2, true, 2, "03"));
            gateway.sent().clear();
            gateway.unicast(segment(1, true, 2, "02"));
            gateway.expectNothing();
            gateway.unicast(segment(2, true, 2, "03"));
            gateway.expectUnicast(TestStack.PEER, nak(2, 2));
            gateway.unicast(segment(3, false, 2, "04"));
            assertEquals(4, gateway.application().asked().get(0).data().size());
        }
    }

    @Test
    void aWindowOf0OrAbove127IsAborted() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 0, "01"));
            gateway.expectUnicast(TestStack.PEER, "01007107 07".replace(" ", ""));
            gateway.unicast(segment(0, true, 128, "01"));
            gateway.expectUnicast(TestStack.PEER, "0100710707");
            gateway.unicast(segment(0, true, 127, "01"));
            gateway.expectUnicast(TestStack.PEER, ack(0, Assembly.MOST_WINDOW));
        }
    }

    @Test
    void aSegmentWithoutABeginningIsAborted() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(1, true, 2, "01"));
            gateway.expectUnicast(TestStack.PEER, "0100710702");
            gateway.unicast(segment(0, false, 2, "01"));
            gateway.expectUnicast(TestStack.PEER, "0100710702");
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void aWholeRequestOrAnotherServiceInTheMiddleEndsIt() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 2, "01"));
            gateway.sent().clear();
            gateway.unicast("01 04 02 75 07 0C 0C 00 00 00 05 19 55");
            gateway.expectUnicast(TestStack.PEER, "0100710702");
            gateway.unicast(segment(0, true, 2, "01"));
            gateway.sent().clear();
            gateway.unicast("01 04 0E 75 07 01 02 0F 55");
            gateway.expectUnicast(TestStack.PEER, "0100710702");
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void aRequestOfMoreSegmentsThanWeTakeIsAborted() {
        try (TestStack gateway = echo(1)) {
            for (int i = 0; i < Terms.MAX_SEGMENTS; i++) {
                gateway.unicast(segment(i, true, 16, "00".repeat(1400)));
            }
            assertEquals(1, gateway.stack().lasting());
            gateway.sent().clear();
            gateway.unicast(segment(Terms.MAX_SEGMENTS, true, 16, "00"));
            gateway.expectUnicast(TestStack.PEER, "0100710701");
            assertEquals(0, gateway.stack().lasting());
            assertTrue(gateway.application().asked().isEmpty());
        }
    }

    @Test
    void whoLeavesARequestUnfinishedIsForgotten() {
        try (TestStack gateway = echo(1)) {
            gateway.unicast(segment(0, true, 2, "01"));
            gateway.after(Duration.ofMillis(3990));
            assertEquals(1, gateway.stack().lasting());
            gateway.after(Duration.ofMillis(20));
            assertEquals(0, gateway.stack().lasting());
            gateway.unicast(segment(0, true, 2, "01"));
            gateway.unicast("01 00 70 07 00");
            assertEquals(0, gateway.stack().lasting(), "the asker's own abort");
        }
    }

    @Test
    void unfinishedRequestsAreBoundedForEachAddressAndInTotal() {
        try (TestStack gateway = echo(1)) {
            for (int address = 0; address < 1000; address++) {
                for (int id = 0; id < 20; id++) {
                    gateway.unicast(
                            BacnetAddress.local(TestStack.PEER.ip() + address, 47808),
                            String.format("0104 0E 75 %02X 00 10 0E 01", id));
                }
                assertTrue(gateway.stack().lasting() <= Responder.Limit.ASSEMBLIES.ofAddress() * (address + 1));
            }
            assertEquals(Responder.Limit.ASSEMBLIES.inTotal(), gateway.stack().lasting());
        }
    }

    @Test
    void anAnswerGoesInSegmentsOfTheSizeTheAskerTakes() {
        try (TestStack gateway = echo(100)) {
            gateway.unicast(READ_50); // segments taken, APDU of 50 octets: 45 octets a segment
            assertEquals(1, gateway.sent().size());
            assertTrue(gateway.sent().get(0).hex().startsWith("810A0038" + "0104" + "3C0100100C"));
            gateway.sent().clear();
            gateway.unicast("01 00 40 01 00 02"); // window 2
            assertEquals(2, gateway.sent().size());
            assertTrue(gateway.sent().get(0).hex().startsWith("810A0038" + "0104" + "3C0101100C2D2E"));
            assertTrue(gateway.sent().get(1).hex().startsWith("810A0015" + "0104" + "380102100C5A5B"));
            gateway.sent().clear();
            gateway.unicast("01 00 40 01 02 02");
            gateway.expectNothing();
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void aNegativeAcknowledgementGoesOnWhereSomethingWasLost() {
        try (TestStack gateway = echo(200)) {
            gateway.unicast(READ_50);
            gateway.unicast("01 00 40 01 00 04");
            gateway.sent().clear();
            gateway.unicast("01 00 42 01 02 04"); // 3 and 4 were lost
            assertEquals(2, gateway.sent().size());
            assertTrue(
                    gateway.sent().get(0).hex().startsWith("0103", 14),
                    gateway.sent().get(0).hex());
        }
    }

    @Test
    void withoutAcknowledgementAWindowIsSentAgainThenGivenUp() {
        try (TestStack gateway = echo(100)) {
            gateway.unicast(READ_50);
            gateway.after(Duration.ofMillis(2100));
            assertEquals(3, gateway.sent().size(), "once and two retries");
            assertEquals(1, gateway.stack().lasting());
            gateway.after(Duration.ofSeconds(1));
            assertEquals(0, gateway.stack().lasting());
            assertEquals(1, gateway.count(Kind.GIVEN_UP));
        }
    }

    @Test
    void oldAndWrongAcknowledgementsDoNoHarm() {
        try (TestStack gateway = echo(100)) {
            gateway.unicast("01 00 40 01 00 02");
            gateway.unicast(READ_50);
            gateway.sent().clear();
            gateway.unicast("01 00 40 01 77 02");
            gateway.unicast("01 00 41 01 00 02");
            gateway.unicast("01 00 40 02 00 02");
            gateway.expectNothing();
            gateway.unicast("01 00 40 01 00 00");
            gateway.expectUnicast(TestStack.PEER, "0100710107");
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void anAnswerOfMoreSegmentsThanTheAskerTakesIsAborted() {
        try (TestStack gateway = echo(100)) {
            gateway.unicast("01 04 02 10 01 0C 0C 00 00 00 05 19 55"); // 2 segments of 50
            gateway.expectUnicast(TestStack.PEER, "0100710101");
        }
        try (TestStack gateway = echo(90)) {
            gateway.unicast("01 04 02 10 01 0C 0C 00 00 00 05 19 55");
            assertEquals(1, gateway.sent().size());
            assertEquals(1, gateway.count(Kind.SEGMENTED_ANSWERS));
        }
    }

    @Test
    void answersInSegmentsAreBounded() {
        try (TestStack gateway = echo(3000)) {
            for (int i = 0; i < 1000; i++) {
                gateway.unicast(
                        BacnetAddress.local(TestStack.PEER.ip() + i / 20, 47808),
                        String.format("0104 02 00 %02X 0C 0C0000000519 55", i % 20)
                                .replace(" ", ""));
            }
            assertEquals(0, gateway.stack().lasting(), "67 segments are more than we send");
        }
        try (TestStack gateway = echo(2000)) {
            for (int i = 0; i < 1000; i++) {
                gateway.unicast(
                        BacnetAddress.local(TestStack.PEER.ip() + i / 20, 47808),
                        String.format("0104 02 00 %02X 0C 0C0000000519 55", i % 20)
                                .replace(" ", ""));
            }
            assertEquals(Responder.Limit.ANSWERS.inTotal(), gateway.stack().lasting());
        }
    }
}
