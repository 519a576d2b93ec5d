package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded nonsense into a live server: it lives on, and every byte it sends is part of a sound frame. */
class FuzzTest {

    private static final String ASK = "00 01 00 00 00 06 09 03 00 6B 00 01";
    private static final String ANSWER = "00 01 00 00 00 05 09 03 02 02 2B";

    @Test
    void randomBytesNeverGetAnythingButSoundFramesOrAClosedConnection() throws IOException {
        Random random = new Random(20_260_329);
        try (TestServer server = new TestServer("max.pending", 64)) {
            server.image(0x6B, 0x022B);
            for (int round = 0; round < 300; round++) {
                try (RawClient client = server.client()) {
                    client.send(bytes(random, round % 3));
                    client.socket().shutdownOutput();
                    check(client.socket().getInputStream().readAllBytes());
                } catch (SocketException reset) {
                    assertTrue(server.running());
                }
            }
            try (RawClient client = server.client()) {
                assertEquals(ANSWER, client.ask(ASK));
            }
            assertEquals(0, server.count("requests that failed inside the gateway"));
            assertTrue(server.count("connections closed: no Modbus") > 100);
            assertTrue(server.count("requests") > 500);
        }
    }

    /** Pure noise; sound frames with random content to units that answer at once; such frames with flipped bits. */
    private static byte[] bytes(Random random, int style) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (style == 0) {
            byte[] noise = new byte[1 + random.nextInt(600)];
            random.nextBytes(noise);
            out.writeBytes(noise);
        }
        for (int i = 0; style != 0 && i < 20; i++) {
            byte[] pdu = new byte[1 + random.nextInt(253)];
            random.nextBytes(pdu);
            if (random.nextBoolean()) {
                pdu[0] = new byte[] {3, 4, 6, 16, 43}[random.nextInt(5)];
            }
            int[] units = {0, 1, 255, 77, 250};
            out.writeBytes(new byte[] {(byte) i, 1, 0, 0, 0, (byte) (pdu.length + 1), (byte) units[random.nextInt(5)]});
            out.writeBytes(pdu);
        }
        byte[] all = out.toByteArray();
        if (style == 2) {
            all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return all;
    }

    private static void check(byte[] answers) {
        int at = 0;
        while (at < answers.length) {
            assertTrue(at + 8 < answers.length, "a frame is cut");
            assertEquals(0, answers[at + 2] | answers[at + 3], "protocol id");
            int length = ((answers[at + 4] & 0xFF) << 8) | (answers[at + 5] & 0xFF);
            assertTrue(length >= 3 && length <= 254, "length " + length);
            at += 6 + length;
        }
        assertEquals(answers.length, at, "the last frame is whole");
    }
}
