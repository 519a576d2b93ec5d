package io.karawatt.live.internal;

import static io.karawatt.live.internal.ManualClock.NOON;
import static io.karawatt.model.RegisterTable.HOLDING;
import static io.karawatt.model.RegisterTable.INPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistersTest {

    private final ManualClock clock = new ManualClock();
    private final ProcessImage image = new ProcessImage(LiveValuesTest.config(60), clock);

    @Test
    void whatWasReadComesBackWordForWord() {
        image.acceptRegisters("i35-9", HOLDING, 50520, Registers.of(0, 40120, 65535), NOON);

        assertEquals(Optional.of(Registers.of(0, 40120, 65535)), read(50520, 3, NOON));
        assertEquals(Optional.of(Registers.of(40120)), read(50521, 1, NOON));
    }

    @Test
    void oneRegisterNeverReadMakesTheWholeAnswerEmpty() {
        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1, 2), NOON);

        assertEquals(Optional.empty(), read(99, 2, NOON));
        assertEquals(Optional.empty(), read(101, 2, NOON));
        assertEquals(Optional.empty(), read(5000, 1, NOON));
    }

    @Test
    void oneRegisterThatIsTooOldMakesTheWholeAnswerEmpty() {
        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1, 2), NOON.minusNanos(1));
        image.acceptRegisters("i35-9", HOLDING, 102, Registers.of(3, 4), NOON);

        assertEquals(Optional.empty(), read(101, 2, NOON));
        assertEquals(Optional.of(Registers.of(2, 3)), read(101, 2, NOON.minusNanos(1)));
        assertEquals(Optional.of(Registers.of(3, 4)), read(102, 2, NOON));
    }

    // Modbus Application Protocol V1.1b3 §4.3: holding and input registers are tables of their own.
    @Test
    void theTwoTablesDoNotMix() {
        image.acceptRegisters("i35-9", INPUT, 100, Registers.of(7), NOON);

        assertEquals(Optional.empty(), read(100, 1, NOON));
        assertEquals(Optional.of(Registers.of(7)), image.registers("i35-9", INPUT, 100, 1, NOON));
    }

    @Test
    void blocksAndReadsMayLieAcrossPagesUpToTheLastRegister() {
        int begin = 0x10000 - 300;
        image.acceptRegisters("i35-9", HOLDING, begin, rising(300), NOON);

        for (int at : new int[] {begin, begin + 44, begin + 45, begin + 60, begin + 172, begin + 175}) {
            assertEquals(Optional.of(rising(300).slice(at - begin, 125)), read(at, 125, NOON), "from " + at);
        }
        assertEquals(Optional.empty(), read(0xFFFF, 2, NOON));
    }

    // A hole of a whole page between two known ones must not be jumped over.
    @Test
    void aReadAcrossAMissingPageIsEmpty() {
        image.acceptRegisters("i35-9", HOLDING, 0, rising(128), NOON);
        image.acceptRegisters("i35-9", HOLDING, 256, rising(128), NOON);

        assertEquals(Optional.empty(), read(120, 125, NOON));
    }

    // All or nothing: taking the part that is older nowhere would tear a 32-bit value.
    @Test
    void aBlockThatIsOlderInOneWordIsLeftOutAsAWhole() {
        image.acceptRegisters("i35-9", HOLDING, 102, Registers.of(9), NOON);

        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1, 2, 3, 4), NOON.minusMillis(1));

        assertEquals(Optional.of(Registers.of(9)), read(102, 1, NOON));
        assertEquals(Optional.empty(), read(100, 2, Instant.EPOCH));
    }

    @Test
    void afterTheClockWasSetBackNewRegistersReplaceThoseFromTheFuture() {
        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1), NOON);
        clock.move(Duration.ofHours(-1));
        assertEquals(Optional.empty(), read(100, 1, clock.instant()), "its age is unknown");

        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(2), clock.instant());

        assertEquals(Optional.of(Registers.of(2)), read(100, 1, clock.instant()));
    }

    @Test
    void anyInstantMayBeAskedFor() {
        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1), NOON);

        assertTrue(read(100, 1, Instant.MIN).isPresent());
        assertTrue(read(101, 1, Instant.MIN).isEmpty());
        assertTrue(read(100, 1, Instant.MAX).isEmpty());
    }

    @Test
    void registersOutsideTheTableAreIgnored() {
        image.acceptRegisters("i35-9", HOLDING, 0xFFFF, Registers.of(1, 2), NOON);
        image.acceptRegisters("i35-9", HOLDING, -1, Registers.of(1, 2), NOON);
        image.acceptRegisters("i35-9", HOLDING, 5, Registers.EMPTY, NOON);

        assertEquals(0, image.pages());
    }

    @Test
    void aForgottenDeviceHasNoRegisters() {
        image.acceptRegisters("i35-9", HOLDING, 100, Registers.of(1), NOON);

        image.forget("i35-9");

        assertEquals(Optional.empty(), read(100, 1, Instant.MIN));
        assertEquals(0, image.pages());
    }

    @Test
    void aFullTableDropsThePageWrittenLongestAgo() {
        for (int page = 0; page < DeviceImage.MOST_PAGES; page++) {
            clock.move(Duration.ofMillis(1));
            image.acceptRegisters("i35-9", HOLDING, page * Page.WORDS, Registers.of(page), clock.instant());
        }
        image.acceptRegisters("i35-9", HOLDING, 1, Registers.of(1), clock.instant());

        image.acceptRegisters("i35-9", HOLDING, 60_000, Registers.of(1), clock.instant());

        assertTrue(read(0, 1, NOON).isPresent(), "page 0 was written again");
        assertTrue(read(Page.WORDS, 1, NOON).isEmpty(), "page 1 was the oldest");
        assertTrue(read(60_000, 1, NOON).isPresent());
        assertEquals(DeviceImage.MOST_PAGES, image.pages());
    }

    // 247 devices with full tables would need 80 MB; a client that reads everything must not exhaust the memory.
    @Test
    void allDevicesTogetherHaveABound() {
        for (int device = 0; device < 70; device++) {
            for (int page = 0; page < DeviceImage.MOST_PAGES; page++) {
                image.acceptRegisters("d" + device, HOLDING, page * Page.WORDS, Registers.of(page), NOON);
            }
        }
        assertEquals(ProcessImage.MOST_PAGES, image.pages());

        image.acceptRegisters("d0", HOLDING, 60_000, Registers.of(5), NOON);

        assertTrue(image.registers("d0", HOLDING, 60_000, 1, NOON).isPresent(), "its own oldest page gave way");
        assertEquals(ProcessImage.MOST_PAGES, image.pages());
    }

    // The two halves of a 32-bit counter must come from one answer, however fast the line is.
    @Test
    void aReaderNeverSeesHalfOfAnAnswer() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        image.acceptRegisters("i35-9", HOLDING, 100, filled(0), NOON);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                for (int round = 1; round < 30_000; round++) {
                    image.acceptRegisters("i35-9", HOLDING, 100, filled(round), NOON);
                }
                done.set(true);
            });
            int last = 0;
            while (!done.get()) {
                Registers seen = read(100, 60, NOON).orElseThrow();
                assertEquals(filled(seen.get(0)), seen);
                assertTrue(seen.get(0) >= last, "went back from " + last + " to " + seen.get(0));
                last = seen.get(0);
            }
            writing.get(10, TimeUnit.SECONDS);
        } finally {
            writer.shutdownNow();
        }
    }

    private Optional<Registers> read(int address, int count, Instant notBefore) {
        return image.registers("i35-9", RegisterTable.HOLDING, address, count, notBefore);
    }

    private static Registers rising(int count) {
        return Registers.of(IntStream.range(0, count).toArray());
    }

    private static Registers filled(int value) {
        return Registers.of(IntStream.generate(() -> value).limit(60).toArray());
    }
}
