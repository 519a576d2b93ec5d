package io.karawatt.settings;

import io.karawatt.access.Asker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and sets the clocks of devices; they show UTC. Thread-safe; nothing here waits. Every setting asks the
 * {@link io.karawatt.access.AccessPolicy} and is an event, refused or done.
 */
@ProviderType
public interface DeviceClocks {

    /**
     * Reads a clock.
     *
     * @param device key of the device.
     * @return completed with what it shows, never exceptionally.
     */
    CompletableFuture<ClockState> read(String device);

    /**
     * Reads the clocks of all devices that have one.
     *
     * @return completed with one entry a device, in the order of their addresses, never exceptionally.
     */
    CompletableFuture<List<ClockState>> readAll();

    /**
     * Sets a clock and reads back that it follows.
     *
     * @param asker who wants it.
     * @param device key of the device.
     * @param now what time it is at the moment of the call.
     * @return completed with what came of it, never exceptionally.
     */
    CompletableFuture<CommandOutcome> set(Asker asker, String device, Instant now);

    /**
     * Sets the clocks of all devices: by one broadcast a line where that is safe, else one by one; every clock is read
     * back, and one that did not follow is set again by itself.
     *
     * @param asker who wants it.
     * @param now what time it is at the moment of the call.
     * @return completed with what came of it, never exceptionally; done only when every clock follows.
     */
    CompletableFuture<CommandOutcome> setAll(Asker asker, Instant now);
}
