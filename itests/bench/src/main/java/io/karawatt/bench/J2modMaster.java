package io.karawatt.bench;

import com.ghgande.j2mod.modbus.Modbus;
import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.io.AbstractModbusTransport;
import com.ghgande.j2mod.modbus.io.ModbusRTUTransport;
import com.ghgande.j2mod.modbus.io.ModbusSerialTransaction;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.net.AbstractSerialConnection;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import java.io.IOException;
import java.util.Set;

/** j2mod's RTU master on a serial link of ours: the peer of the wire. */
final class J2modMaster extends AbstractSerialConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = Modbus.DEFAULT_TIMEOUT;

    /** From this speed on the silence between frames is 1.75 ms (Modbus over Serial Line V1.02 §2.5.1.1). */
    private static final int FAST_BAUD = 19_200;

    private static final int LEAST_DELAY_MS = 2;

    private final SerialLink link;
    private final SerialSettings settings;
    private final ModbusRTUTransport transport = new ModbusRTUTransport();

    /** One for all reads, as in j2mod's own master: it remembers when the line was last used and keeps the silence. */
    private final ModbusSerialTransaction transaction;

    private final byte[] held = new byte[512];
    private int count;
    private boolean open = true;

    /** How it is used. */
    enum Use {
        /** As it comes. */
        DEFAULTS("j2mod 3.3.0"),
        /**
         * j2mod 3.3.0 cuts the 1.75 ms of silence above 19,200 Bd to 1 ms, and a wire that insists on the silence then
         * loses requests. Two whole milliseconds are the least setting that keeps the specification.
         */
        SILENCE_KEPT("j2mod 3.3.0, delay 2 ms");

        private final String title;

        Use(String title) {
            this.title = title;
        }

        /** Whether it is another use than the ones before. */
        boolean differs(SerialSettings settings) {
            return this == DEFAULTS || settings.baud() > FAST_BAUD;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    J2modMaster(SerialLink link, SerialSettings settings, Use use) throws IOException {
        this.link = link;
        this.settings = settings;
        transport.setCommPort(this);
        transaction = new ModbusSerialTransaction(this);
        transaction.setTransport(transport);
        if (use == Use.SILENCE_KEPT) {
            transaction.setTransDelayMS(LEAST_DELAY_MS);
        }
    }

    void read(int unit, int address, int registers) throws ModbusException {
        ReadMultipleRegistersRequest request = new ReadMultipleRegistersRequest(address, registers);
        request.setUnitID(unit);
        transaction.setRequest(request);
        transaction.execute();
    }

    private void fill(long deadline) {
        try {
            count += link.read(held, count, held.length - count, deadline);
        } catch (IOException e) {
            open = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int readBytes(byte[] buffer, int wanted) {
        long deadline = link.timeline().nanos() + TIMEOUT_MS * 1_000_000L;
        while (count < wanted && open && link.timeline().nanos() < deadline) {
            fill(deadline);
        }
        int taken = Math.min(wanted, count);
        System.arraycopy(held, 0, buffer, 0, taken);
        System.arraycopy(held, taken, held, 0, count - taken);
        count -= taken;
        return taken;
    }

    @Override
    public int writeBytes(byte[] buffer, int length) {
        try {
            link.write(buffer, 0, length);
            return length;
        } catch (IOException e) {
            open = false;
            return -1;
        }
    }

    @Override
    public int bytesAvailable() {
        if (count < held.length) {
            fill(link.timeline().nanos());
        }
        return count;
    }

    @Override
    public void open() {
        open = true;
    }

    @Override
    public AbstractModbusTransport getModbusTransport() {
        return transport;
    }

    @Override
    public void close() {
        open = false;
        link.close();
    }

    @Override
    public int getBaudRate() {
        return settings.baud();
    }

    @Override
    public int getNumDataBits() {
        return settings.dataBits();
    }

    @Override
    public int getNumStopBits() {
        return settings.stopBits();
    }

    @Override
    public int getParity() {
        return NO_PARITY;
    }

    @Override
    public String getPortName() {
        return settings.port();
    }

    @Override
    public String getDescriptivePortName() {
        return settings.port();
    }

    @Override
    public void setComPortTimeouts(int mode, int read, int write) {
        // The link takes a deadline with each read instead.
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int getTimeout() {
        return TIMEOUT_MS;
    }

    @Override
    public void setTimeout(int millis) {
        // The bench waits equally long for everybody.
    }

    @Override
    public Set<String> getCommPorts() {
        return Set.of(settings.port());
    }
}
