package io.karawatt.line.scan;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RawReply;
import io.karawatt.modbus.pdu.Request;
import java.io.IOException;
import java.time.Duration;

/** The open port of a line, as a scan uses it; on the thread of the line. */
public interface ScanPort {

    /**
     * Returns the time.
     *
     * @return nanoseconds since the line was made.
     */
    long now();

    /**
     * Asks a question that counts for no device.
     *
     * @param unit unit id, 1..247.
     * @param request a read.
     * @param timeout from the end of the request to the begin of the answer.
     * @return what came back.
     * @throws InterruptedException when the line is being closed.
     */
    MasterReply probe(int unit, Request request, Duration timeout) throws InterruptedException;

    /**
     * Tells how many answers of a unit came after they were given up.
     *
     * @param unit unit id, 1..247.
     * @return a number that only grows.
     */
    long late(int unit);

    /**
     * Puts a frame on the line and listens to everything.
     *
     * @param frame the frame.
     * @param window how long, at least.
     * @return what was heard.
     * @throws InterruptedException when the line is being closed.
     */
    RawReply exchange(RawFrame frame, Duration window) throws InterruptedException;

    /**
     * Opens the port at another speed.
     *
     * @param baud bit/s; 0 for the line's own.
     * @throws IOException with what, where and how to mend it.
     * @throws InterruptedException when the line is being closed.
     */
    void retune(int baud) throws IOException, InterruptedException;
}
