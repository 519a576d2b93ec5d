package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.karawatt.bus.BusReply;
import io.karawatt.model.Registers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody else's client makes of our answers: j2mod as master. */
class IndependentClientTest {

    private TestServer server;
    private ModbusTCPMaster master;

    @BeforeEach
    void connect() throws Exception {
        server = new TestServer();
        master = new ModbusTCPMaster("127.0.0.1", server.port(), 5000, false);
        master.setRetries(0);
        master.connect();
    }

    @AfterEach
    void disconnect() {
        master.disconnect();
        server.close();
    }

    @Test
    void itReadsBothTables() throws Exception {
        server.image(100, 1, 2, 65_535);
        assertEquals(65_535, master.readMultipleRegisters(9, 100, 3)[2].getValue());
        assertEquals(65_535, master.readInputRegisters(9, 100, 3)[2].getValue());
    }

    @Test
    void itUnderstandsTheExceptions() {
        assertEquals(
                0x0A,
                assertThrows(ModbusSlaveException.class, () -> master.readMultipleRegisters(77, 0, 1))
                        .getType());
        assertEquals(
                0x02,
                assertThrows(ModbusSlaveException.class, () -> master.readMultipleRegisters(255, 0, 1))
                        .getType());
        assertEquals(
                0x01,
                assertThrows(ModbusSlaveException.class, () -> master.writeSingleRegister(9, 1, new SimpleRegister(1)))
                        .getType());
    }

    @Test
    void itWritesWhenAllowed() throws Exception {
        server.gate().bind(TestServer.ALLOW_ALL);
        CompletableFuture<Void> device = CompletableFuture.runAsync(() -> {
            server.line().next().answer(new BusReply.Written(server.time().instant()));
            server.line()
                    .next()
                    .answer(new BusReply.Data(Registers.of(4, 5), server.time().instant()));
        });
        assertEquals(
                2, master.writeMultipleRegisters(9, 1, new Register[] {new SimpleRegister(4), new SimpleRegister(5)}));
        device.get();
    }
}
