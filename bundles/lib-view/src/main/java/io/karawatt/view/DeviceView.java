package io.karawatt.view;

import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.topology.Device;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;

/**
 * One device as the faces show it. Immutable.
 *
 * <p>Faces number circuits by load, from 1. A device without loads (voltage module, input/output module) is shown as
 * one load with number 1; what belongs to a whole device or its network is shown with each of its loads.
 */
public final class DeviceView {

    /** Stands for a point that the device does not have. */
    public static final int NO_POINT = -1;

    private static final int WHOLE_DEVICE = 0;
    private static final int[] ONE = {1};

    private final InstalledDevice installed;
    private final int[] loads;

    DeviceView(InstalledDevice installed) {
        this.installed = installed;
        int[] numbers = installed.device().loads().stream()
                .mapToInt(Load::number)
                .sorted()
                .toArray();
        this.loads = numbers.length == 0 ? ONE : numbers;
    }

    /**
     * Returns the device as the operator knows it.
     *
     * @return the device.
     */
    public Device device() {
        return installed.device();
    }

    /**
     * Returns its profile.
     *
     * @return the profile.
     */
    public DeviceProfile profile() {
        return installed.profile();
    }

    /**
     * Returns its points.
     *
     * @return the schema that indexes refer to; batches of this device carry the same object.
     */
    public PointSchema schema() {
        return installed.schema();
    }

    /**
     * Returns the address under which the gateway serves it.
     *
     * @return 1..247.
     */
    public int address() {
        return installed.device().address();
    }

    /**
     * Returns the numbers of its loads.
     *
     * @return a copy in rising order, at least one number.
     */
    public int[] loads() {
        return loads.clone();
    }

    /**
     * Tells whether it is shown with a load.
     *
     * @param load any number.
     * @return whether there is such a row.
     */
    public boolean has(long load) {
        for (int number : loads) {
            if (number == load) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds a point of a load; what belongs to the whole device is found with each load.
     *
     * @param load number of the load.
     * @param quantity key of the quantity, of scope load, network or device.
     * @param stat statistic, for example {@link PointKey#INST}.
     * @return index in the schema, or {@link #NO_POINT}.
     */
    public int ofLoad(int load, String quantity, String stat) {
        if (!has(load)) {
            return NO_POINT;
        }
        int own = device().loads().isEmpty() ? NO_POINT : index(load, quantity, stat);
        return own == NO_POINT ? index(WHOLE_DEVICE, quantity, stat) : own;
    }

    /**
     * Finds a point by its instance.
     *
     * @param instance 0 for the whole device, else the number of an input, output, feeder, sensor or load.
     * @param quantity key of the quantity.
     * @param stat statistic.
     * @return index in the schema, or {@link #NO_POINT}.
     */
    public int index(int instance, String quantity, String stat) {
        return schema().indexOf(new PointKey(instance, quantity, stat)).orElse(NO_POINT);
    }
}
