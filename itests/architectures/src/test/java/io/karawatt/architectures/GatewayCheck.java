package io.karawatt.architectures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;

/** A gateway is a device too: it says at its own address who it is and whom it reads. */
final class GatewayCheck {

    private static final int LISTED = 32;

    private GatewayCheck() {}

    static void check(Plant plant, Reader reader, Device gateway) {
        DeviceProfile profile = plant.profiles().find(gateway.reference()).orElseThrow();
        assertEquals(
                profile.identification().productId(),
                read(reader, gateway, profile, "idProductId", 1),
                () -> "product id of " + gateway.name());
        Installation behind = plant.box(gateway.key()).installation();
        for (int i = 1; i <= Math.min(LISTED, behind.devices().size()); i++) {
            assertEquals(
                    behind.devices().get(i - 1).address(),
                    read(reader, gateway, profile, "deviceListAddress", i),
                    "device list of " + gateway.name());
        }
    }

    private static int read(Reader reader, Device gateway, DeviceProfile profile, String row, int instance) {
        RegisterSpec spec = profile.register(row, "").orElseThrow();
        Response response = reader.read(gateway.address(), RegisterTable.HOLDING, spec.addressOf(instance), 1);
        return assertInstanceOf(Response.ReadRegisters.class, response, gateway.name())
                .registers()
                .get(0);
    }
}
