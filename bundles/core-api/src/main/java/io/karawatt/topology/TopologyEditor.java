package io.karawatt.topology;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Changes the installation; every change is stored before the method returns. */
@ProviderType
public interface TopologyEditor {

    /**
     * Adds a device.
     *
     * @param device the device; its key and its address must be free.
     * @return what came of it.
     */
    Outcome add(Device device);

    /**
     * Replaces what is known of a device.
     *
     * @param device the new description, with the key of an existing one.
     * @return what came of it.
     */
    Outcome change(Device device);

    /**
     * Replaces what is known of several devices at once: all of it is stored, or nothing. Devices may swap places.
     *
     * @param devices the new descriptions, at least one, each with the key of an existing device, none twice.
     * @return what came of it; with the last of the devices when it is done.
     */
    Outcome changeAll(List<Device> devices);

    /**
     * Removes a device.
     *
     * @param key key of the device.
     * @return what came of it.
     */
    Outcome remove(String key);

    /** What came of a change. */
    sealed interface Outcome {

        /**
         * The change is done and stored.
         *
         * @param device the device added, changed or removed.
         */
        record Done(Device device) implements Outcome {}

        /**
         * Nothing was changed.
         *
         * @param reason what is wrong and how to mend it.
         */
        record Refused(String reason) implements Outcome {}
    }
}
