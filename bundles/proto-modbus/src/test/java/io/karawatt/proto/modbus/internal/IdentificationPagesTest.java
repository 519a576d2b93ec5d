package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.topology.Device;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Modbus Application Protocol V1.1b3 §6.21: what does not fit one answer is asked for with the next object id. */
class IdentificationPagesTest {

    private final FakeGateway gateway = new FakeGateway();
    private final FakeTime time = new FakeTime();
    private final Round round = new Round(time, time);
    private final Identification identification = new Identification(
            gateway,
            new GatewayValues(new GatewayValues.Sources(gateway, gateway, gateway, new Lines()), round, ZoneOffset.UTC),
            gateway);

    private static Route.ToDevice longNames() {
        Device device = new Device("m", "N".repeat(200), "R".repeat(200), "l", 9, 9, "", "S".repeat(200), List.of());
        FakeTime time = new FakeTime();
        Freshness.Window window = new Freshness(java.time.Duration.ZERO, new Round(time, time)).of("l");
        return new Route.ToDevice(device, null, window, new Route.Writing());
    }

    @Test
    void everyPageFitsAndAllPagesTogetherAreComplete() {
        TreeMap<Integer, String> all = new TreeMap<>();
        int next = 0;
        int pages = 0;
        boolean more = true;
        while (more) {
            Response.DeviceIdentification page = assertInstanceOf(
                    Response.DeviceIdentification.class,
                    identification.ofDevice(new Request.ReadDeviceIdentification(3, next), longNames()));
            ByteBuffer pdu = ByteBuffer.allocate(1024);
            page.writeTo(pdu);
            assertTrue(pdu.position() <= Request.MAX_PDU, "PDU of " + pdu.position() + " bytes");
            all.putAll(page.objects());
            more = page.more();
            next = page.next();
            pages++;
        }
        assertEquals(2, pages);
        assertEquals(List.of(0, 1, 2, 4, 5, 6, 128), List.copyOf(all.keySet()));
    }
}
