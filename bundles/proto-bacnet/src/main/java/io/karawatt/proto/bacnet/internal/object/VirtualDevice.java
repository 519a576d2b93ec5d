package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A device on the network: the gateway, or one for a meter. Immutable. */
public final class VirtualDevice {

    private final int address;
    private final int instance;
    private final List<Meter> meters;
    private final int size;
    private final DeviceObject object;

    /**
     * Makes a device.
     *
     * @param address 0 for the gateway, else the meter's address.
     * @param instance device instance.
     * @param meters whose objects it has, in rising order of address.
     * @param object makes its Device object.
     */
    VirtualDevice(int address, int instance, List<Meter> meters, Function<VirtualDevice, DeviceObject> object) {
        this.address = address;
        this.instance = instance;
        this.meters = List.copyOf(meters);
        this.size = 1 + meters.stream().mapToInt(Meter::size).sum();
        this.object = object.apply(this);
    }

    /**
     * Returns its address.
     *
     * @return 0 for the gateway, else 1..247.
     */
    public int address() {
        return address;
    }

    /**
     * Returns its device instance.
     *
     * @return 0..4194302.
     */
    public int instance() {
        return instance;
    }

    /**
     * Returns whose objects it has.
     *
     * @return none for a gateway that is only a router, all when all are in one device.
     */
    public List<Meter> meters() {
        return meters;
    }

    /**
     * Returns its Device object.
     *
     * @return the object.
     */
    public DeviceObject object() {
        return object;
    }

    /**
     * Tells how many objects it has.
     *
     * @return at least 1.
     */
    public int size() {
        return size;
    }

    /**
     * Returns one object.
     *
     * @param position 0 .. {@link #size} - 1; the Device object is first.
     * @return its identifier.
     */
    public int id(int position) {
        if (position == 0) {
            return object.id();
        }
        int left = position - 1;
        for (Meter meter : meters) {
            if (left < meter.size()) {
                return meter.id(left);
            }
            left -= meter.size();
        }
        throw new IndexOutOfBoundsException(position);
    }

    /**
     * Finds an object.
     *
     * @param id its identifier; device 4194303 stands for the Device object, whatever its instance.
     * @return the object; null when there is none.
     */
    public @Nullable ServedObject find(int id) {
        int type = ObjectIds.type(id);
        int number = ObjectIds.instance(id);
        if (type == ObjectType.device.intValue()) {
            return number == instance || number == ObjectIds.WILDCARD ? object : null;
        }
        for (Meter meter : meters) {
            ServedObject found = meter.find(type, number);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Finds an object by its name.
     *
     * @param name any text.
     * @return the object; null when there is none.
     */
    public @Nullable ServedObject find(String name) {
        if (object.name().equals(name)) {
            return object;
        }
        for (Meter meter : meters) {
            ServedObject found = meter.find(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Tells whether it is a meter that is silent. */
    boolean silent() {
        return address != 0 && meters.get(0).values().silent();
    }
}
