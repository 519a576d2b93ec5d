package io.karawatt.modbus.master;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.pdu.Request;
import java.io.Closeable;
import java.time.Duration;

/** The asking side of one line or connection; used by one thread. Only {@link #close} may be called from another. */
public interface ModbusMaster extends Closeable {

    /**
     * Sends one request and waits for its answer. No retry, no sleep beyond what the line needs.
     *
     * @param unit unit id, 1..255.
     * @param request the request.
     * @param timeout longest time from the end of the request to the begin of the answer.
     * @return what came back; trouble is a value, not an exception.
     * @throws InterruptedException when the thread is interrupted.
     */
    MasterReply transact(int unit, Request request, Duration timeout) throws InterruptedException;

    /**
     * Sends a request to all devices (unit 0) and gives them the time to obey; nobody answers. Only serial lines can:
     * Modbus TCP knows no answer to unit 0, and a gateway would hold back those who ask after it.
     *
     * @param request the request; a write.
     * @return {@link MasterReply.Sent}, or why it could not be sent.
     * @throws InterruptedException when the thread is interrupted.
     */
    default MasterReply broadcast(Request request) throws InterruptedException {
        return new MasterReply.Malformed("this line has no broadcast; write to each device");
    }

    /**
     * Puts a frame on the line and listens until the line is silent again: for finding out who talks, and whether
     * several do. Waits the whole window even when an answer comes early, because another may follow.
     *
     * @param request the frame.
     * @param window longest time from the end of the request to the begin of an answer.
     * @return what was heard; {@link RawReply.NotSent} where there is no line of characters, such as on TCP.
     * @throws InterruptedException when the thread is interrupted.
     */
    default RawReply exchange(RawFrame request, Duration window) throws InterruptedException {
        return new RawReply.NotSent("this line carries Modbus questions only");
    }

    /**
     * Returns what was counted since this master was made.
     *
     * @return live counters; any thread may ask.
     */
    LineCounters counters();

    @Override
    void close();
}
