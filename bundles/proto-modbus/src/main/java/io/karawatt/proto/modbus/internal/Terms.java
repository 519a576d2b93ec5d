package io.karawatt.proto.modbus.internal;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The terms on which a face answers.
 *
 * @param face its name, as access policy and logbook know it.
 * @param ownAddress unit id at which the gateway itself answers, 1..247.
 * @param freshness oldest content of the process image that will do; zero for one poll period of the line.
 * @param patience longest wait for a bus.
 * @param busRequests most requests to the buses under way.
 */
record Terms(String face, IntSupplier ownAddress, Duration freshness, Duration patience, int busRequests) {}
