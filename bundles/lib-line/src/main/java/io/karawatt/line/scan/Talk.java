package io.karawatt.line.scan;

import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.master.RawReply;
import java.time.Duration;
import java.util.Optional;

/** One session of the addressing protocol on the line. */
final class Talk {

    /** docs/reference/addressing.md: devices answer within 20 ms; adapters may add as much again. */
    private static final Duration WINDOW = Duration.ofMillis(50);

    private static final int MOST_REFUSALS = 5;

    private final ScanState scan;
    private final int session;
    private int refusals;

    Talk(ScanState scan, int session) {
        this.scan = scan;
        this.session = session;
    }

    int session() {
        return session;
    }

    RawReply.Heard say(AddressingRequest request) throws InterruptedException {
        if (scan.exchange(request.frame(), WINDOW) instanceof RawReply.Heard heard) {
            return heard;
        }
        refusals++;
        return RawReply.Heard.NOTHING;
    }

    /** The one answer that was heard, if it was one and nothing else. */
    Optional<AddressingAnswer> answer(AddressingRequest request, RawReply.Heard heard) {
        return heard.clean() ? AddressingAnswer.read(request, heard.frames().get(0)) : Optional.empty();
    }

    /** Whether the line does not let the protocol through. */
    boolean impossible() {
        return refusals >= MOST_REFUSALS;
    }
}
