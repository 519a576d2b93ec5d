package io.karawatt.settings;

import io.karawatt.access.Asker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and changes the settings of devices, as their profiles describe them. Thread-safe; nothing here waits.
 *
 * <p>Of each device one change is under way at a time. Every change asks the {@link io.karawatt.access.AccessPolicy}
 * and is an event, refused or done.
 */
@ProviderType
public interface DeviceSettings {

    /**
     * Tells what can be set; asks no device.
     *
     * @param device key of the device.
     * @return its parts; empty when there is no such device, no profile fits it, or it has nothing to set.
     */
    List<SettingsPart> parts(String device);

    /**
     * Reads a part from the device itself.
     *
     * @param device key of the device.
     * @param part one of its parts.
     * @return completed with what came of it, never exceptionally.
     */
    CompletableFuture<SettingsReading> read(String device, SettingsPart part);

    /**
     * Changes settings of one part: checks them, writes what differs, reads back, and brings back what was before when
     * anything fails.
     *
     * @param asker who wants it.
     * @param order what.
     * @return completed with what came of it, never exceptionally.
     */
    CompletableFuture<SettingsOutcome> apply(Asker asker, SettingsOrder order);
}
