package io.karawatt.topology.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Devices, profiles and neighbours for the tests. */
final class Fixtures {

    private Fixtures() {}

    static Device device(String key, String reference, int address, Load... loads) {
        return new Device(key, "Name of " + key, reference, "digiware-1", address, address, "", "", List.of(loads));
    }

    static DeviceProfile profile(String reference, int address) {
        RegisterSpec.Origin origin = new RegisterSpec.Origin("test.profile.yaml", 1, true, "test");
        RegisterSpec.Coding coding =
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, 0.001, 0, "A", Set.of(), 0, 0);
        RegisterSpec current = new RegisterSpec(
                "currentI1",
                RegisterSpec.Kind.MEASURE,
                "load",
                "inst",
                RegisterTable.HOLDING,
                address,
                100,
                3,
                coding,
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.FAST,
                origin);
        return new DeviceProfile(
                reference,
                "test",
                reference,
                Set.of("digiware"),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of("maxLoads", "3"),
                new DeviceProfile.Limits(125, true, 5),
                List.of(current),
                origin);
    }

    /** A catalogue with the given profiles. */
    static Profiles profiles(DeviceProfile... all) {
        return new Profiles() {
            @Override
            public Optional<DeviceProfile> find(String reference) {
                return all().stream()
                        .filter(p -> p.reference().equals(reference))
                        .findFirst();
            }

            @Override
            public List<DeviceProfile> all() {
                return List.of(all);
            }

            @Override
            public List<ProfileProblem> problems() {
                return List.of();
            }
        };
    }

    /** A gateway at the given address. */
    record Gateway(int address) implements GatewayIdentity {

        @Override
        public String product() {
            return "D-70";
        }

        @Override
        public String name() {
            return "Gateway";
        }

        @Override
        public int netId() {
            return 1;
        }

        @Override
        public String serial() {
            return "";
        }

        @Override
        public String version() {
            return "0.1.0";
        }
    }

    /** Remembers what was published. */
    static final class Bus implements EventBus {

        private final List<Event> published = new ArrayList<>();

        @Override
        public synchronized void publish(Event event) {
            published.add(event);
        }

        @Override
        public List<QueueState> queues() {
            return List.of();
        }

        synchronized List<String> words() {
            return published.stream().map(Event::describe).toList();
        }

        synchronized long errors() {
            return published.stream()
                    .filter(e -> e instanceof Event.GatewayNotice notice && notice.severity() == Event.Severity.ERROR)
                    .count();
        }
    }
}
