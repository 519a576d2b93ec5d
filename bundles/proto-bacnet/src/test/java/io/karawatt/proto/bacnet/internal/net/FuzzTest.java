package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.apdu.APDU;
import com.serotonin.bacnet4j.npdu.NPCI;
import com.serotonin.bacnet4j.type.constructed.ServicesSupported;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Good datagrams bent in up to three places, and noise, into a whole gateway: it never fails, keeps no more than it
 * may, says nothing that BACnet4J can't read, and serves on.
 */
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);

    private static final String[] GOOD = {
        "810A0011 01 04 00 04 01 0C 0C 00 00 00 05 19 55",
        "810A0017 01 24 07D1 01 05 FF 02 75 01 0C 0C 00 00 00 05 19 55",
        "810A001B 01 2C 07D1 01 05 000A 01 44 FE 02 75 01 0C 0C 00 00 00 05 19 55",
        "810A0014 01 04 0E 75 07 00 10 0E 0C 00 00 00 05 1E",
        "810A0014 01 04 0A 75 07 01 10 0E 0C 00 00 00 05 1E",
        "810A000A 01 00 40 01 00 10",
        "810A0009 01 00 70 07 00",
        "810A0009 01 00 20 01 01",
        "810A000D 01 00 50 01 01 91 01 91 1F",
        "810A0009 01 00 60 01 09",
        "810B000C 01 20 FFFF 00 FF 10 08",
        "810B0010 01 20 FFFF 00 FF 10 08 09 03 19 70",
        "810B0015 01 20 FFFF 00 FF 10 07 3D 07 00 4F 41 54 65 6D 70",
        "810B0018 01 20 FFFF 00 FF 10 00 C4 02 00 00 69 22 05 C4 91 00 21 00",
        "810B0012 01 00 10 09 A4 5C 0B 11 FF B4 16 2D 1E 46",
        "810A0018 01 04 00 04 05 11 09 05 19 01 2D 08 00 23 65 67 62 64 66 21",
        "810A0017 01 04 00 04 02 14 09 01 1D 09 00 41 62 43 64 45 66 47 68",
        "810B0009 01 80 00 07 D1",
        "810A0008 01 80 06 00",
        "810B0007 01 80 12",
        "810B000A 01 80 13 00 04 01",
        "81040012 C0000207 BAC0 01 20 FFFF 00 FF 10 08",
        "81050006 003C",
        "81060004",
        "81020004",
        "8108000A CB007105 C350",
        "8109000C 01 20 FFFF 00 FF 10 08",
        "8101000E C0000202 BAC0 FFFFFFFF",
        "81000006 0000"
    };

    private final Random random = new Random(SEED);
    private final List<byte[]> good = new ArrayList<>();

    @Test
    void whateverComesTheGatewayServesOn() {
        for (String hex : GOOD) {
            good.add(mended(HexFormat.of().parseHex(hex.replace(" ", ""))));
        }
        try (TestStack gateway =
                new TestStack("bbmd.enabled", true, "bbmd.table", "198.51.100.9", "dcc.password", "#egbdf!")) {
            List<Reply> promised = new ArrayList<>();
            gateway.application().answerBy((request, reply) -> answer(reply, promised));
            for (int i = 0; i < INPUTS; i++) {
                BacnetAddress from = BacnetAddress.local(
                        TestStack.PEER.ip() + random.nextInt(4), random.nextBoolean() ? 47808 : 50_000);
                gateway.receive(from, datagram());
                if (random.nextInt(4) == 0) {
                    gateway.after(Duration.ofMillis(random.nextInt(20)));
                }
                gateway.sent().forEach(FuzzTest::check);
                gateway.sent().clear();
                gateway.application().asked().clear();
                assertTrue(gateway.stack().lasting() <= 352);
                if (promised.size() > 20) {
                    promised.remove(0).simpleAck();
                }
            }
            assertEquals(0, gateway.count(Counters.Kind.FAILURES));
            assertTrue(gateway.count(Counters.Kind.REQUESTS) > INPUTS / 100);
            servesOn(gateway);
        }
    }

    private static void servesOn(TestStack gateway) {
        gateway.application().answerBy((request, reply) -> reply.simpleAck());
        gateway.leap(Duration.ofMinutes(65_536)); // whatever communication was switched off for
        gateway.sent().clear();
        BacnetAddress fresh = BacnetAddress.parse("192.0.2.99:47808");
        gateway.unicast(fresh, "01 24 07D1 01 09 FF 00 05 77 0C 0C 00 00 00 05 19 55");
        gateway.expectUnicast(fresh, "01 08 07D1 01 09 20 77 0C");
    }

    private void answer(Reply reply, List<Reply> promised) {
        switch (random.nextInt(4)) {
            case 0 -> reply.simpleAck();
            case 1 -> promised.add(reply.later());
            case 2 -> {
                reply.body().put(new byte[random.nextInt(5000)]);
                reply.complexAck();
            }
            default -> throw new Octets.Overflow(5);
        }
    }

    private byte[] datagram() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bent = good.get(random.nextInt(good.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(10) == 0) {
            bent = java.util.Arrays.copyOf(bent, random.nextInt(bent.length + 20));
        }
        return random.nextInt(4) == 0 ? bent : mended(bent);
    }

    /** With type and length as they must be, so that what is behind them is reached. */
    private static byte[] mended(byte[] datagram) {
        if (datagram.length >= 4) {
            datagram[0] = (byte) 0x81;
            datagram[2] = (byte) (datagram.length >>> 8);
            datagram[3] = (byte) datagram.length;
        }
        return datagram;
    }

    private static void check(TestStack.Sent sent) {
        byte[] octets = HexFormat.of().parseHex(sent.hex());
        assertEquals(0x81, octets[0] & 0xff);
        assertEquals(octets.length, Bvll.u16(octets, 2));
        int function = octets[1];
        if (function != Bvll.UNICAST && function != Bvll.BROADCAST) {
            return; // results, tables, and what others said
        }
        ByteQueue queue = new ByteQueue(octets, 4, octets.length - 4);
        NPCI header = new NPCI(queue);
        assertEquals(1, header.getVersion());
        if (!header.isNetworkMessage()) {
            try {
                ServicesSupported all = new ServicesSupported();
                all.setAll(true);
                APDU.createAPDU(all, queue);
            } catch (com.serotonin.bacnet4j.exception.BACnetException e) {
                throw new AssertionError("BACnet4J can't read " + sent.hex(), e);
            }
        }
    }
}
