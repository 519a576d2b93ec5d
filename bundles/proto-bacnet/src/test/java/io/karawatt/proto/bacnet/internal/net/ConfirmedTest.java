package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import io.karawatt.access.Refusals;
import io.karawatt.event.Event;
import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Confirmed requests in one piece: headers by clause 20.1, examples of Annex F. */
class ConfirmedTest {

    private static final String READ = "01 04 00 00 01 0C 0C 00 00 00 05 19 55";

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void readPropertyIsAnsweredAsInAnnexF35() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> {
                reply.body().put(octets("0C 00 00 00 05 19 55 3E 44 42 90 99 9A 3F"));
                reply.complexAck();
            });
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 30 01 0C 0C 00 00 00 05 19 55 3E 44 42 90 99 9A 3F");
            FakeApplication.Asked asked = gateway.application().asked().get(0);
            assertEquals(12, asked.service());
            assertEquals(7, asked.data().size());
        }
    }

    @Test
    void writePropertyIsAnsweredAsInAnnexF39() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> reply.simpleAck());
            gateway.unicast("01 04 00 04 59 0F 0C 00 80 00 01 19 55 3E 44 43 34 00 00 3F");
            gateway.expectUnicast(TestStack.PEER, "01 00 20 59 0F");
        }
    }

    @Test
    void errorsAndAbortsTellTheirReason() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> reply.error(ErrorClass.object, ErrorCode.unknownObject));
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 50 01 0C 91 01 91 1F");
            gateway.application().answerBy((request, reply) -> reply.abort(AbortReason.outOfResources));
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 09");
        }
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> {
                reply.simpleAck();
                reply.simpleAck();
                reply.error(ErrorClass.object, ErrorCode.unknownObject);
                reply.later().simpleAck();
            });
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 20 01 0C");
        }
    }

    @Test
    void whoForgetsToAnswerOrFailsIsCoveredByAnAbort() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> {});
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 00");
            gateway.application().answerBy((request, reply) -> {
                throw new IllegalStateException("a fault of ours");
            });
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 00");
            assertEquals(1, gateway.count(Kind.FAILURES));
        }
    }

    @Test
    void anAnswerLongerThanTheAskerTakesIsAnAbort() {
        try (TestStack gateway = new TestStack()) {
            gateway.application().answerBy((request, reply) -> {
                assertEquals(47, reply.room());
                assertEquals(47, reply.capacity());
                reply.body().put(new byte[48]);
                reply.complexAck();
            });
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 04");
            gateway.application().answerBy((request, reply) -> {
                reply.body().put(new byte[1_000_000]);
                reply.complexAck();
            });
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 01");
        }
    }

    @Test
    void aPromisedAnswerComesWhenItIsGivenAndRepetitionsWait() {
        try (TestStack gateway = new TestStack()) {
            List<Reply> replies = new ArrayList<>();
            gateway.application().answerBy((request, reply) -> replies.add(reply.later()));
            gateway.unicast(READ);
            gateway.unicast(READ);
            gateway.expectNothing();
            assertEquals(1, replies.size());
            assertEquals(1, gateway.count(Kind.DUPLICATES));
            replies.get(0).body().u8(0x10);
            replies.get(0).complexAck();
            replies.get(0).simpleAck();
            gateway.turn();
            gateway.expectUnicast(TestStack.PEER, "01 00 30 01 0C 10");
            gateway.unicast(READ);
            assertEquals(2, replies.size());
            assertEquals(1, gateway.stack().lasting());
        }
    }

    @Test
    void aPromiseThatIsNotKeptEndsWithAnAbort() {
        try (TestStack gateway = new TestStack("apdu.timeout.ms", 1000, "apdu.retries", 1)) {
            List<Reply> replies = new ArrayList<>();
            gateway.application().answerBy((request, reply) -> replies.add(reply.later()));
            gateway.unicast(READ);
            gateway.after(Duration.ofMillis(1990));
            gateway.expectNothing();
            gateway.after(Duration.ofMillis(20));
            gateway.expectUnicast(TestStack.PEER, "01 00 71 01 08");
            replies.get(0).simpleAck();
            gateway.turn();
            gateway.expectNothing();
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void promisesAreBoundedForEachAddressAndInTotal() {
        try (TestStack gateway = new TestStack()) {
            List<Reply> replies = new ArrayList<>();
            gateway.application().answerBy((request, reply) -> replies.add(reply.later()));
            for (int i = 0; i < 200; i++) {
                gateway.unicast(String.format("01 04 00 00 %02X 0C 0C 00 00 00 05 19 55", i));
            }
            assertEquals(Responder.Limit.PROMISES.ofAddress(), gateway.stack().lasting());
            assertTrue(gateway.sent().stream().allMatch(s -> s.hex().endsWith("09")), "out-of-resources");
            for (int i = 0; i < 2000; i++) {
                BacnetAddress peer = BacnetAddress.local(TestStack.PEER.ip() + i, 47808);
                gateway.unicast(peer, READ);
            }
            assertEquals(Responder.Limit.PROMISES.inTotal(), gateway.stack().lasting());
            replies.forEach(Reply::simpleAck);
            gateway.turn();
            gateway.turn();
            gateway.turn();
            assertEquals(0, gateway.stack().lasting());
        }
    }

    @Test
    void communicationIsSwitchedOffAndOnAgainAsInAnnexF41() {
        try (TestStack gateway = new TestStack("dcc.password", "#egbdf!")) {
            gateway.application().answerBy((request, reply) -> reply.simpleAck());
            gateway.unicast("01 04 00 04 05 11 09 05 19 01 2D 08 00 23 65 67 62 64 66 21");
            gateway.expectUnicast(TestStack.PEER, "01 00 20 05 11");
            gateway.expectEvent(Event.WriteHappened.class, "communication of the gateway");
            gateway.unicast(READ);
            gateway.broadcast("01 00 10 08");
            gateway.after(Duration.ofSeconds(1));
            gateway.expectNothing();
            gateway.unicast("01 24 07D1 01 05 FF 00 00 01 0C 0C 00 00 00 05 19 55");
            gateway.expectUnicast(TestStack.PEER, "01 08 07D1 01 05 20 01 0C");
            gateway.after(Duration.ofMinutes(5));
            gateway.unicast(READ);
            gateway.expectUnicast(TestStack.PEER, "01 00 20 01 0C");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndOnRecord() {
        try (TestStack gateway = new TestStack("dcc.password", "secret")) {
            gateway.unicast("01 04 00 04 05 11 09 05 19 01 2D 08 00 23 65 67 62 64 66 21");
            gateway.expectUnicast(TestStack.PEER, "01 00 50 05 11 91 04 91 1A");
            gateway.expectEvent(Event.AccessRefused.class, "wrong password");
        }
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 04 00 04 05 11 09 05 19 01 2D 08 00 23 65 67 62 64 66 21");
            gateway.expectUnicast(TestStack.PEER, "01 00 50 05 11 91 05 91 1D");
            gateway.expectEvent(Event.AccessRefused.class, "no 'dcc.password' is set");
        }
    }

    @Test
    void aFloodOfRefusalsFillsNoLogbook() {
        try (TestStack gateway = new TestStack()) {
            for (int i = 0; i < 1000; i++) {
                gateway.unicast("01 04 00 04 05 11 09 05 19 01");
            }
            assertEquals(
                    Refusals.BURST,
                    gateway.events().stream()
                            .filter(Event.AccessRefused.class::isInstance)
                            .count());
        }
    }

    @Test
    void reinitializeDeviceOfAnnexF44IsAlwaysRefused() {
        try (TestStack gateway = new TestStack("dcc.password", "AbCdEfGh")) {
            gateway.unicast("01 04 00 04 02 14 09 01 1D 09 00 41 62 43 64 45 66 47 68");
            gateway.expectUnicast(TestStack.PEER, "01 00 50 02 14 91 05 91 1D");
            gateway.expectEvent(Event.AccessRefused.class, "start anew of the gateway");
        }
    }

    @Test
    void wrongParametersAreRejectedWithTheirReason() {
        try (TestStack gateway = new TestStack("dcc.password", "x")) {
            String[][] wrong = {
                {"", "05"}, // missing-required-parameter
                {"09 05", "05"},
                {"19 09", "08"}, // undefined-enumeration
                {"0B 01 00 00 19 01", "06"}, // parameter-out-of-range: 65536 min
                {"29 01", "04"}, // invalid-tag
                {"19 01 2D 08 00 23", "05"}, // text cut
                {"19 01 2A 09 41", "06"}, // unknown character set
                {"19 01 2A 00 FF", "03"}, // not UTF-8
                {"19 01 2A 00 41 39 01", "07"}, // too-many-arguments
            };
            for (String[] one : wrong) {
                gateway.unicast("01 04 00 04 07 11" + one[0]);
                gateway.expectUnicast(TestStack.PEER, "01 00 60 07" + one[1]);
            }
        }
    }
}
