package io.karawatt.proto.snmp.internal.agent;

import java.time.Duration;
import org.snmp4j.Snmp;
import org.snmp4j.security.USM;

/** The running SNMP engine as the parts of the agent see it (RFC 3411). Thread-safe. */
public interface Engine {

    /**
     * Returns the session for whatever the agent itself sends: traps and informs of all versions. It has a port of its
     * own, so that a flood of requests does not hold it up. It is closed by the engine.
     *
     * @return the session; knows v1, v2c and v3 with {@link #usm()}.
     */
    Snmp sender();

    /**
     * Returns the user-based security model: engine id, boots and time are the agent's own, the agent's users are in
     * it. A part may add users with which it sends; nobody gets access to the agent by them.
     *
     * @return the model; all protocols that the configuration may name are known to it.
     */
    USM usm();

    /**
     * Returns the agent's engine id.
     *
     * @return 5 to 32 octets.
     */
    byte[] engineId();

    /**
     * Returns how long the agent has been running.
     *
     * @return for sysUpTime and time stamps of notifications.
     */
    Duration upTime();

    /**
     * Returns what the operator set for all parts.
     *
     * @return the terms.
     */
    Terms terms();

    /** Counts a notification that was sent, for the snmp group: snmpOutTraps. */
    void notificationSent();

    /**
     * What the operator set for all parts.
     *
     * @param contact text of sysContact, at most 255 characters.
     * @param location text of sysLocation, at most 255 characters.
     * @param strict whether a value that a device does not have is {@code noSuchInstance}; else it is 0.
     */
    record Terms(String contact, String location, boolean strict) {}
}
