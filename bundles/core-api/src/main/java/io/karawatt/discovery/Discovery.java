package io.karawatt.discovery;

import io.karawatt.topology.TopologyEditor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** Searches lines for devices and keeps the installation true to what is there. Thread-safe. */
@ProviderType
public interface Discovery {

    /**
     * Begins a scan; one at a time. What it finds is taken over into the installation at its end.
     *
     * @param order what to search, how and for whom; one that gives out addresses must be allowed by the access policy.
     * @return whether it began.
     */
    Outcome start(ScanOrder order);

    /**
     * Ends the scan under way; nothing is marked as missing then.
     *
     * @return false when there is none.
     */
    boolean cancel();

    /**
     * Tells of the scan under way, else of the last one since start.
     *
     * @return a snapshot, or empty when there was none.
     */
    Optional<ScanReport> report();

    /**
     * Reads names and types of the loads of a device from the device itself and stores them.
     *
     * @param device key of the device.
     * @return what came of it; never completed exceptionally.
     */
    CompletableFuture<TopologyEditor.Outcome> refresh(String device);

    /**
     * Adds what lies behind a gateway: asks it for its list of devices, and each of those what it is.
     *
     * @param gateway key of the gateway, whose line must be running.
     * @return what came of it; never completed exceptionally.
     */
    CompletableFuture<Behind> behind(String gateway);

    /** What came of asking a gateway. */
    sealed interface Behind {

        /**
         * It told.
         *
         * @param entries what became of each device behind it.
         */
        record Told(List<ScanReport.Entry> entries) implements Behind {

            /** Copies the list. */
            public Told {
                entries = List.copyOf(entries);
            }
        }

        /** The device is no gateway that could tell. */
        record NoGateway() implements Behind {}

        /**
         * It did not.
         *
         * @param reason why not and what to do instead.
         */
        record Refused(String reason) implements Behind {}
    }

    /** Whether a scan began. */
    sealed interface Outcome {

        /** It began. */
        record Started() implements Outcome {}

        /**
         * It did not.
         *
         * @param reason why not and how to mend it.
         */
        record Refused(String reason) implements Outcome {}
    }
}
