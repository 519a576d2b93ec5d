package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** The interfaces of the gateway (RFC 2863): those that the operating system has, looked at anew every five seconds. */
final class InterfaceObjects {

    private static final Duration YOUNG = Duration.ofSeconds(5);
    /** IANAifType. */
    private static final int ETHERNET = 6;

    private static final int LOOPBACK = 24;
    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final double BITS = 1e6;
    private static final long WORD = 0xFFFF_FFFFL;

    private final List<Subtree> subtrees;

    InterfaceObjects(Layout standard, Path system, LongSupplier nanos) {
        Columns<NetworkPort> columns = Columns.<NetworkPort>of(standard, "ifTable")
                .column("ifIndex", port -> new Integer32(port.index()))
                .column("ifDescr", port -> Values.text(port.name()))
                .column("ifType", port -> new Integer32(port.loopback() ? LOOPBACK : ETHERNET))
                .column("ifMtu", port -> new Integer32(port.mtu()))
                .column("ifSpeed", port -> Values.unsigned(port.megabits() * BITS))
                .column("ifPhysAddress", InterfaceObjects::address)
                .column("ifAdminStatus", port -> new Integer32(port.up() ? UP : DOWN))
                .column("ifOperStatus", port -> new Integer32(port.up() ? UP : DOWN))
                .column("ifLastChange", port -> Values.ticks(Duration.ZERO))
                .column("ifInOctets", port -> counter(port, "rx_bytes"))
                .column("ifInUcastPkts", port -> counter(port, "rx_packets"))
                .column("ifInDiscards", port -> counter(port, "rx_dropped"))
                .column("ifInErrors", port -> counter(port, "rx_errors"))
                .column("ifInUnknownProtos", port -> counter(port, "rx_nohandler"))
                .column("ifOutOctets", port -> counter(port, "tx_bytes"))
                .column("ifOutUcastPkts", port -> counter(port, "tx_packets"))
                .column("ifOutDiscards", port -> counter(port, "tx_dropped"))
                .column("ifOutErrors", port -> counter(port, "tx_errors"))
                .build();
        Cached<RowGrid<NetworkPort>> ports = new Cached<>(
                () -> RowGrid.numbered(columns, NetworkPort.all(system), NetworkPort::index), YOUNG, nanos);
        this.subtrees = List.of(
                new SingleValue(
                        standard, "ifNumber", () -> new Integer32(ports.get().rows())),
                new GridTree(columns.entry(), ports));
    }

    List<Subtree> subtrees() {
        return subtrees;
    }

    private static OctetString address(NetworkPort port) {
        byte[] octets = new byte[port.address().size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = port.address().get(i);
        }
        return new OctetString(octets);
    }

    private static Counter32 counter(NetworkPort port, String name) {
        return new Counter32(port.counters().getOrDefault(name, 0L) & WORD);
    }
}
