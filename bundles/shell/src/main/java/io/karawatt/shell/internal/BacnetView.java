package io.karawatt.shell.internal;

import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;

/** How the BACnet/IP gateway is shown. */
final class BacnetView {

    private BacnetView() {}

    /** Shows how it is, what must be mended first. */
    static Card status(BacnetGateway gateway) {
        BacnetGateway.Status status = gateway.status();
        Card card = new Card()
                .with("address", status.address())
                .with("broadcast", status.broadcast())
                .with("instance", status.instance())
                .with("virtualNetwork", status.network() == 0 ? null : status.network())
                .with("devices", gateway.devices().size())
                .with("subscriptions", gateway.subscriptions().size())
                .with("otherSubnets", status.bbmd());
        Table troubles = Table.of("text");
        status.troubles().forEach(troubles::row);
        Table peers = Table.of("peer");
        status.broadcastTable().forEach(peers::row);
        Table foreign = Table.of("address", "ttlS", "until");
        status.foreignDevices()
                .forEach(one -> foreign.row(one.address(), one.ttl().toSeconds(), one.until()));
        Table counters = Table.of("what", "count");
        status.counters().forEach(counters::row);
        return card.table("troubles", troubles)
                .table("broadcastTable", peers)
                .table("foreignDevices", foreign)
                .table("counters", counters);
    }

    static Table devices(BacnetGateway gateway) {
        Table table = Table.of("instance", "address", "name", "objects", "communication");
        for (BacnetGateway.Device device : gateway.devices()) {
            table.row(
                    device.instance(),
                    device.address() == 0 ? null : device.address(),
                    device.name(),
                    device.objects(),
                    device.communication());
        }
        return table;
    }

    static Table subscriptions(BacnetGateway gateway) {
        Table table = Table.of(
                        "device", "object", "property", "recipient", "process", "confirmed", "increment", "until")
                .ifEmpty(Messages.text("bacnet.nosubscriptions"));
        for (BacnetGateway.Subscription one : gateway.subscriptions()) {
            table.row(
                    one.device(),
                    one.object(),
                    one.property(),
                    one.recipient(),
                    one.process(),
                    one.confirmed(),
                    one.increment() == 0 ? null : one.increment(),
                    one.until().equals(Instant.MAX) ? null : one.until());
        }
        return table;
    }

    /**
     * Asks who is there and listens.
     *
     * @param instances none for all, one, or the smallest and the largest.
     * @param seconds how long to listen.
     */
    static Table whoIs(BacnetGateway gateway, List<String> instances, String seconds) throws CommandException {
        int least = BacnetGateway.MIN_INSTANCE;
        int most = BacnetGateway.MAX_INSTANCE;
        int low = instances.isEmpty() ? least : Numbers.parse("instance", instances.get(0), least, most);
        int high = instances.isEmpty() ? most : low;
        if (instances.size() > 1) {
            high = Numbers.parse("instance", instances.get(1), low, most);
        }
        int wait = Numbers.parse("--wait", seconds, 1, (int) BacnetGateway.MAX_WAIT.toSeconds());
        Table table = Table.of("instance", "address", "maxApdu", "segmentation", "vendor")
                .ifEmpty(Messages.text("bacnet.nobody", wait));
        for (BacnetGateway.Heard one : Answers.await(gateway.whoIs(low, high, Duration.ofSeconds(wait)))) {
            table.row(one.instance(), one.address(), one.maxApdu(), one.segmentation(), one.vendor());
        }
        return table;
    }
}
