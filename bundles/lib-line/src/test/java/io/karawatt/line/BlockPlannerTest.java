package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.DeviceProfile.Block;
import io.karawatt.profile.DeviceProfile.Limits;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockPlannerTest {

    /** The wire arithmetic's own examples are for 11 bits a character. */
    private static final SerialSettings BD_38400 = SerialSettings.of("x", 38_400, "8E1");

    private final BlockPlanner planner = new BlockPlanner(WireCost.serial(BD_38400));

    private List<String> plan(BlockPlanner with, DeviceProfile profile) {
        return with.plan(Meters.installed("m", 1, profile), Poll.FAST).blocks().stream()
                .map(ReadBlock::toString)
                .toList();
    }

    private DeviceProfile pair(int hole, Limits limits) {
        return Meters.profile(limits, Meters.row("a", 100, Poll.FAST), Meters.row("b", 102 + hole, Poll.FAST));
    }

    private int largestHoleRead(BlockPlanner with, int turnaroundMs) {
        int hole = 0;
        while (plan(with, pair(hole + 1, new Limits(125, true, turnaroundMs))).size() == 1) {
            hole++;
        }
        return hole;
    }

    /** T = (8 + R) c + 2 t3.5 + turnaround: 7.22 ms buy 12 registers of 0.573 ms, 27.2 ms buy 47. */
    @Test
    void theLargestHoleWorthReadingFollowsFromTheWire() {
        assertEquals(12, largestHoleRead(planner, 0));
        assertEquals(47, largestHoleRead(planner, 20));
    }

    /** 125 registers a read, turnaround 0, 11 bits: 3.2 reads a second at 9,600 and 34.9 at 115,200 Bd. */
    @Test
    void theTimeOfAReadIsThatOfTheWire() {
        WireCost slow = WireCost.serial(SerialSettings.of("x", 9_600, "8E1"));
        WireCost quick = WireCost.serial(SerialSettings.of("x", 115_200, "8E1"));
        assertEquals(3.2, 1e9 / slow.readNanos(125, Duration.ZERO), 0.05);
        assertEquals(34.9, 1e9 / quick.readNanos(125, Duration.ZERO), 0.05);
    }

    @Test
    void onATcpConnectionEveryHoleThatFitsIsRead() {
        BlockPlanner tcp = new BlockPlanner(WireCost.tcp(Duration.ofMillis(2)));
        assertEquals(121, largestHoleRead(tcp, 0));
    }

    @Test
    void holesThatTheProfileForbidsAreNeverRead() {
        Limits limits = new Limits(125, false, 5);
        assertEquals(List.of("HOLDING 100+2", "HOLDING 103+2"), plan(planner, pair(1, limits)));
    }

    /** A register of another group is no hole: the profile knows it. */
    @Test
    void knownRegistersOfAnotherGroupMayBeReadAcross() {
        DeviceProfile profile = Meters.profile(
                new Limits(125, false, 5),
                Meters.row("a", 100, Poll.FAST),
                Meters.row("s", 102, Poll.SLOW),
                Meters.row("b", 104, Poll.FAST));
        assertEquals(List.of("HOLDING 100+6"), plan(planner, profile));
    }

    @Test
    void noReadIsLargerThanTheProfileAllowsAndNoValueIsSplit() {
        RegisterSpec[] rows = new RegisterSpec[20];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Meters.row("v" + i, 200 + 2 * i, Poll.FAST);
        }
        List<ReadBlock> blocks = planner.plan(
                        Meters.installed("m", 1, Meters.profile(new Limits(15, true, 5), rows)), Poll.FAST)
                .blocks();
        assertTrue(blocks.stream().allMatch(b -> b.count() <= 15 && b.count() % 2 == 0), blocks::toString);
        assertEquals(3, blocks.size());
        assertEquals(20, blocks.stream().mapToInt(ReadBlock::points).sum());
    }

    @Test
    void readsStayInsideTheBlocksOfTheProfile() {
        List<Block> tables =
                List.of(new Block(RegisterTable.HOLDING, 90, 12), new Block(RegisterTable.HOLDING, 102, 50));
        Limits limits = new Limits(125, true, 5, tables);
        assertEquals(List.of("HOLDING 100+2", "HOLDING 102+2"), plan(planner, pair(0, limits)));
    }

    @Test
    void theTwoTablesAreReadApart() {
        DeviceProfile profile = Meters.profile(
                Meters.row("a", 100, Poll.FAST),
                Meters.row("b", 102, Poll.FAST, RegisterTable.INPUT),
                Meters.row("c", 104, Poll.FAST));
        assertEquals(List.of("HOLDING 100+6", "INPUT 102+2"), plan(planner, profile));
    }

    /** Cutting greedily at the limit would pay for the hole; cutting before it is cheaper. */
    @Test
    void theCutIsMadeWhereItCostsLeast() {
        DeviceProfile profile = Meters.profile(
                new Limits(16, true, 5),
                Meters.row("a", 100, Poll.FAST),
                Meters.row("b", 112, Poll.FAST),
                Meters.row("c", 118, Poll.FAST));
        assertEquals(List.of("HOLDING 100+2", "HOLDING 112+8"), plan(planner, profile));
    }
}
