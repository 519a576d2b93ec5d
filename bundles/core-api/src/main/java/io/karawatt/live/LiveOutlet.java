package io.karawatt.live;

import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process image that may be away: for whoever must go on serving when it is stopped.
 *
 * <p>While there is none, nothing is known. Thread-safe. Bind it as an optional, dynamic reference.
 */
public final class LiveOutlet implements LiveValues {

    private final AtomicReference<@Nullable LiveValues> live = new AtomicReference<>();

    /**
     * Takes a process image into use.
     *
     * @param came the image that came.
     */
    public void set(LiveValues came) {
        live.set(came);
    }

    /**
     * Lets go of a process image, if it is the one in use.
     *
     * @param went the image that went.
     */
    public void unset(LiveValues went) {
        live.compareAndSet(went, null);
    }

    @Override
    public Reading latest(PointId point) {
        LiveValues now = live.get();
        return now == null ? new Reading(point, new Value.Missing(Cause.NOT_READ), Instant.EPOCH) : now.latest(point);
    }

    @Override
    public List<Reading> latest(String device) {
        LiveValues now = live.get();
        return now == null ? List.of() : now.latest(device);
    }

    @Override
    public Optional<PointSchema> schema(String device) {
        LiveValues now = live.get();
        return now == null ? Optional.empty() : now.schema(device);
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        LiveValues now = live.get();
        return now == null ? Optional.empty() : now.device(device);
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        LiveValues now = live.get();
        return now == null ? Optional.empty() : now.registers(device, table, address, count, notBefore);
    }
}
