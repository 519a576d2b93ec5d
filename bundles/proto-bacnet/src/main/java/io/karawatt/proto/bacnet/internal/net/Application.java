package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import io.karawatt.bacnet.BacnetGateway;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The devices and their objects, as the network half sees them. Everything is called on the server's thread, which must
 * not wait.
 */
public interface Application extends AutoCloseable {

    /** The gateway itself among the devices. */
    int GATEWAY = 0;

    /**
     * One device.
     *
     * @param address {@link #GATEWAY}, or the Modbus address of a meter, which is its MAC on the virtual network.
     * @param instance its device instance, 0..4194302.
     * @param name its Object_Name.
     * @param objects how many objects it has, itself included.
     */
    record Device(int address, int instance, String name, int objects) {}

    /**
     * A named object.
     *
     * @param id its Object_Identifier.
     * @param name its Object_Name.
     */
    record Found(ObjectIdentifier id, String name) {}

    /**
     * Answers a confirmed request to a device that exists.
     *
     * @param request what is asked; its array only until this call ends.
     * @param reply takes the answer, now or {@linkplain Reply#later later}. A service that is not served is rejected as
     *     unrecognized-service.
     */
    void confirmed(ConfirmedRequest request, Reply reply);

    /**
     * Names the devices; cheap, the same list while nothing changed.
     *
     * @return the gateway first, then meters in rising order of address.
     */
    List<Device> devices();

    /**
     * Looks for an object by its identifier (Who-Has).
     *
     * @param device one of {@link #devices}.
     * @param id the identifier.
     * @return the object; null when the device has none.
     */
    @Nullable
    Found find(int device, ObjectIdentifier id);

    /**
     * Looks for an object by its name (Who-Has); upper and lower case matter.
     *
     * @param device one of {@link #devices}.
     * @param name the name.
     * @return the object; null when the device has none.
     */
    @Nullable
    Found find(int device, String name);

    /**
     * Lists the COV subscriptions in force. Also called on other threads than the server's.
     *
     * @return a snapshot, by device.
     */
    List<BacnetGateway.Subscription> subscriptions();

    /** Ends what was begun and keeps what must be kept; the outbound side takes nothing any more. */
    @Override
    void close();
}
