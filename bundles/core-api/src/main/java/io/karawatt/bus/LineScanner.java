package io.karawatt.bus;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Searches one line for devices; a service of the driver that owns the line, with the service property
 * {@link BusLine#LINE}.
 *
 * <p>Thread-safe. A scan runs on the thread of the line. It leaves polling a share of the line, and writes nothing but
 * addresses, and those only when its plan says so.
 */
@ProviderType
public interface LineScanner {

    /**
     * Returns the name of the line.
     *
     * @return as devices refer to it.
     */
    String name();

    /**
     * Begins a scan.
     *
     * @param plan how to search.
     * @return the scan; one that is {@link ScanProgress.Status#FAILED} from the begin, with the reason as text, when
     *     another is under way, the line is down or the line can't do what the plan asks.
     */
    Scan begin(ScanPlan plan);

    /** One scan. */
    interface Scan {

        /**
         * Tells how it is getting on.
         *
         * @return a snapshot.
         */
        ScanProgress progress();

        /** Ends it after the question under way; does nothing when it is over. */
        void cancel();

        /**
         * Tells when it is over.
         *
         * @return completed with the last progress; never exceptionally. Callbacks run on the line's thread and must be
         *     short.
         */
        CompletableFuture<ScanProgress> end();
    }
}
