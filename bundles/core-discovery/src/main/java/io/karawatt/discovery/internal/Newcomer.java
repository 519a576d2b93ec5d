package io.karawatt.discovery.internal;

import io.karawatt.topology.Device;

/**
 * A device that is to be added; its loads are not known yet.
 *
 * @param seen how it was met.
 * @param device as it will be.
 */
record Newcomer(Seen seen, Device device) {}
