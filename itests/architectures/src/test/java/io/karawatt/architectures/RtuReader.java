package io.karawatt.architectures;

import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.RegisterTable;
import java.time.Duration;

/** A supervisor that is master of an RS485 line. */
final class RtuReader implements Reader {

    /** How often a slave may say that it is busy. */
    static final int TRIES = 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RtuMaster master;

    RtuReader(SerialLink link, SerialSettings settings) {
        master = new RtuMaster(link, settings);
    }

    @Override
    public Response read(int unit, RegisterTable table, int address, int count) {
        Request request = table == RegisterTable.HOLDING
                ? new Request.ReadHoldingRegisters(address, count)
                : new Request.ReadInputRegisters(address, count);
        MasterReply reply = null;
        for (int tries = 0; tries <= TRIES; tries++) {
            reply = transact(unit, request);
            if (reply instanceof MasterReply.Answered answered && !busy(answered.response())) {
                return answered.response();
            }
        }
        throw new AssertionError("unit " + unit + " " + request + ": " + reply);
    }

    /** Whether an answer only says that the slave has no time. */
    static boolean busy(Response response) {
        return response instanceof Response.ExceptionResponse refused && refused.code() == ExceptionCode.DEVICE_BUSY;
    }

    private MasterReply transact(int unit, Request request) {
        try {
            return master.transact(unit, request, TIMEOUT);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        master.close();
    }
}
