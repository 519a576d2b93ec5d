package io.karawatt.live;

import io.karawatt.model.PointId;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The process image: the latest reading of every point and the latest content of every register read.
 *
 * <p>Reading takes no lock and never waits for a line.
 */
@ProviderType
public interface LiveValues {

    /**
     * Returns the latest reading of a point.
     *
     * @param point the point asked for.
     * @return its latest reading; a point never read, or read too long ago, comes back as
     *     {@link io.karawatt.model.Value.Missing}, never as {@code null}.
     */
    Reading latest(PointId point);

    /**
     * Returns the latest readings of all points of a device.
     *
     * @param device key of the device.
     * @return one reading a point in the order of the schema; empty when nothing was ever delivered for the device.
     */
    List<Reading> latest(String device);

    /**
     * Returns the schema of the latest batch of a device.
     *
     * @param device key of the device.
     * @return the schema, or empty when nothing was ever delivered for the device.
     */
    Optional<PointSchema> schema(String device);

    /**
     * Opens a window on the latest values of a device.
     *
     * @param device key of the device.
     * @return the window, or empty when nothing was ever delivered for the device.
     */
    Optional<DeviceValues> device(String device);

    /**
     * Returns registers, if all of them are young enough; they belong together: all words of one block come from the
     * same answer.
     *
     * @param device key of the device.
     * @param table which table.
     * @param address address of the first register, 0..65535.
     * @param count number of registers, 1..125.
     * @param notBefore the oldest answer that will do.
     * @return the contents, or empty when at least one register was never read or is older.
     */
    Optional<Registers> registers(String device, RegisterTable table, int address, int count, Instant notBefore);
}
