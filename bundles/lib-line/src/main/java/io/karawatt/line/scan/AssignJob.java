package io.karawatt.line.scan;

import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.addressing.Prefix;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Response;
import java.util.List;
import java.util.Optional;

/** Gives one device another address, and makes sure which one it has then; docs/reference/addressing.md says how. */
final class AssignJob implements Job {

    private static final int TRIES = 3;

    /** More than the questions that a silent address is asked within ten seconds. */
    private static final int MOST_DOUBTFUL = 20;

    private final ScanState scan;
    private final Talk talk;
    private final NetId id;
    private final int from;
    private final int to;
    private Stage stage = Stage.CALL;
    private int tries;
    private int doubtful;

    private enum Stage {
        CALL,
        ASSIGN,
        LOCATE,
        READ_BACK
    }

    AssignJob(ScanState scan, int session, NetId id, int to) {
        this.scan = scan;
        this.talk = new Talk(scan, session);
        this.id = id;
        this.from = scan.holders().getOrDefault(id, 0);
        this.to = to;
    }

    @Override
    public boolean step() throws InterruptedException {
        scan.progress(Step.ADDRESS_DETECTION, 0, 0, "giving address " + to + " to " + id);
        return switch (stage) {
            case CALL -> locate(Stage.ASSIGN);
            case ASSIGN -> assign();
            case LOCATE -> locate(Stage.READ_BACK);
            case READ_BACK -> readBack();
        };
    }

    private boolean locate(Stage next) throws InterruptedException {
        AddressingRequest.Ask ask = new AddressingRequest.Ask(talk.session(), 0, false, Prefix.exactly(id));
        Optional<AddressingAnswer> answer = talk.answer(ask, talk.say(ask));
        if (answer.isPresent()) {
            if (next == Stage.READ_BACK && answer.get().address() != to) {
                return failed("it has address " + answer.get().address() + " still");
            }
            return go(next);
        }
        return ++tries == TRIES && failed("it does not answer any more");
    }

    private boolean go(Stage next) {
        stage = next;
        tries = 0;
        return false;
    }

    private boolean assign() throws InterruptedException {
        AddressingRequest order = new AddressingRequest.Assign(talk.session(), id, to);
        Optional<AddressingAnswer> answer = talk.answer(order, talk.say(order));
        if (answer.isPresent()) {
            return answer.get().address() == to
                    ? go(Stage.READ_BACK)
                    : failed("it keeps address " + answer.get().address());
        }
        return ++tries == TRIES && go(Stage.LOCATE);
    }

    private boolean readBack() throws InterruptedException {
        MasterReply reply = scan.probe(to, IdentificationBlock.NET_ID);
        if (reply instanceof MasterReply.Answered answer
                && answer.response() instanceof Response.ReadRegisters data
                && (data.registers().get(0) << 16 | data.registers().get(1)) == id.value()) {
            return done();
        }
        if (reply instanceof MasterReply.Malformed && ++doubtful < MOST_DOUBTFUL) {
            // It may have been the late answer to one of the questions asked there in vain; the same is asked again.
            return false;
        }
        return ++tries == TRIES && failed("its NET ID can't be read back at address " + to);
    }

    private boolean done() {
        boolean alone = scan.holdersAt(from).equals(List.of(id));
        int before = scan.sighting(from).map(s -> s.finding().before()).orElse(from);
        scan.holders().put(id, to);
        if (alone
                && from != to
                && scan.sighting(from).filter(s -> !s.conflict()).isPresent()) {
            scan.forget(from);
        }
        if (from != to) {
            scan.see(to).movedFrom(before);
        }
        return true;
    }

    /** Neither address is given to anybody else: it may have either. */
    private boolean failed(String why) {
        scan.take(to);
        scan.take(from);
        scan.see(from).note("device " + id + " did not take address " + to + ": " + why);
        return true;
    }
}
