package io.karawatt.settings.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.settings.ClockState;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceClocks;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and sets the clocks of installed devices. */
@Component(service = DeviceClocks.class)
public final class ClockDesk implements DeviceClocks {

    /** What rounding to seconds and the way there and back may amount to. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final String ALL = "clocks of all devices";

    private final Surroundings around;
    private final ClockBroadcast broadcast;

    /**
     * Opens the desk.
     *
     * @param around what it works with.
     */
    @Activate
    public ClockDesk(@Reference(name = "surroundings") Surroundings around) {
        this.around = around;
        this.broadcast = new ClockBroadcast(around);
    }

    @Override
    public CompletableFuture<ClockState> read(String device) {
        return around.workers()
                .run(
                        () -> around.device(device)
                                .map(found -> state(found, Duration.ZERO))
                                .orElseGet(() -> new ClockState.Unknown(device, Surroundings.unknown(device))),
                        reason -> new ClockState.Unknown(device, reason));
    }

    @Override
    public CompletableFuture<List<ClockState>> readAll() {
        return around.workers()
                .run(
                        () -> withClock().stream()
                                .map(device -> state(device, Duration.ZERO))
                                .toList(),
                        reason -> List.of(new ClockState.Unknown("*", reason)));
    }

    @Override
    public CompletableFuture<CommandOutcome> set(Asker asker, String device, Instant now) {
        Duration offset = Duration.between(around.now(), now);
        AccessRequest request = asker.wants(AccessRequest.Operation.WRITE, device + " clock to " + shown(now));
        Optional<String> refusal = around.gate().refusal(request);
        Optional<InstalledDevice> found = around.device(device);
        if (refusal.isPresent() || found.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new CommandOutcome.Refused(refusal.orElse(Surroundings.unknown(device))));
        }
        return around.workers()
                .change(device, () -> told(request, set(found.get(), offset)), CommandOutcome.Refused::new);
    }

    @Override
    public CompletableFuture<CommandOutcome> setAll(Asker asker, Instant now) {
        Duration offset = Duration.between(around.now(), now);
        AccessRequest request = asker.wants(AccessRequest.Operation.WRITE, ALL + " to " + shown(now));
        return around.gate()
                .refusal(request)
                .map(reason -> CompletableFuture.<CommandOutcome>completedFuture(new CommandOutcome.Refused(reason)))
                .orElseGet(() ->
                        around.workers().change(ALL, () -> told(request, setAll(offset)), CommandOutcome.Refused::new));
    }

    private CommandOutcome told(AccessRequest request, CommandOutcome outcome) {
        if (!(outcome instanceof CommandOutcome.Refused)) {
            around.gate().written(request, outcome.describe());
        }
        return outcome;
    }

    private CommandOutcome setAll(Duration offset) {
        Map<String, List<InstalledDevice>> lines = new LinkedHashMap<>();
        withClock()
                .forEach(device -> lines.computeIfAbsent(device.device().line(), line -> new ArrayList<>())
                        .add(device));
        if (lines.isEmpty()) {
            return new CommandOutcome.Refused("no device has a clock that can be set");
        }
        List<String> failed = new ArrayList<>();
        List<String> atOnce = new ArrayList<>();
        int set = 0;
        for (Map.Entry<String, List<InstalledDevice>> line : lines.entrySet()) {
            boolean sent = broadcast.send(line.getKey(), line.getValue(), time(offset));
            if (sent) {
                atOnce.add(line.getKey());
            }
            for (InstalledDevice device : line.getValue()) {
                if (sent && follows(state(device, offset))) {
                    set++;
                } else if (set(device, offset) instanceof CommandOutcome.Done) {
                    set++;
                } else {
                    failed.add(device.device().key());
                }
            }
        }
        String done = set + " clocks set and read back"
                + (atOnce.isEmpty() ? "" : ", by broadcast on " + String.join(" and ", atOnce));
        return failed.isEmpty()
                ? new CommandOutcome.Done(done)
                : new CommandOutcome.Failed(done + "; but not those of " + String.join(", ", failed));
    }

    private CommandOutcome set(InstalledDevice device, Duration offset) {
        Optional<ClockMap> clock = ClockMap.of(device.profile());
        if (clock.isEmpty()) {
            return new CommandOutcome.Refused(noClock(device));
        }
        try {
            Image wanted = clock.get().encode(time(offset));
            around.talk(device).write(wanted);
        } catch (WrongOrder e) {
            return new CommandOutcome.Refused(e.reason());
        } catch (TalkFailed e) {
            return new CommandOutcome.Failed(e.reason());
        }
        ClockState state = state(device, offset);
        if (state instanceof ClockState.Shows shows) {
            return follows(state)
                    ? new CommandOutcome.Done("its clock shows " + shows.time() + " UTC, read back")
                    : new CommandOutcome.Failed("the device confirmed it, but its clock shows " + shows.time());
        }
        return new CommandOutcome.Failed("the device confirmed it, but its clock could not be read back");
    }

    /** The time to be shown now, to the nearest second. */
    private LocalDateTime time(Duration offset) {
        return LocalDateTime.ofInstant(around.now().plus(offset).plusMillis(500), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private ClockState state(InstalledDevice device, Duration offset) {
        String key = device.device().key();
        Optional<ClockMap> clock = ClockMap.of(device.profile());
        if (clock.isEmpty()) {
            return new ClockState.Unknown(key, noClock(device));
        }
        try {
            LocalDateTime shown = clock.get().read(around.talk(device));
            LocalDateTime right = time(offset);
            return new ClockState.Shows(key, shown, Duration.between(right, shown));
        } catch (TalkFailed e) {
            return new ClockState.Unknown(key, e.reason());
        }
    }

    private static boolean follows(ClockState state) {
        return state instanceof ClockState.Shows shows && shows.ahead().abs().compareTo(TOLERANCE) <= 0;
    }

    private List<InstalledDevice> withClock() {
        return around.devices().stream()
                .filter(device -> ClockMap.of(device.profile()).isPresent())
                .toList();
    }

    private static String noClock(InstalledDevice device) {
        return device.device().key() + " has no clock that the profile of "
                + device.device().reference() + " knows";
    }

    private static String shown(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
