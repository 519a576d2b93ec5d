package io.karawatt.proto.modbus.internal;

import io.karawatt.event.EventBus;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Topology;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * What the server needs from the rest of the gateway.
 *
 * @param live the process image.
 * @param topology which devices there are.
 * @param profiles what they can tell.
 * @param identity who the gateway is.
 * @param events where refusals, writes and notices go.
 * @param lines the ways to the devices; come and go.
 * @param gate decides about writes.
 * @param clock time of day.
 * @param zone zone in which the gateway's clock registers are told.
 * @param monotonic nanoseconds that never fall.
 */
record Services(
        LiveValues live,
        Topology topology,
        Profiles profiles,
        GatewayIdentity identity,
        EventBus events,
        Lines lines,
        WriteGate gate,
        InstantSource clock,
        ZoneId zone,
        LongSupplier monotonic) {}
