package io.karawatt.line.scan;

import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Response;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Asks those again, with more time, whose answers came when others had been asked already. */
final class LateJob implements Job {

    private static final int TRIES = 3;

    private final ScanState scan;
    private final Deque<Integer> left;
    private final int total;
    private int tries;

    LateJob(ScanState scan, Collection<Integer> units) {
        this.scan = scan;
        this.left = new ArrayDeque<>(units);
        this.total = units.size();
        units.forEach(scan::slow);
    }

    @Override
    public boolean step() throws InterruptedException {
        Integer unit = left.peek();
        if (unit == null) {
            return true;
        }
        scan.progress(
                Step.ADDRESS_DETECTION, total - left.size(), total, "address " + unit + " again, which answers late");
        MasterReply reply = scan.probe(unit, IdentificationBlock.MAGIC);
        if (reply instanceof MasterReply.Answered answer && !DetectJob.nobody(answer.response())) {
            scan.see(unit)
                    .magic(answer.response() instanceof Response.ReadRegisters data
                            && IdentificationBlock.magic(data.registers()));
            tries = TRIES;
        }
        if (++tries >= TRIES) {
            left.poll();
            tries = 0;
        }
        return left.isEmpty();
    }
}
