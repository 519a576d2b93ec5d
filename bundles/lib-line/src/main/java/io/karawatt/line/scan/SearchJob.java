package io.karawatt.line.scan;

import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.master.RawReply;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds all devices of the line that know the addressing protocol, and which of them share an address. */
final class SearchJob implements Job {

    private static final int MOST_HUSHES = 3;

    private final ScanState scan;
    private final Talk talk;
    private final NetIdSearch search = new NetIdSearch();
    private AddressingAnswer.@Nullable Here found;
    private int hushes;
    private int asked;

    SearchJob(ScanState scan) {
        this.scan = scan;
        this.talk = new Talk(scan, scan.newSession());
    }

    @Override
    public boolean step() throws InterruptedException {
        scan.progress(Step.ADDRESS_DETECTION, ++asked, 0, "searching by NET ID");
        if (found != null) {
            hush(found);
        } else {
            ask();
        }
        if (search.done() || talk.impossible()) {
            collide();
            return true;
        }
        return false;
    }

    private void ask() throws InterruptedException {
        AddressingRequest.Ask ask = new AddressingRequest.Ask(talk.session(), 0, false, search.next());
        RawReply.Heard heard = talk.say(ask);
        Optional<AddressingAnswer> answer = talk.answer(ask, heard);
        if (answer.isPresent() && answer.get() instanceof AddressingAnswer.Here here) {
            found = here;
            hushes = 0;
        } else if (heard.silent()) {
            search.silence();
        } else {
            search.many();
        }
    }

    private void hush(AddressingAnswer.Here here) throws InterruptedException {
        AddressingRequest hush = new AddressingRequest.Hush(talk.session(), here.id());
        if (talk.answer(hush, talk.say(hush)).isPresent()) {
            scan.holders().put(here.id(), here.address());
            search.one();
            found = null;
        } else if (++hushes == MOST_HUSHES) {
            search.many();
            found = null;
        }
    }

    private void collide() {
        for (int unit : new TreeSet<>(scan.holders().values())) {
            List<NetId> there = scan.holdersAt(unit);
            if (there.size() > 1) {
                scan.conflict(scan.see(unit), true, "NET IDs " + there + " answer to it");
            }
        }
    }
}
