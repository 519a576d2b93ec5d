package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that nobody should send, into a live agent: it drops them, counts them, and lives on. */
@Timeout(60)
class MalformedTest {

    private static final String FIRST = Samples.FIRST.toDottedString();
    private static final int IN_EACH_BUILD = 3000;
    private static final long SEED = 20_261_121;
    private static final int AT_ONCE = 50;

    @TempDir
    private Path folder;

    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(folder, Captures.read().get(0).config());
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private static byte[] get(byte[] oid) {
        return Messages.message(
                1,
                TestAgent.READ,
                Messages.pdu(0xA0, 1, 0, 0, Messages.tlv(0x30, Messages.tlv(0x06, oid), new byte[] {0x05, 0x00})));
    }

    /** RFC 2578 §3.5: at most 128 numbers of at most 2^32 - 1. */
    @Test
    void objectIdentifiersBeyondTheStandardAreDropped() throws IOException {
        byte[] longest = new byte[127];
        byte[] tooLong = new byte[128];
        longest[0] = 0x2B;
        tooLong[0] = 0x2B;
        byte[] highest = HexFormat.of().parseHex("2b8fffffff7f");
        byte[] tooHigh = HexFormat.of().parseHex("2b9080808000");
        byte[] cut = HexFormat.of().parseHex("2b0681");
        assertEquals(0, agent.answersTo(List.of(get(tooLong), get(tooHigh), get(cut), get(new byte[0]))));
        assertEquals(4, agent.count(Count.IN_ASN_PARSE_ERRS));
        assertEquals(2, agent.answersTo(List.of(get(longest), get(highest))));
    }

    @Test
    void lengthsThatLieAreDropped() throws IOException {
        byte[] good = Messages.get(1, TestAgent.READ, 1, FIRST);
        byte[] longer = good.clone();
        longer[1]++;
        byte[] huge = HexFormat.of().parseHex("3084ffffffff020101");
        byte[] endless = HexFormat.of().parseHex("30800201010000");
        byte[] deep = Messages.message(1, TestAgent.READ, nested(40));
        assertEquals(
                0,
                agent.answersTo(List.of(longer, huge, endless, deep, new byte[0], new byte[] {0x30}, new byte[5000])));
        assertEquals(7, agent.count(Count.IN_ASN_PARSE_ERRS));
    }

    private static byte[] nested(int depth) {
        byte[] inner = {0x05, 0x00};
        for (int i = 0; i < depth; i++) {
            inner = Messages.tlv(0x30, inner);
        }
        return inner;
    }

    @Test
    void moreVariablesThanAllowedAreDropped() throws IOException {
        String[] many = Collections.nCopies(600, "1.3.6.1").toArray(String[]::new);
        assertEquals(0, agent.answersTo(List.of(Messages.get(1, TestAgent.READ, 1, many))));
    }

    @Test
    void hugeRepetitionsAreBounded() throws IOException {
        agent.samples().table(5, 200);
        byte[] answer = agent.ask(Messages.bulk(TestAgent.READ, 1, 0, Integer.MAX_VALUE, "1.3.6.1.4.1"));
        assertTrue(answer.length <= 1472, "octets: " + answer.length);
        assertTrue(answer.length > 1000, "octets: " + answer.length);
    }

    @Test
    void whatIsNoRequestGetsNoAnswer() throws IOException {
        List<byte[]> others = new ArrayList<>();
        for (int type : new int[] {0xA2, 0xA4, 0xA6, 0xA7, 0xA8, 0xA9, 0xBF}) {
            others.add(Messages.message(1, TestAgent.READ, Messages.pdu(type, 1, 0, 0, Messages.nulls(FIRST))));
        }
        others.add(Messages.message(0, TestAgent.READ, Messages.pdu(0xA5, 1, 0, 5, Messages.nulls(FIRST))));
        assertEquals(0, agent.answersTo(others));
    }

    /** Seeded: good messages of all versions, bent in up to three places, and noise; long runs are made by hand. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void afterAnyInputTheNextGoodRequestIsAnswered() throws IOException {
        int inputs = Integer.getInteger("fuzz.inputs", IN_EACH_BUILD);
        Random random = new Random(Long.getLong("fuzz.seed", SEED));
        List<byte[]> good = good();
        int answers = 0;
        for (int done = 0; done < inputs; done += AT_ONCE) {
            List<byte[]> some = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                some.add(bent(random, good));
            }
            answers += agent.answersTo(some);
        }
        assertTrue(answers > inputs / 20, "answers: " + answers);
        assertTrue(agent.count(Count.IN_ASN_PARSE_ERRS) > inputs / 10);
        assertTrue(agent.events().stream().noneMatch(event -> event.describe().contains("failed inside")));
    }

    private static List<byte[]> good() throws IOException {
        List<byte[]> good = new ArrayList<>();
        for (int version = 0; version < 2; version++) {
            good.add(Messages.get(version, TestAgent.READ, 1, FIRST));
            good.add(Messages.get(version, TestAgent.READ, 1, FIRST, "1.3.6.1.2.1.11.1.0", "1.3"));
            good.add(Messages.message(
                    version, TestAgent.READ, Messages.pdu(0xA1, 1, 0, 0, Messages.nulls(FIRST, "1.3.6.1"))));
            good.add(Messages.message(
                    version,
                    TestAgent.WRITE,
                    Messages.pdu(
                            0xA3, 1, 0, 0, Messages.binding(Samples.OUTPUT.toDottedString(), Messages.integer(1)))));
        }
        good.add(Messages.bulk(TestAgent.READ, 1, 1, 10, "1.3.6.1", FIRST));
        good.add(Captures.read().get(0).bytes());
        good.add(HexFormat.of()
                .parseHex("303e02010330110204417cd019020300ffe3040104020103"
                        + "0410300e0400020100020100040004000400"
                        + "301404000400a00e020418730d0b0201000201003000"));
        return good;
    }

    private static byte[] bent(Random random, List<byte[]> good) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = good.get(random.nextInt(good.size())).clone();
        for (int bends = random.nextInt(4); bends > 0; bends--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                default -> bytes[at] = new byte[] {0, (byte) 0x7F, (byte) 0x80, (byte) 0xFF}[random.nextInt(4)];
            }
        }
        return bytes;
    }
}
