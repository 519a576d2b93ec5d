package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.frame.ParsedResponse;
import io.karawatt.modbus.frame.ResponseParser;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.serial.SocketLink;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Modbus TCP over one connection (Modbus Messaging on TCP/IP V1.0b).
 *
 * <p>Answers of earlier, timed-out transactions are told by their transaction id, skipped and counted. An answer cut by
 * a time-out stays in the buffer, so the stream never loses its step. After {@link MasterReply.LinkDown} make a new
 * master. docs/adr/0004-modbus-transports.md says why this is not j2mod's transport.
 */
public final class TcpMaster implements ModbusMaster {

    /** Once an answer has begun, its rest has at least this long. */
    private static final long REST_NANOS = 1_000_000_000;

    private final SocketLink link;
    private final Timeline timeline;
    private final byte[] sent = new byte[Mbap.MAX];
    private final ByteBuffer sentBuffer = ByteBuffer.wrap(sent);
    private final byte[] received = new byte[8 * Mbap.MAX];
    private final ByteBuffer receivedBuffer = ByteBuffer.wrap(received).limit(0);
    private final LineCounters counters = new LineCounters();
    private int transaction;
    private long arrived;

    private TcpMaster(SocketLink link) {
        this.link = link;
        this.timeline = link.timeline();
    }

    /**
     * Opens a connection.
     *
     * @param host name or address of the server.
     * @param port TCP port, 1..65535; usually 502.
     * @param timeout longest time to wait for the connection.
     * @return the open master.
     * @throws IOException with host, port and cause, when there is no connection in time.
     */
    public static TcpMaster connect(String host, int port, Duration timeout) throws IOException {
        return new TcpMaster(SocketLink.connect(host, port, timeout));
    }

    @Override
    public LineCounters counters() {
        return counters;
    }

    @Override
    public MasterReply transact(int unit, Request request, Duration timeout) throws InterruptedException {
        if (unit < 1 || unit > 255) {
            throw new IllegalArgumentException("unit " + unit + " is outside 1..255");
        }
        try {
            transaction = (transaction + 1) & 0xFFFF;
            sentBuffer.clear();
            Mbap.write(sentBuffer, transaction, unit, request);
            link.write(sent, 0, sentBuffer.position());
            return await(unit, request, timeout.toNanos());
        } catch (IOException e) {
            return new MasterReply.LinkDown(String.valueOf(e.getMessage()));
        }
    }

    private MasterReply await(int unit, Request request, long timeout) throws IOException, InterruptedException {
        long begin = timeline.nanos();
        arrived = begin;
        while (true) {
            int size = Mbap.check(receivedBuffer);
            if (size == Mbap.BROKEN) {
                return new MasterReply.LinkDown("the answer is no Modbus TCP: " + Mbap.fault(receivedBuffer));
            }
            if (size == Mbap.NEED_MORE) {
                boolean begun = receivedBuffer.hasRemaining();
                long deadline = begun ? arrived + Math.max(timeout, REST_NANOS) : begin + timeout;
                if (!fill(deadline)) {
                    return new MasterReply.TimedOut();
                }
                if (!begun) {
                    arrived = timeline.nanos();
                }
                continue;
            }
            int end = receivedBuffer.position() + size;
            Mbap header = Mbap.read(receivedBuffer);
            if (header.transaction() == transaction) {
                return answer(unit, request, header, arrived - begin);
            }
            counters.late(header.unit(), size);
            receivedBuffer.position(end);
            arrived = timeline.nanos();
            if (arrived - begin > timeout) {
                return new MasterReply.TimedOut(); // a flood of stale answers must not hold the caller
            }
        }
    }

    private MasterReply answer(int unit, Request request, Mbap header, long turnaround) {
        int limit = receivedBuffer.limit();
        receivedBuffer.limit(receivedBuffer.position() + header.pduLength());
        ParsedResponse parsed = ResponseParser.parse(request, receivedBuffer);
        receivedBuffer.limit(limit);
        if (header.unit() != unit) {
            return new MasterReply.Malformed("unit " + header.unit() + " answers for unit " + unit);
        }
        return parsed instanceof ParsedResponse.Good good
                ? new MasterReply.Answered(good.response(), Duration.ofNanos(Math.max(0, turnaround)))
                : new MasterReply.Malformed(((ParsedResponse.Bad) parsed).reason());
    }

    /** Reads what comes next; false when nothing came until the deadline. */
    private boolean fill(long deadline) throws IOException, InterruptedException {
        receivedBuffer.compact();
        int count = 0;
        try {
            count = link.read(received, receivedBuffer.position(), receivedBuffer.remaining(), deadline);
            return count > 0;
        } finally {
            receivedBuffer.position(receivedBuffer.position() + count).flip();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
