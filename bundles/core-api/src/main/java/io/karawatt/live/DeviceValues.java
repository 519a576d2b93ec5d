package io.karawatt.live;

import io.karawatt.model.PointSchema;
import io.karawatt.model.Value;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The latest values of one device by their number in its schema; for faces that answer many values at once.
 *
 * <p>A window, not a copy: it shows what is latest at each call, until the schema of the device changes. Takes no lock;
 * {@link #number} and {@link #receivedMillis} make no objects.
 */
@ProviderType
public interface DeviceValues {

    /**
     * Returns the schema that the indexes refer to.
     *
     * @return the schema of the device's latest batch.
     */
    PointSchema schema();

    /**
     * Returns a number.
     *
     * @param index index in the schema.
     * @return the number in the base unit; NaN when it is missing, never read or too old.
     */
    double number(int index);

    /**
     * Returns a value.
     *
     * @param index index in the schema.
     * @return the number, or why there is none.
     */
    Value value(int index);

    /**
     * Returns when a value was received.
     *
     * @param index index in the schema.
     * @return milliseconds since 1970 (UTC); {@link Long#MIN_VALUE} when it was never read.
     */
    long receivedMillis(int index);
}
