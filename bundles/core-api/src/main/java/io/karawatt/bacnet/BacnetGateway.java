package io.karawatt.bacnet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** Tells operators about the BACnet/IP gateway; registered while it is open. Thread-safe. */
@ProviderType
public interface BacnetGateway {

    /** Smallest device instance. */
    int MIN_INSTANCE = 0;

    /** Largest device instance. */
    int MAX_INSTANCE = 4_194_302;

    /** Longest time {@link #whoIs} listens. */
    Duration MAX_WAIT = Duration.ofSeconds(30);

    /**
     * Tells how it is.
     *
     * @return a snapshot.
     */
    Status status();

    /**
     * Lists the devices it shows.
     *
     * @return the gateway itself first, then meters by address.
     */
    List<Device> devices();

    /**
     * Lists the change-of-value subscriptions in force.
     *
     * @return a snapshot, by device.
     */
    List<Subscription> subscriptions();

    /**
     * Asks on the network which devices there are, and listens.
     *
     * @param low smallest instance that shall answer, 0..4194302.
     * @param high largest, not below the smallest.
     * @param wait how long to listen, above 0, at most {@link #MAX_WAIT}.
     * @return completed after that time with who answered, by instance; with an empty list when the gateway closes.
     * @throws IllegalArgumentException when an argument is out of its range.
     */
    CompletableFuture<List<Heard>> whoIs(int low, int high, Duration wait);

    /**
     * How the gateway is.
     *
     * @param address where it listens, for example {@code 192.0.2.7:47808/udp}.
     * @param broadcast where its local broadcasts go, for example {@code 192.0.2.255:47808}.
     * @param instance device instance of the gateway.
     * @param network number of its virtual network; 0 when all is shown in one device.
     * @param bbmd what it does about broadcasts of other subnets, in plain words.
     * @param broadcastTable peers to which it passes broadcasts on, as {@code address:port mask}.
     * @param foreignDevices devices of other subnets that registered here.
     * @param troubles what someone must mend, each with how; empty when all is well.
     * @param counters what happened since it opened, by name in plain words.
     */
    record Status(
            String address,
            String broadcast,
            int instance,
            int network,
            String bbmd,
            List<String> broadcastTable,
            List<ForeignDevice> foreignDevices,
            List<String> troubles,
            Map<String, Long> counters) {

        /** Copies the lists; the counters keep their order. */
        public Status {
            broadcastTable = List.copyOf(broadcastTable);
            foreignDevices = List.copyOf(foreignDevices);
            troubles = List.copyOf(troubles);
            counters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(counters));
        }
    }

    /**
     * A device of another subnet that registered for broadcasts.
     *
     * @param address its address and port.
     * @param ttl for how long it registered.
     * @param until when the registration ends, its 30 s of grace included.
     */
    record ForeignDevice(String address, Duration ttl, Instant until) {}

    /**
     * A device that the gateway shows.
     *
     * @param instance its device instance.
     * @param address Modbus address of the meter; 0 for the gateway itself.
     * @param name its Object_Name.
     * @param objects how many objects it has, itself included.
     * @param communication what DeviceCommunicationControl made of it: {@code enabled}, {@code disabled} or
     *     {@code initiation disabled}.
     */
    record Device(int instance, int address, String name, int objects, String communication) {}

    /**
     * Somebody wants to be told of changes.
     *
     * @param device device instance.
     * @param object the object, for example {@code analog-input 104}.
     * @param property the property; empty when the object's usual ones are meant (SubscribeCOV).
     * @param recipient where notifications go.
     * @param process the subscriber's process identifier.
     * @param confirmed whether notifications are confirmed.
     * @param increment from which change on, in the unit of the object; 0 for the object's own.
     * @param until when it ends; {@link Instant#MAX} for one without end.
     */
    record Subscription(
            int device,
            String object,
            String property,
            String recipient,
            long process,
            boolean confirmed,
            double increment,
            Instant until) {}

    /**
     * A device that answered on the network.
     *
     * @param instance its device instance.
     * @param address where it is, for example {@code 192.0.2.9:47808} or, behind a router, with network and MAC.
     * @param maxApdu longest APDU it accepts, octets.
     * @param segmentation {@code both}, {@code transmit}, {@code receive} or {@code none}.
     * @param vendor its vendor identifier.
     */
    record Heard(int instance, String address, int maxApdu, String segmentation, int vendor) {}
}
