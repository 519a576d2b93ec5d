package io.karawatt.modbus.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our TCP master against j2mod's slave: code that we did not write agrees on what the bytes mean. */
final class J2modPeerTest {

    private static final int UNIT = 17;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static SimpleProcessImage image() {
        SimpleProcessImage image = new SimpleProcessImage(UNIT);
        for (int i = 0; i < 200; i++) {
            image.addRegister(i, new SimpleRegister(1000 + i));
            image.addInputRegister(i, new SimpleInputRegister(2000 + i));
        }
        return image;
    }

    @AfterEach
    void closeSlaves() {
        ModbusSlaveFactory.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Test
    void theTcpMasterAgreesWithIt() throws IOException, ModbusException, InterruptedException {
        int port = freePort();
        ModbusSlave slave = ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, 2, false);
        slave.addProcessImage(UNIT, image());
        slave.open();
        try (TcpMaster master = TcpMaster.connect("127.0.0.1", port, TIMEOUT)) {
            converse(master);
        }
    }

    private static void converse(ModbusMaster master) throws InterruptedException {
        assertEquals(
                new Response.ReadRegisters(3, run(1000, 125)), ask(master, new Request.ReadHoldingRegisters(0, 125)));
        assertEquals(new Response.ReadRegisters(4, run(2010, 1)), ask(master, new Request.ReadInputRegisters(10, 1)));
        assertEquals(new Response.WrittenSingle(5, 0xFFFF), ask(master, new Request.WriteSingleRegister(5, 0xFFFF)));
        assertEquals(
                new Response.WrittenMultiple(6, 123),
                ask(master, new Request.WriteMultipleRegisters(6, run(40_000, 123))));
        assertEquals(
                new Response.ReadRegisters(3, Registers.of(0xFFFF, 40_000, 40_001)),
                ask(master, new Request.ReadHoldingRegisters(5, 3)));
        assertEquals(new Response.ExceptionResponse(0x83, 2), ask(master, new Request.ReadHoldingRegisters(60_000, 1)));
    }

    private static Response ask(ModbusMaster master, Request request) throws InterruptedException {
        MasterReply reply = master.transact(UNIT, request, TIMEOUT);
        return assertInstanceOf(MasterReply.Answered.class, reply, reply::toString)
                .response();
    }

    private static Registers run(int first, int count) {
        int[] values = new int[count];
        java.util.Arrays.setAll(values, i -> first + i);
        return Registers.of(values);
    }
}
