package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class BudgetViewTest {

    private static final Profiles PROFILES = new Profiles() {
        @Override
        public Optional<DeviceProfile> find(String reference) {
            return reference.equals("I-35") ? Optional.of(Site.profile()) : Optional.empty();
        }

        @Override
        public List<DeviceProfile> all() {
            return List.of(Site.profile());
        }

        @Override
        public List<ProfileProblem> problems() {
            return List.of();
        }
    };

    /** A line on which each load costs two percent. */
    private static final class Reckoning implements BusLine {

        private final BusLine plain = new Site.Line("digiware", new BusReply.Silent("x"));
        private final List<String> forgotten = new ArrayList<>();

        @Override
        public String name() {
            return plain.name();
        }

        @Override
        public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
            return plain.submit(request, urgency);
        }

        @Override
        public LineStatus status() {
            return plain.status();
        }

        @Override
        public List<DeviceStatus> devices() {
            return plain.devices();
        }

        @Override
        public LineBudget budget(List<InstalledDevice> more) {
            double share = 0.6
                    + more.stream()
                            .mapToDouble(d -> 0.02 * d.device().loads().size())
                            .sum();
            Duration second = Duration.ofSeconds(1);
            return new LineBudget(
                    name(),
                    0.62,
                    share,
                    1,
                    second,
                    Duration.ofMillis(1_002),
                    "",
                    List.of(new LineBudget.Group(
                            Poll.FAST,
                            second,
                            second,
                            1 + more.size(),
                            share,
                            Duration.ofMillis(1_002),
                            Duration.ofMillis(3),
                            Duration.ofMillis(31))));
        }

        @Override
        public List<DeviceHabit> learned() {
            return List.of(new DeviceHabit(
                    "i35-9",
                    "I-35",
                    9,
                    1_000,
                    Duration.ofMillis(5),
                    Duration.ofMillis(9),
                    Duration.ofMillis(50),
                    true,
                    60,
                    0,
                    List.of(new DeviceHabit.Span(RegisterTable.HOLDING, 18_500, 4)),
                    List.of(new DeviceHabit.Bin(Duration.ofMillis(4), Duration.ofMillis(5), 1_000))));
        }

        @Override
        public void relearn(String device) {
            forgotten.add(device);
        }
    }

    private static List<String> lines(Table table) {
        return table.text().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void eachGroupIsShownWithWhatWasAskedGrantedAndMeasured() {
        assertEquals(
                List.of(
                        "line group devices askedMs grantedMs measuredMs jitterP50Ms jitterP99Ms sharePercent"
                                + " availablePercent busyPercent stretch advice",
                        "digiware * 1 1000 1002 60 100 62 1",
                        "digiware fast 1 1000 1000 1002 3 31 60 1"),
                lines(BudgetView.show(List.of(new Reckoning()), null)));
    }

    @Test
    void oneMoreDeviceShowsWhatItAdds() throws CommandException {
        BudgetView.Extra extra = BudgetView.Extra.parse("I-35:2", PROFILES);
        List<String> shown = lines(BudgetView.show(List.of(new Reckoning()), extra));
        assertTrue(shown.get(0).endsWith(" addedPercent"), shown.get(0));
        assertEquals("digiware * 1 1000 1002 64 100 62 1 4", shown.get(1));
        assertEquals("digiware fast 2 1000 1000 1002 3 31 64 1 4", shown.get(2));
        assertEquals(3, BudgetView.Extra.parse("I-35", PROFILES).loads(), "all its loads if not told");
    }

    @Test
    void aDeviceThatDoesNotExistIsRefusedInWords() {
        assertEquals("there is no profile 'X-9': profile:list shows them", refusal("X-9:1"));
        assertEquals("LOADS: '7' is not a number from 0 to 3", refusal("I-35:7"));
    }

    private static String refusal(String text) {
        return assertThrows(CommandException.class, () -> BudgetView.Extra.parse(text, PROFILES))
                .getNiceHelp();
    }

    @Test
    void whatWasLearntIsShownAndForgotten() throws CommandException {
        Reckoning line = new Reckoning();
        assertEquals(
                List.of(
                        "line device unit samples typicalMs p999Ms timeoutMs trial largestRead readLimit unreadable"
                                + " turnaroundsMs",
                        "digiware i35-9 9 1000 5 9 50 yes 60 holding:18500+4 <5:1000"),
                lines(BusView.learned(List.of(line), true)));
        assertEquals(1, BusView.relearn(List.of(line), ""));
        assertEquals(List.of("i35-9"), line.forgotten);
        assertEquals(
                "no running line has a device 'nix': bus:learned shows them",
                assertThrows(CommandException.class, () -> BusView.relearn(List.of(line), "nix"))
                        .getNiceHelp());
    }
}
