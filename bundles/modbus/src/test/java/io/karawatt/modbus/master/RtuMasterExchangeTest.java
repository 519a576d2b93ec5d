package io.karawatt.modbus.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.serial.FakeLine;
import io.karawatt.modbus.serial.SerialSettings;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a master hears when it listens to everything. Frames with checksums of an independent calculator. */
final class RtuMasterExchangeTest {

    private static final SerialSettings SETTINGS = SerialSettings.of("fake", 9600, "8N1");
    private static final long CHARACTER = SETTINGS.characterNanos();
    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final RawFrame ASKED = RawFrame.of(0x11, 3, new byte[] {0, 0, 0, 1});
    private static final String FIRST = "11 03 02 12 34 74 F0";
    private static final String SECOND = "11 03 02 00 05 B9 84";

    private final FakeLine line = new FakeLine(SETTINGS);
    private final RtuMaster master = new RtuMaster(line, SETTINGS);

    private RawReply.Heard heard() throws InterruptedException {
        return assertInstanceOf(RawReply.Heard.class, master.exchange(ASKED, WINDOW));
    }

    private static RawFrame frame(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        return RawFrame.copyOf(bytes, 0, bytes.length);
    }

    @Test
    void silenceLastsAsLongAsTheWindow() throws InterruptedException {
        assertTrue(heard().silent());
        assertEquals(List.of("11 03 00 00 00 01 86 9A"), line.written());
        assertEquals(line.writeTimes().get(0) + 8 * CHARACTER + WINDOW.toNanos(), line.now());
    }

    @Test
    void oneAnswerIsCleanAndItsTimesAreKnown() throws InterruptedException {
        line.answer(5_000_000, FIRST);
        RawReply.Heard heard = heard();
        assertTrue(heard.clean());
        assertEquals(List.of(frame(FIRST)), heard.frames());
        assertEquals(Duration.ofMillis(5), heard.turnaround());
        assertEquals(Duration.ofNanos(7 * CHARACTER), heard.lasted());
    }

    /** A second device that is slower answers after the first: a plain read would have thrown it away as late. */
    @Test
    void aSecondAnswerWithinTheWindowIsHeardToo() throws InterruptedException {
        line.answer(5_000_000, FIRST + " " + SECOND);
        RawReply.Heard heard = heard();
        assertEquals(List.of(frame(FIRST), frame(SECOND)), heard.frames());
        assertEquals(0, heard.garbage());
    }

    @Test
    void spoiltCharactersAreCounted() throws InterruptedException {
        line.answer(5_000_000, "11 03 02 12 30 74 F0 11");
        RawReply.Heard heard = heard();
        assertEquals(List.of(), heard.frames());
        assertEquals(8, heard.garbage());
    }

    @Test
    void theOwnEchoIsNotHeard() throws InterruptedException {
        line.echoing().answer(5_000_000, FIRST);
        assertEquals(List.of(frame(FIRST)), heard().frames());
        assertEquals(1, master.counters().strays().echoes());
    }

    @Test
    void aLineThatIsGoneSaysSo() throws InterruptedException {
        line.unplug();
        assertInstanceOf(RawReply.LinkDown.class, master.exchange(ASKED, WINDOW));
    }
}
