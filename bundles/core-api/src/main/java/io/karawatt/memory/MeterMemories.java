package io.karawatt.memory;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the records that meters keep by themselves, so that what was missed while a line was down can be fetched later.
 *
 * <p>Reading goes on in the background of the lines and takes no more of them than {@link io.karawatt.bus.Urgency}
 * allows. One reader a device is at work at a time; others wait, at most 32 a device. Nothing is written to a meter but
 * the registers that choose what its memory shows. Thread-safe; nothing here waits.
 */
@ProviderType
public interface MeterMemories {

    /**
     * Asks a device what it records, with period, newest and oldest record of each series.
     *
     * @param device key of the device.
     * @return completed with what it says, never exceptionally; cancelling it ends the work at the next answer.
     */
    CompletableFuture<MemoryOverview> look(String device);

    /**
     * Reads records of one series, newest first: when more are asked for than fit the limit, the chunk holds the newest
     * of them and a token for those before.
     *
     * @param query which records.
     * @return completed with what was read, never exceptionally; cancelling it ends the work at the next answer.
     */
    CompletableFuture<MemoryChunk> read(MemoryQuery query);
}
