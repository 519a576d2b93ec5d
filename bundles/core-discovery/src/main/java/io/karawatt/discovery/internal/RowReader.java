package io.karawatt.discovery.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.IdentityRows;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.Urgency;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads rows from a device, neighbours together; waits for the line, so it belongs on a thread of its own. */
final class RowReader {

    private static final long MARGIN_MS = 1_000;
    private static final int TRIES = 3;

    private final LineDirectory lines;
    private final Duration patience;
    private final Urgency urgency;

    RowReader(LineDirectory lines, Duration patience, Urgency urgency) {
        this.lines = lines;
        this.patience = patience;
        this.urgency = urgency;
    }

    /**
     * Reads.
     *
     * @param line name of the line.
     * @param unit unit id.
     * @param profile what the device can take.
     * @param cells what to read.
     * @return the registers of each cell; those that the device refuses are left out. Empty when it does not answer.
     */
    Optional<Map<Cell, Registers>> read(String line, int unit, DeviceProfile profile, List<Cell> cells) {
        Map<Cell, Registers> all = new HashMap<>();
        for (List<Cell> run : runs(profile, cells)) {
            BusReply reply = ask(line, unit, run);
            for (int again = 1; again < TRIES && passing(reply); again++) {
                reply = ask(line, unit, run);
            }
            if (reply instanceof BusReply.Data data) {
                run.forEach(cell -> all.put(
                        cell,
                        data.registers()
                                .slice(
                                        cell.address() - run.get(0).address(),
                                        cell.row().coding().words())));
            } else if (reply instanceof BusReply.Refused) {
                // One register that is not there spoils the whole read.
                for (Cell cell : run.size() > 1 ? run : List.<Cell>of()) {
                    if (ask(line, unit, List.of(cell)) instanceof BusReply.Data data) {
                        all.put(cell, data.registers());
                    }
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** Whether the next try may fare better. */
    private static boolean passing(BusReply reply) {
        return reply instanceof BusReply.Silent || reply instanceof BusReply.Busy;
    }

    private BusReply ask(String line, int unit, List<Cell> run) {
        int first = run.get(0).address();
        int count = run.stream().mapToInt(Cell::end).max().orElse(first) - first;
        return ask(line, new BusRequest.Read(unit, run.get(0).row().table(), first, count, patience));
    }

    /**
     * Reads who a device is.
     *
     * @param line name of the line.
     * @param unit unit id.
     * @param rows where it tells.
     * @return the device, {@link DeviceIdentity#UNKNOWN} when it refuses; empty when it does not answer.
     */
    Optional<DeviceIdentity> who(String line, int unit, IdentityRows rows) {
        BusReply reply = ask(line, new BusRequest.Read(unit, rows.table(), rows.address(), rows.count(), patience));
        if (reply instanceof BusReply.Data data) {
            return Optional.of(rows.read(data.registers(), rows.address()));
        }
        return reply instanceof BusReply.Refused ? Optional.of(DeviceIdentity.UNKNOWN) : Optional.empty();
    }

    private BusReply ask(String line, BusRequest.Read read) {
        try {
            return lines.submit(line, read, urgency).get(patience.toMillis() + MARGIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BusReply.LineDown("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new BusReply.LineDown(String.valueOf(e.getMessage()));
        }
    }

    private static List<List<Cell>> runs(DeviceProfile profile, List<Cell> cells) {
        List<Cell> sorted = cells.stream()
                .sorted(Comparator.comparing((Cell cell) -> cell.row().table()).thenComparingInt(Cell::address))
                .toList();
        List<List<Cell>> runs = new ArrayList<>();
        for (Cell cell : sorted) {
            List<Cell> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            if (joins(profile, last, cell)) {
                last.add(cell);
            } else {
                runs.add(new ArrayList<>(List.of(cell)));
            }
        }
        return runs;
    }

    private static boolean joins(DeviceProfile profile, List<Cell> run, Cell next) {
        if (run.isEmpty() || run.get(0).row().table() != next.row().table()) {
            return false;
        }
        int first = run.get(0).address();
        int end = run.stream().mapToInt(Cell::end).max().orElse(first);
        DeviceProfile.Limits limits = profile.limits();
        int count = Math.max(end, next.end()) - first;
        boolean near = next.address() <= end || limits.holesReadable();
        boolean inOneBlock = limits.blocks().isEmpty()
                || limits.blocks().stream()
                        .anyMatch(block -> block.table() == next.row().table() && block.holds(first, count));
        return near && count <= limits.maxRead() && inOneBlock;
    }
}
