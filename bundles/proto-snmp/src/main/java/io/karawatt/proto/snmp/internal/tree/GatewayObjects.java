package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The objects about the gateway itself. */
final class GatewayObjects {

    private static final Duration NAME_YOUNG = Duration.ofMinutes(1);

    private final List<Subtree> subtrees;

    GatewayObjects(
            Layout layout, Sources sources, Engine engine, Supplier<Picture> picture, Supplier<Duration> change) {
        GatewayIdentity identity = sources.identity();
        DeviceTables devices = new DeviceTables(layout, sources);
        Supplier<String> host = new Cached<>(GatewayObjects::hostName, NAME_YOUNG, sources.nanos());
        this.subtrees = List.of(
                text(layout, "gwModel", identity::product),
                text(layout, "gwName", identity::name),
                text(layout, "gwSerial", identity::serial),
                text(layout, "gwNetId", () -> String.format(Locale.ROOT, "%06X", identity.netId())),
                text(layout, "gwFirmware", identity::version),
                new SingleValue(
                        layout,
                        "gwUtcTime",
                        () -> Values.shortDate(sources.clock().instant())),
                new SingleValue(
                        layout,
                        "gwOperatingHours",
                        () -> Values.unsigned(engine.upTime().toSeconds())),
                text(layout, "gwSiteName", () -> engine.terms().location()),
                text(layout, "gwServerName", host),
                new SingleValue(
                        layout,
                        "gwDeviceCount",
                        () -> Values.unsigned(picture.get().devices().size())),
                new SingleValue(layout, "gwDevicesOk", () -> Values.unsigned(inState(picture.get(), devices, 1))),
                new SingleValue(layout, "gwDevicesNok", () -> Values.unsigned(inState(picture.get(), devices, 2))),
                new SingleValue(layout, "gwTopologyChange", () -> Values.ticks(change.get())),
                new SingleValue(layout, "gwMainInstance", () -> Values.unsigned(mainInstance(sources))));
    }

    List<Subtree> subtrees() {
        return subtrees;
    }

    private static Subtree text(Layout layout, String name, Supplier<String> text) {
        return new SingleValue(layout, name, () -> Values.text(text.get()));
    }

    private static long inState(Picture picture, DeviceTables devices, int state) {
        return picture.devices().stream()
                .filter(window -> devices.commState(window.view()) == state)
                .count();
    }

    private static long mainInstance(Sources sources) {
        BacnetGateway bacnet = sources.bacnet().get();
        return bacnet == null ? 0 : bacnet.status().instance();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A gateway without an entry for itself in its own name service has no name to tell.
            return "";
        }
    }
}
