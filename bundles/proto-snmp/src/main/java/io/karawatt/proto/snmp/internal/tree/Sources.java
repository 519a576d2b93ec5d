package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.alarm.Alarms;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveOutlet;
import io.karawatt.profile.Quantities;
import io.karawatt.settings.DeviceCommands;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects have their values from; what may be away is held in outlets.
 *
 * @param identity who the gateway is.
 * @param quantities the catalogue.
 * @param live the process image.
 * @param lines how lines and devices are doing.
 * @param demand reads what no timetable reads.
 * @param commands carries orders out; null while it is away.
 * @param alarms keeps the alarms; null while it is away.
 * @param bacnet the BACnet/IP gateway; null while it is not open.
 * @param clock tells the time.
 * @param nanos counts nanoseconds, as {@link System#nanoTime()}.
 */
record Sources(
        GatewayIdentity identity,
        Quantities quantities,
        LiveOutlet live,
        LineStates lines,
        Demand demand,
        AtomicReference<@Nullable DeviceCommands> commands,
        AtomicReference<@Nullable Alarms> alarms,
        AtomicReference<@Nullable BacnetGateway> bacnet,
        InstantSource clock,
        LongSupplier nanos) {}
