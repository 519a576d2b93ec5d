package io.karawatt.proto.bacnet.internal.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.service.acknowledgement.AcknowledgementService;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.proto.bacnet.internal.net.ConfirmedRequest;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.object.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Good service requests bent in up to three places, cut, lengthened, and noise: each gets one answer, acknowledgements
 * can be read by BACnet4J, subscriptions stay bounded, and a good request is answered afterwards.
 */
class ServicesFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);
    private static final int MOST_SUBSCRIPTIONS = 50;

    private static final String[] GOOD = {
        "12 0c000000681955",
        "12 0c02000069194c2900",
        "12 0c02000069194c",
        "12 0c01000001195729ff",
        "14 0c000000681e095509671f0c000000321e09551f",
        "14 0c000000681e09081f0c0200006d1e0969091c1f",
        "14 0c000000921e0a02060a02071f",
        "26 0c02000069194c3e21ba31023f",
        "26 0c02000069194c",
        "26 0c020000691998",
        "15 0c0100000119553e91013f4908",
        "15 0c0100000119553e003f4910",
        "15 0c000000681a021d3e113f",
        "15 0c000000681a021d3e3e21481f2f3f",
        "5 09121c000000682900393c",
        "5 09121c00000068",
        "28 09121c000000682901393c4e09554f5c41200000",
        "28 09121c000000684e09554f"
    };

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whateverComesEachRequestGetsOneAnswer() {
        Plant plant = new Plant();
        try (Bench bench = new Bench(plant, folder, null, null)) {
            plant.image().fill("i35-9");
            plant.image().fill("io10-7");
            for (int i = 0; i < INPUTS; i++) {
                String[] good = GOOD[random.nextInt(GOOD.length)].split(" ", 2);
                int service = random.nextInt(50) == 0 ? random.nextInt(256) : Integer.parseInt(good[0]);
                byte[] request = bent(HexFormat.of().parseHex(good[1]));
                int device = new int[] {0, 5, 7, 9}[random.nextInt(4)];
                Answer answer = new Answer();
                bench.application()
                        .confirmed(
                                new ConfirmedRequest(Bench.CLIENT, device, service, request, 0, request.length),
                                answer);
                assertFalse(
                        answer.text().isEmpty(),
                        () -> service + " " + HexFormat.of().formatHex(request));
                check(service, answer.text());
                if (random.nextInt(100) == 0) {
                    bench.server().pass(Duration.ofSeconds(1));
                    bench.server().answer(Outbound.Delivery.UNANSWERED);
                    bench.server().sent();
                    assertTrue(bench.application().subscriptions().size() <= MOST_SUBSCRIPTIONS);
                }
                bench.events().clear();
            }
            assertTrue(bench.ask(9, Services.READ_PROPERTY, "0c000000681955").startsWith("ack 0c00000068"));
        }
    }

    private static void check(int service, String answer) {
        if (answer.startsWith("ack ")) {
            ByteQueue queue = new ByteQueue(HexFormat.of().parseHex(answer.substring(4)));
            assertDoesNotThrow(
                    () -> AcknowledgementService.createAcknowledgementService((byte) service, queue), answer);
        }
    }

    private byte[] bent(byte[] good) {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bent = good.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bent, random.nextInt(bent.length + 20)) : bent;
    }
}
