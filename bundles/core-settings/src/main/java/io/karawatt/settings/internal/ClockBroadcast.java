package io.karawatt.settings.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.Urgency;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Sets all clocks of a line at once, where that is safe: every device of the line is known, those with a clock keep it
 * in the same registers, and to none of the others these registers mean something that can be written.
 */
final class ClockBroadcast {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LINE_IS_STUCK = Duration.ofSeconds(15);
    private static final String TCP = "modbus-tcp";

    private final Surroundings around;

    ClockBroadcast(Surroundings around) {
        this.around = around;
    }

    /**
     * Sends the time to a line.
     *
     * @param line name of the line.
     * @param devices devices of the line that have a clock, one or more.
     * @param time what time it is.
     * @return whether it went out; nothing tells who obeyed.
     */
    boolean send(String line, List<InstalledDevice> devices, LocalDateTime time) {
        Optional<ClockMap> clock = ClockMap.of(devices.get(0).profile());
        if (clock.isEmpty() || devices.size() < 2 || !safe(line, clock.get(), devices)) {
            return false;
        }
        try {
            Image contents = clock.get().encode(time);
            List<Field> run = clock.get().run();
            int first = Runs.first(run);
            short[] words = new short[Runs.end(run) - first];
            run.forEach(field -> contents.of(field).copyTo(words, field.address() - first));
            BusReply reply = around.lines()
                    .submit(
                            line,
                            new BusRequest.Broadcast(first, Registers.copyOf(words, 0, words.length), PATIENCE),
                            Urgency.CLIENT)
                    .get(LINE_IS_STUCK.toMillis(), TimeUnit.MILLISECONDS);
            return reply instanceof BusReply.Written;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (WrongOrder | ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean safe(String line, ClockMap clock, List<InstalledDevice> devices) {
        Set<String> keys = devices.stream().map(device -> device.device().key()).collect(Collectors.toSet());
        boolean serial = around.lines()
                .find(line)
                .map(found -> !found.status().kind().equals(TCP))
                .orElse(false);
        return serial
                && clock.oneWrite()
                && around.allKnown(line)
                && around.devices().stream()
                        .filter(device -> device.device().line().equals(line))
                        .allMatch(device -> keys.contains(device.device().key())
                                ? ClockMap.of(device.profile()).map(clock::like).orElse(false)
                                : harmless(device, clock));
    }

    private static boolean harmless(InstalledDevice device, ClockMap clock) {
        int first = Runs.first(clock.run());
        int end = Runs.end(clock.run());
        return device.profile().registers().stream()
                .filter(row ->
                        row.table() == RegisterTable.HOLDING && row.access().writable())
                .noneMatch(row -> touches(row, first, end));
    }

    private static boolean touches(RegisterSpec row, int first, int end) {
        for (int instance = 1; instance <= row.count(); instance++) {
            int address = row.addressOf(instance);
            if (address < end && address + row.coding().words() > first) {
                return true;
            }
        }
        return false;
    }
}
