package io.karawatt.gateway;

/** A door that is open; registered as a service while it is. */
public interface Endpoint {

    /**
     * Returns its name as operators know it.
     *
     * @return {@code modbus-tcp}, {@code snmp}, {@code bacnet}, {@code https}, {@code console}, {@code truth} …
     */
    String name();

    /**
     * Returns where it listens.
     *
     * @return for example {@code 127.0.0.1:1502} or {@code 127.0.0.1:1161/udp}.
     */
    String address();
}
