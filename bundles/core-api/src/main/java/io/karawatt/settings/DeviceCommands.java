package io.karawatt.settings;

import io.karawatt.access.Asker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes devices do something, as their profiles describe it. Thread-safe; nothing here waits. Every command asks the
 * {@link io.karawatt.access.AccessPolicy} and is an event, refused or done. Nothing is ever sent twice.
 */
@ProviderType
public interface DeviceCommands {

    /**
     * Tells what can be set back; asks no device.
     *
     * @param device key of the device.
     * @return empty when there is no such device, no profile fits it, or nothing can be set back.
     */
    List<Resettable> resettables(String device);

    /**
     * Sets counters or extremes back.
     *
     * @param asker who wants it.
     * @param order what.
     * @return completed with what came of it, never exceptionally. That a counter began anew can't be read back: the
     *     device's word counts.
     */
    CompletableFuture<CommandOutcome> reset(Asker asker, ResetOrder order);

    /**
     * Makes a device find out the rating of the current transformer on an input; takes a few seconds.
     *
     * @param asker who wants it.
     * @param device key of the device.
     * @param input number of the current input, 1..n.
     * @return completed with the rating found, never exceptionally.
     */
    CompletableFuture<CommandOutcome> detect(Asker asker, String device, int input);

    /**
     * Switches a digital output, and reads back that it follows.
     *
     * @param asker who wants it.
     * @param device key of the device.
     * @param output number of the output, 1..n.
     * @param on whether it is to be on (closed).
     * @return completed with what came of it, never exceptionally.
     */
    CompletableFuture<CommandOutcome> output(Asker asker, String device, int output, boolean on);
}
