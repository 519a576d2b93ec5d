package io.karawatt.itest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The smallest Modbus TCP client there is, so that nothing of ours checks itself (Modbus TCP/IP V1.0b §3.1.3). */
final class TcpMaster implements AutoCloseable {

    private static final int TIMEOUT_MS = 3000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;
    private int transaction;

    TcpMaster(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Reads registers with function 3 or 4; an exception comes back as one number, minus its code. */
    List<Integer> read(int unit, int function, int address, int count) throws IOException {
        transaction = (transaction + 1) & 0xFFFF;
        byte[] request = {
            (byte) (transaction >> 8),
            (byte) transaction,
            0,
            0,
            0,
            6,
            (byte) unit,
            (byte) function,
            (byte) (address >> 8),
            (byte) address,
            (byte) (count >> 8),
            (byte) count
        };
        out.write(request);
        if (in.readUnsignedShort() != transaction || in.readUnsignedShort() != 0) {
            throw new IOException("an answer to another request");
        }
        in.readUnsignedShort();
        if (in.readUnsignedByte() != unit) {
            throw new IOException("an answer of another unit");
        }
        if (in.readUnsignedByte() != function) {
            return List.of(-in.readUnsignedByte());
        }
        List<Integer> words = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left -= 2) {
            words.add(in.readUnsignedShort());
        }
        return words;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
