package io.karawatt.bus;

import io.karawatt.topology.InstalledDevice;
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

    /**
     * Tells that somebody looks at a device: a page, a Modbus client, a subscription. For ten seconds its fast group is
     * read more often, with time that nobody else needs. Costs next to nothing; does nothing when there is no such
     * device.
     *
     * @param device key of the device.
     */
    default void watch(String device) {}

    /**
     * Tells what was learnt about the devices of the line.
     *
     * @return a snapshot, in rising order of unit id.
     */
    default List<DeviceHabit> learned() {
        return List.of();
    }

    /**
     * Forgets what was learnt about a device; it is learnt anew.
     *
     * @param device key of the device.
     */
    default void relearn(String device) {}

    /**
     * Tells what the periods of the line cost and which of them it keeps.
     *
     * @return a snapshot.
     */
    default LineBudget budget() {
        return budget(List.of());
    }

    /**
     * Reckons what the periods would cost with more devices.
     *
     * @param more devices to be added in thought.
     * @return the budget as it would be; measured figures are those of now.
     */
    default LineBudget budget(List<InstalledDevice> more) {
        return LineBudget.none(name());
    }
}
