package io.karawatt.bus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One physical line with its devices; a service of the driver that owns it, with the service property {@code line}.
 *
 * <p>Thread-safe. One thread a line does all transactions; nothing here waits for it.
 */
@ProviderType
public interface BusLine {

    /** Service property with the name of the line. */
    String LINE = "line";

    /**
     * Returns the name of the line.
     *
     * @return as devices refer to it.
     */
    String name();

    /**
     * Queues a transaction for a client before the next poll.
     *
     * @param request what is wanted.
     * @return as {@link #submit(BusRequest, Urgency)}.
     */
    default CompletableFuture<BusReply> submit(BusRequest request) {
        return submit(request, Urgency.CLIENT);
    }

    /**
     * Queues a transaction.
     *
     * @param request what is wanted.
     * @param urgency how it is weighed against others.
     * @return completed with what became of it, at the latest when the asker's patience is over; never exceptionally.
     *     Callbacks run on the line's thread and must be short.
     */
    CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency);

    /**
     * Tells how the line is doing.
     *
     * @return a snapshot.
     */
    LineStatus status();

    /**
     * Tells how each device of the line is doing.
     *
     * @return a snapshot, in rising order of unit id.
     */
    List<DeviceStatus> devices();
}
