package io.karawatt.proto.snmp.internal.tree;

import static io.karawatt.proto.snmp.internal.tree.TestSite.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.proto.snmp.internal.agent.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.OctetString;

class GatewayObjectsTest {

    private final TestSite site = TestSite.ofManuals();
    private final Tree tree = site.tree(false);

    @Test
    void theGatewayTellsWhoItIs() {
        assertEquals(new OctetString("D-70"), get(tree, "10.10.1.0"));
        assertEquals(new OctetString("Main gateway"), get(tree, "10.10.2.0"));
        assertEquals(new OctetString("E5C801"), get(tree, "10.10.4.0"));
        assertEquals(new Gauge32(5), get(tree, "10.10.10.0"));
    }

    @Test
    void itsBacnetInstanceIsToldWhileThatDoorIsOpen() {
        Bacnet bacnet = new Bacnet();
        assertEquals(new Gauge32(0), get(tree, "10.10.14.0"));

        site.objects().setBacnet(bacnet);
        assertEquals(new Gauge32(4711), get(tree, "10.10.14.0"));

        site.objects().unsetBacnet(bacnet);
        assertEquals(new Gauge32(0), get(tree, "10.10.14.0"));
    }

    private static final class Bacnet implements BacnetGateway {

        @Override
        public Status status() {
            return new Status(
                    "192.0.2.7:47808/udp",
                    "192.0.2.255:47808",
                    4711,
                    2001,
                    "off",
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of());
        }

        @Override
        public List<Device> devices() {
            throw new AssertionError("the status is enough");
        }

        @Override
        public List<Subscription> subscriptions() {
            throw new AssertionError("the status is enough");
        }

        @Override
        public CompletableFuture<List<Heard>> whoIs(int low, int high, Duration wait) {
            throw new AssertionError("the status is enough");
        }
    }
}
