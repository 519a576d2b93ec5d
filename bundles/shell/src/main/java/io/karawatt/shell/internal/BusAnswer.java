package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.Registers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;

/** Waits for a line and says in plain words what went wrong. */
final class BusAnswer {

    /** How much later than the patience of the request the wait for it ends. */
    private static final long MARGIN_MS = 1000;

    private static final int KNOWN_EXCEPTIONS = 11;

    private BusAnswer() {}

    /** Reads registers. */
    static Registers read(BusLine line, BusRequest.Read request) throws CommandException, InterruptedException {
        try {
            BusReply reply = line.submit(request).get(request.patience().toMillis() + MARGIN_MS, TimeUnit.MILLISECONDS);
            if (reply instanceof BusReply.Data data) {
                return data.registers();
            }
            throw Messages.failure("bus.failed", request.unit(), line.name(), reason(reply));
        } catch (TimeoutException e) {
            throw Messages.failure("bus.failed", request.unit(), line.name(), Messages.text("bus.stuck"));
        } catch (ExecutionException e) {
            throw Messages.failure("bus.failed", request.unit(), line.name(), String.valueOf(e.getCause()));
        }
    }

    /** Says why there is no data. */
    static String reason(BusReply reply) {
        if (reply instanceof BusReply.Refused refused) {
            int code = refused.code();
            String key = code >= 1 && code <= KNOWN_EXCEPTIONS ? "exception." + code : "exception.other";
            return Messages.text("bus.refused", code, Messages.text(key));
        }
        if (reply instanceof BusReply.Silent silent) {
            return Messages.text("bus.silent", silent.reason());
        }
        if (reply instanceof BusReply.LineDown down) {
            return Messages.text("bus.down", down.reason());
        }
        if (reply instanceof BusReply.Busy busy) {
            return Messages.text("bus.busy", busy.reason());
        }
        return reply.toString();
    }
}
