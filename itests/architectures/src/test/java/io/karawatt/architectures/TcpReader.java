package io.karawatt.architectures;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.util.Arrays;

/** A supervisor over Modbus TCP that is none of ours: j2mod. */
final class TcpReader implements Reader {

    private static final int TIMEOUT_MS = 5000;

    private final ModbusTCPMaster master;

    TcpReader(int port) {
        master = new ModbusTCPMaster("127.0.0.1", port, TIMEOUT_MS, false);
        try {
            master.connect();
        } catch (Exception e) {
            throw new AssertionError("no connection to port " + port, e);
        }
    }

    @Override
    public Response read(int unit, RegisterTable table, int address, int count) {
        int function = table == RegisterTable.HOLDING ? 3 : 4;
        for (int tries = 0; ; tries++) {
            try {
                InputRegister[] words = table == RegisterTable.HOLDING
                        ? master.readMultipleRegisters(unit, address, count)
                        : master.readInputRegisters(unit, address, count);
                int[] values =
                        Arrays.stream(words).mapToInt(InputRegister::getValue).toArray();
                return new Response.ReadRegisters(function, Registers.of(values));
            } catch (ModbusSlaveException refused) {
                if (refused.getType() != ExceptionCode.DEVICE_BUSY || tries >= RtuReader.TRIES) {
                    return Response.ExceptionResponse.to(function, refused.getType());
                }
            } catch (ModbusException e) {
                throw new AssertionError("unit " + unit + " registers " + address + "+" + count, e);
            }
        }
    }

    @Override
    public void close() {
        master.disconnect();
    }
}
