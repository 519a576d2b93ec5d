package io.karawatt.proto.modbus.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileProblem;
import io.karawatt.profile.Profiles;
import java.util.List;
import java.util.Optional;

/** The profiles of the catalogue; while it is away, those it had last. */
final class KnownProfiles implements Profiles {

    private volatile Profiles now = new Kept(List.of());

    /** Takes a catalogue into use. */
    void set(Profiles came) {
        now = came;
    }

    /** Lets go of a catalogue, if it is the one in use, but keeps what it knew. */
    void keep(Profiles went) {
        if (now.equals(went)) {
            now = new Kept(went.all());
        }
    }

    @Override
    public Optional<DeviceProfile> find(String reference) {
        return now.find(reference);
    }

    @Override
    public List<DeviceProfile> all() {
        return now.all();
    }

    @Override
    public List<ProfileProblem> problems() {
        return now.problems();
    }

    /** What a catalogue knew when it went. */
    private record Kept(List<DeviceProfile> all) implements Profiles {

        @Override
        public Optional<DeviceProfile> find(String reference) {
            return all.stream().filter(p -> p.reference().equals(reference)).findFirst();
        }

        @Override
        public List<ProfileProblem> problems() {
            return List.of();
        }
    }
}
