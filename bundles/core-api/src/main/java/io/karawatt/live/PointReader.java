package io.karawatt.live;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads points that no timetable reads, such as harmonics, when somebody asks for them. Thread-safe; nothing here
 * waits.
 */
@ProviderType
public interface PointReader {

    /**
     * Sees to it that the process image holds readings of some points that are young enough. What is young enough is
     * not read again; equal wishes at one time share their transactions.
     *
     * @param device key of the device.
     * @param points indexes in the schema of the installed device.
     * @param maxAge oldest reading that will do.
     * @param patience how long the asker waits.
     * @return completed with true when all of them are there, be it as the device's own word that it has no value; with
     *     false when not: the device is silent, the line busy, too much is asked for at once. At the latest when the
     *     patience is over; never exceptionally. Callbacks must be short.
     */
    CompletableFuture<Boolean> refresh(String device, Collection<Integer> points, Duration maxAge, Duration patience);
}
