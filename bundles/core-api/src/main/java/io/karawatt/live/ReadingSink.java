package io.karawatt.live;

import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where drivers deliver what they have read.
 *
 * <p>Never blocks and never throws for a single bad reading, so a driver may call it from the thread that owns the
 * line.
 */
@ProviderType
public interface ReadingSink {

    /**
     * Takes over the decoded values of one poll of one device and announces them once on the event bus.
     *
     * @param batch the values.
     */
    void accept(ReadingBatch batch);

    /**
     * Takes over registers as they came from the wire, for servers that pass registers on.
     *
     * @param device key of the device.
     * @param table which table they were read from.
     * @param address address of the first register, 0..65535.
     * @param registers the contents.
     * @param at when the answer was received.
     */
    void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at);

    /**
     * Forgets a device: its values and registers are as if never read.
     *
     * @param device key of the device.
     */
    void forget(String device);
}
