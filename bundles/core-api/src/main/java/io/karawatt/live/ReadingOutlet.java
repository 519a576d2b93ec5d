package io.karawatt.live;

import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process image that may be away: a line goes on reading while it is stopped or replaced.
 *
 * <p>While there is none, readings are dropped. Thread-safe. Bind it as an optional, dynamic reference.
 */
public final class ReadingOutlet implements ReadingSink {

    private final AtomicReference<@Nullable ReadingSink> sink = new AtomicReference<>();

    /**
     * Takes a sink into use.
     *
     * @param came the sink that came.
     */
    public void set(ReadingSink came) {
        sink.set(came);
    }

    /**
     * Lets go of a sink, if it is the one in use.
     *
     * @param went the sink that went.
     */
    public void unset(ReadingSink went) {
        sink.compareAndSet(went, null);
    }

    @Override
    public void accept(ReadingBatch batch) {
        ReadingSink now = sink.get();
        if (now != null) {
            now.accept(batch);
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        ReadingSink now = sink.get();
        if (now != null) {
            now.acceptRegisters(device, table, address, registers, at);
        }
    }

    @Override
    public void forget(String device) {
        ReadingSink now = sink.get();
        if (now != null) {
            now.forget(device);
        }
    }
}
