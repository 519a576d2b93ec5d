package io.karawatt.line.scan;

import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.frame.ParsedResponse;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.frame.ResponseParser;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RawReply;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks each address of the range whether somebody is there; an exception is an answer, too. */
final class DetectJob implements Job {

    private static final int TRIES_OF_KNOWN = 3;
    private static final List<Request> QUESTIONS =
            List.of(IdentificationBlock.MAGIC, new Request.ReadHoldingRegisters(0, 1));

    private final ScanState scan;
    private final Map<Integer, Long> unanswered = new TreeMap<>();
    private int unit;
    private int tries;
    private boolean listen;

    DetectJob(ScanState scan) {
        this.scan = scan;
        this.unit = scan.plan().first();
    }

    @Override
    public boolean step() throws InterruptedException {
        int first = scan.plan().first();
        String where = scan.speed() > 0 ? " at " + scan.speed() + " bit/s" : "";
        scan.progress(Step.ADDRESS_DETECTION, unit - first, scan.plan().last() - first + 1, "address " + unit + where);
        if (listen) {
            listen();
        } else if (scan.sighting(unit).filter(Sighting::conflict).isPresent()) {
            next();
        } else {
            ask();
        }
        if (unit <= scan.plan().last()) {
            return false;
        }
        scan.first(new LateJob(scan, late()));
        return true;
    }

    private void next() {
        unit++;
        tries = 0;
        listen = false;
    }

    private int mostTries() {
        int asked = scan.plan().depth() == Depth.FULL && scan.setup().serial() ? QUESTIONS.size() : 1;
        boolean expected =
                scan.setup().known().at(unit) || !scan.holdersAt(unit).isEmpty();
        return expected && !scan.retuned() ? TRIES_OF_KNOWN : asked;
    }

    private void ask() throws InterruptedException {
        MasterReply reply = scan.probe(unit, QUESTIONS.get(tries % QUESTIONS.size()));
        if (reply instanceof MasterReply.Answered answer && !nobody(answer.response())) {
            Sighting seen = scan.see(unit);
            seen.magic(answer.response() instanceof Response.ReadRegisters data
                    && IdentificationBlock.magic(data.registers()));
            listen = scan.setup().serial();
            if (!listen) {
                next();
            }
        } else if (reply instanceof MasterReply.Garbled || reply instanceof MasterReply.Malformed) {
            doubt();
        } else if (++tries >= mostTries()) {
            unanswered.put(unit, scan.setup().port().late(unit));
            next();
        }
    }

    /** Who was given up, and answered while others were asked. */
    private List<Integer> late() {
        return unanswered.entrySet().stream()
                .filter(one -> scan.setup().port().late(one.getKey()) > one.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A gateway on the way says that nobody answers behind it. */
    static boolean nobody(Response response) {
        return response instanceof Response.ExceptionResponse refusal
                && (refusal.code() == ExceptionCode.GATEWAY_TARGET_SILENT
                        || refusal.code() == ExceptionCode.GATEWAY_PATH_UNAVAILABLE);
    }

    private void doubt() {
        scan.first(new CollisionJob(scan, unit));
        next();
    }

    /**
     * Two alike that answer in the same moment agree in what all have, but not in their serial number; and a slower one
     * answers after the first. So the whole block is read once, and listened to until nobody talks any more.
     */
    private void listen() throws InterruptedException {
        if (!(scan.exchange(whole(), scan.setup().window()) instanceof RawReply.Heard heard) || heard.silent()) {
            next();
        } else if (heard.clean()) {
            keep(heard.frames().get(0));
            next();
        } else {
            doubt();
        }
    }

    private RawFrame whole() {
        ByteBuffer pdu = ByteBuffer.allocate(Request.MAX_PDU);
        IdentificationBlock.WHOLE.writeTo(pdu);
        byte[] data = new byte[pdu.position() - 1];
        pdu.flip().get();
        pdu.get(data);
        return RawFrame.of(unit, IdentificationBlock.WHOLE.function(), data);
    }

    private void keep(RawFrame frame) {
        if (ResponseParser.parse(IdentificationBlock.WHOLE, frame.pdu()) instanceof ParsedResponse.Good good
                && good.response() instanceof Response.ReadRegisters data) {
            Sighting seen = scan.see(unit);
            seen.magic(IdentificationBlock.magic(data.registers()));
            seen.identity(IdentificationBlock.read(data.registers()));
        }
    }
}
