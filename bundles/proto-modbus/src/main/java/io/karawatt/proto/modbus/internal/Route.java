package io.karawatt.proto.modbus.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Device;
import io.karawatt.topology.InstalledDevice;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where requests to one unit id go; used by the server's thread alone. */
sealed interface Route {

    /** Unit 0: everybody listens, nobody answers (Modbus over Serial Line V1.02 §2.1). Dropped. */
    record Broadcast() implements Route {}

    /** No device has this unit id. */
    record Nowhere() implements Route {}

    /** The gateway itself. */
    record Gateway() implements Route {}

    /** A device behind the gateway. */
    final class ToDevice implements Route {

        private final Device device;
        private final @Nullable DeviceProfile profile;
        private final @Nullable RegisterTable only;
        private final Freshness.Window window;
        private final Writing writing;

        ToDevice(Device device, @Nullable InstalledDevice installed, Freshness.Window window, Writing writing) {
            this.device = device;
            this.profile = installed == null ? null : installed.profile();
            this.only = installed == null ? null : onlyTable(installed.profile());
            this.window = window;
            this.writing = writing;
        }

        private static @Nullable RegisterTable onlyTable(DeviceProfile profile) {
            Set<RegisterTable> tables =
                    profile.registers().stream().map(RegisterSpec::table).collect(Collectors.toSet());
            return tables.size() == 1 ? tables.iterator().next() : null;
        }

        Device device() {
            return device;
        }

        Optional<DeviceProfile> profile() {
            return Optional.ofNullable(profile);
        }

        Writing writing() {
            return writing;
        }

        /**
         * Chooses the table of the device: functions 3 and 4 give the same registers, unless the device has both
         * tables.
         */
        RegisterTable table(RegisterTable asked) {
            return only == null ? asked : only;
        }

        /** Returns the oldest answer of the process image that will do. */
        Instant notBefore() {
            Instant begin = window.begin();
            return writing.confirmed.isAfter(begin) ? writing.confirmed : begin;
        }
    }

    /** What is being written to a device: whoever reads after a write must not get what was there before. */
    final class Writing {

        private int underway;
        private Instant confirmed = Instant.MIN;

        /** A write is on its way. */
        void begin() {
            underway++;
        }

        /** A write came to its end. */
        void end(Instant at) {
            underway--;
            if (at.isAfter(confirmed)) {
                confirmed = at;
            }
        }

        /** Tells whether a write is on its way. */
        boolean active() {
            return underway > 0;
        }
    }
}
