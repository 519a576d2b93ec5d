package io.karawatt.simulator.internal.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.DemoSite;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Load curves and trends as the vendor's table of the DIRIS B-30 and docs/reference/meter-memories.md show them. */
final class MemoriesTest {

    /** The I-35 of the demo site. */
    private static final int I35 = 9;

    /** A Wednesday ten weeks after the site was commissioned. */
    private static final Instant START = Instant.parse("2025-03-12T11:00:00Z");

    private static final int NEWEST = 0xFFFF;
    private static final int CURVE_PAGE = 34928;
    private static final int CURVE_WORDS = 104;
    private static final int TREND_PAGE = 41980;
    private static final long EPOCH = 946_684_800L;

    private final DemoSite demo = new DemoSite(START);

    private Registers curve(int start, int load, int power) {
        demo.ask(I35, new Request.WriteMultipleRegisters(34912, Registers.of(start, load, power)));
        return demo.read(I35, CURVE_PAGE, CURVE_WORDS);
    }

    private Registers trend(int start, int item) {
        demo.ask(I35, new Request.WriteMultipleRegisters(41978, Registers.of(start, item)));
        return demo.read(I35, TREND_PAGE, 84);
    }

    private static long second(Registers page, int at) {
        return EPOCH + ((long) page.get(at) << 16) + page.get(at + 1);
    }

    /** The demo site's time is a whole hour, so that the last period has just ended. */
    @Test
    void theHeaderSaysWhatWasChosenAndThePageGoesBackInTime() {
        Registers page = curve(NEWEST, 0, 0);

        assertEquals(24, page.get(1));
        assertEquals(4, page.get(2));
        assertEquals(0, page.get(3));
        assertEquals(0, page.get(4));
        assertEquals(600, page.get(5));
        for (int i = 0; i < 24; i++) {
            assertEquals(START.getEpochSecond() - 600L * i, second(page, 8 + 4 * i), "record " + i);
        }
    }

    @Test
    void theNextNumberLeadsToTheRecordsBefore() {
        Registers page = curve(NEWEST, 0, 0);
        Registers before = curve(page.get(0), 0, 0);

        assertEquals(second(page, 8 + 4 * 23) - 600, second(before, 8));
        assertEquals(page.get(0) - 24, before.get(0));
    }

    /** A year of hours, but the site was commissioned later: 8784 records of ten minutes are 61 days. */
    @Test
    void itRemembersTheTimeBeforeTheSimulationUpToItsCapacity() {
        Registers page = curve(NEWEST, 0, 0);
        int newest = page.get(0) + 24;

        Registers oldest = curve(newest - 8783, 0, 0);
        assertEquals(1, oldest.get(1));
        assertEquals(NEWEST, oldest.get(0));
        assertEquals(START.getEpochSecond() - 8783 * 600L, second(oldest, 8));
        assertEquals(0, curve(newest - 8784, 0, 0).get(1));
    }

    /** Recording depends on time alone, not on whether anybody asks meanwhile. */
    @Test
    void itRecordsWhileNobodyAsks() {
        DemoSite asked = new DemoSite(START);
        demo.pass(1800);
        for (int i = 0; i < 1800; i += 600) {
            asked.pass(600);
            asked.read(I35, 50000, 4);
        }
        asked.ask(I35, new Request.WriteMultipleRegisters(34912, Registers.of(NEWEST, 0, 0)));
        Registers often = asked.read(I35, CURVE_PAGE, CURVE_WORDS);
        Registers once = curve(NEWEST, 0, 0);

        for (int i = 0; i < 24; i++) {
            assertEquals(second(often, 8 + 4 * i), second(once, 8 + 4 * i));
            assertEquals(often.get(11 + 4 * i), once.get(11 + 4 * i), 0.02 * often.get(11 + 4 * i) + 1);
        }
        assertEquals(START.getEpochSecond() + 1800, second(once, 8));
    }

    @Test
    void theSameSeedRemembersTheSamePast() {
        Registers page = curve(500, 0, 0);
        DemoSite same = new DemoSite(START);
        DemoSite other = new DemoSite(START, 77);
        for (DemoSite site : List.of(same, other)) {
            site.ask(I35, new Request.WriteMultipleRegisters(34912, Registers.of(NEWEST, 0, 0)));
        }

        assertEquals(curve(NEWEST, 0, 0), same.read(I35, CURVE_PAGE, CURVE_WORDS));
        assertNotEquals(same.read(I35, CURVE_PAGE, CURVE_WORDS), other.read(I35, CURVE_PAGE, CURVE_WORDS));
        assertEquals(0, page.get(1), "a number that is not kept shows nothing");
    }

    @Test
    void thePeriodInWhichItWasSwitchedOnIsIncomplete() {
        DemoSite middle = new DemoSite(START.plusSeconds(300));
        middle.pass(900);
        middle.ask(I35, new Request.WriteMultipleRegisters(34912, Registers.of(NEWEST, 0, 0)));
        Registers page = middle.read(I35, CURVE_PAGE, CURVE_WORDS);

        assertEquals(0, page.get(10), "11:20");
        assertEquals(1, page.get(14), "11:10");
        assertEquals(0, page.get(18), "11:00");
    }

    /** Item 1 of the I-35 is its total power in steps of 1 W; the mean of the load curve and of the trend are one. */
    @Test
    void trendsAreMeansOfWhatTheItemsName() {
        assertEquals(Registers.of(1, 0x3880), demo.read(I35, 41872, 2), "service id 80000");
        demo.pass(600);
        Registers trend = trend(NEWEST, 0);
        Registers curve = curve(NEWEST, 0, 0);

        assertEquals(20, trend.get(1));
        assertEquals(4, trend.get(2));
        assertEquals(10, trend.get(3));
        assertEquals(second(curve, 8), second(trend, 4));
        assertEquals(curve.get(11), (trend.get(6) << 16) + trend.get(7), 1);
    }

    @Test
    void erasingAndAnotherPeriodBeginAnew() {
        demo.ask(I35, new Request.WriteMultipleRegisters(58112, Registers.of(1000))); // erasing is locked
        demo.ask(I35, new Request.WriteMultipleRegisters(544, Registers.of(8)));
        assertEquals(0, curve(NEWEST, 0, 0).get(1));
        demo.pass(1200);
        Registers two = curve(NEWEST, 0, 0);
        assertEquals(2, two.get(1));
        assertEquals(NEWEST, two.get(0));
        assertEquals(1, curve(0, 0, 0).get(1), "numbers begin with 0");
        assertEquals(20, trend(NEWEST, 0).get(1), "trends are kept");
    }

    /** Set back by an hour from 11:20 to 10:20; the ten minutes after it are dated 10:30. */
    @Test
    void recordsAreDatedByTheClockOfTheMeter() {
        demo.pass(1200);
        demo.ask(I35, new Request.WriteMultipleRegisters(57600, Registers.of(12, 3, 2025, 10, 20, 0)));
        demo.pass(600);
        Registers page = curve(NEWEST, 0, 0);

        assertEquals(Instant.parse("2025-03-12T10:30:00Z").getEpochSecond(), second(page, 8));
        assertEquals(Instant.parse("2025-03-12T11:20:00Z").getEpochSecond(), second(page, 12));
        assertEquals(Instant.parse("2025-03-12T10:30:00Z").getEpochSecond(), second(trend(NEWEST, 0), 4));
    }

    @Test
    void aMeterInPlaceOfAnotherRemembersNothingOfBefore() {
        demo.site().replace(I35);
        assertEquals(0, curve(NEWEST, 0, 0).get(1));
        demo.pass(1200);
        assertEquals(2, curve(NEWEST, 0, 0).get(1));
    }

    /** The COUNTIS E44 of the demo site shows its pages by turns. */
    @Test
    void aCountisTurnsPages() {
        int e44 = demo.site().devices().stream()
                .filter(device -> device.reference().equals("E44"))
                .findFirst()
                .orElseThrow()
                .address();
        demo.ask(e44, new Request.WriteMultipleRegisters(61440, Registers.of(1)));
        Registers first = demo.read(e44, 61456, 122);
        demo.ask(e44, new Request.WriteMultipleRegisters(61440, Registers.of(0xFFFE)));
        Registers second = demo.read(e44, 61456, 122);

        assertEquals(29, first.get(0));
        assertEquals(4, first.get(1));
        assertEquals(600, first.get(2));
        assertEquals(START.getEpochSecond(), second(first, 6));
        assertEquals(START.getEpochSecond() - 29 * 600, second(second, 6));
    }
}
