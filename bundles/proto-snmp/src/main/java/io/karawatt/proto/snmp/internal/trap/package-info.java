/** Notifications: traps and informs about alarms, lost devices, the agent's own start and wrong keys. */
@NullMarked
package io.karawatt.proto.snmp.internal.trap;

import org.jspecify.annotations.NullMarked;
