package io.karawatt.bench;

import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.slave.Heard;
import io.karawatt.modbus.slave.RtuSlaveFramer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * 32 meters on a pty. A pty has no speed: these meters wait until a request would have been heard, think, and put their
 * answer on the line in lumps of 16 characters, as a UART with a FIFO does, each when its last character would be
 * there.
 */
final class PtyMeters implements Closeable {

    private static final int FIFO = 16;
    private static final int REQUEST = 8;
    private static final long LISTEN_NANOS = 200_000_000;

    private final SerialLink link;
    private final SerialSettings settings;
    private final RtuSlaveFramer framer;
    private final BenchMeter[] meters = new BenchMeter[WirePlant.DEVICES + 1];
    private final byte[] frame = new byte[RtuFrame.MAX];
    private final ByteBuffer buffer = ByteBuffer.wrap(frame);
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Makes the meters; {@link #start} sets them going.
     *
     * @param link one end of the pair; closed with the meters.
     * @param settings speed and format that are played.
     */
    PtyMeters(SerialLink link, SerialSettings settings) {
        this.link = link;
        this.settings = settings;
        framer = new RtuSlaveFramer(link, settings);
        for (int unit = 1; unit < meters.length; unit++) {
            meters[unit] = new BenchMeter(unit, BenchSite.TURNAROUND::toNanos, BenchMeter.Hearer.NOBODY);
        }
        thread = new Thread(this::run, "bench-pty");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                if (framer.next(link.timeline().nanos() + LISTEN_NANOS) instanceof Heard.Asked asked
                        && asked.unit() > 0
                        && asked.unit() < meters.length) {
                    BenchMeter meter = meters[asked.unit()];
                    Optional<Response> answer = meter.answer(asked.request(), false);
                    if (answer.isPresent()) {
                        long heard = asked.end() + REQUEST * settings.characterNanos();
                        send(
                                asked.unit(),
                                answer.get(),
                                heard + settings.frameSilenceNanos() + meter.turnaroundNanos());
                    }
                }
            }
        } catch (IOException e) {
            // The pair was taken away: the bench is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int unit, Response response, long begin) throws IOException, InterruptedException {
        buffer.clear();
        RtuFrame.write(buffer, unit, response);
        for (int at = 0; at < buffer.position(); at += FIFO) {
            int count = Math.min(FIFO, buffer.position() - at);
            link.timeline().sleepUntil(begin + (at + count) * settings.characterNanos());
            link.write(frame, at, count);
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }
}
