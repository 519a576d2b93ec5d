package io.karawatt.memory.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.Urgency;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile.Block;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Transactions with one device, in the background of its line, until somebody calls it off. */
final class Wire {

    /** How long a request may wait for its small share of the line. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int SLAVE_BUSY = 0x06;
    private static final int GATEWAY_PATH = 0x0A;
    private static final int GATEWAY_TARGET = 0x0B;

    private final LineDirectory lines;
    private final String line;
    private final int unit;
    private final BooleanSupplier calledOff;

    Wire(LineDirectory lines, String line, int unit, BooleanSupplier calledOff) {
        this.lines = lines;
        this.line = line;
        this.unit = unit;
        this.calledOff = calledOff;
    }

    int unit() {
        return unit;
    }

    static Duration patience() {
        return PATIENCE;
    }

    CompletableFuture<Asked<Registers>> read(Block block) {
        return submit(new BusRequest.Read(unit, block.table(), block.address(), block.words(), PATIENCE))
                .thenApply(reply -> reply instanceof BusReply.Data data
                        ? new Asked.Got<>(data.registers())
                        : new Asked.Failed<>(trouble(reply)));
    }

    /** Writes; what is written is made by {@link Cursor} and nobody else. */
    CompletableFuture<Asked<Boolean>> write(BusRequest.Write cursor) {
        return submit(cursor)
                .thenApply(reply ->
                        reply instanceof BusReply.Written ? new Asked.Got<>(true) : new Asked.Failed<>(trouble(reply)));
    }

    private CompletableFuture<BusReply> submit(BusRequest request) {
        if (calledOff.getAsBoolean()) {
            return CompletableFuture.completedFuture(new BusReply.LineDown("called off"));
        }
        return lines.submit(line, request, Urgency.BACKGROUND);
    }

    private static Trouble trouble(BusReply reply) {
        if (reply instanceof BusReply.Refused refused) {
            int code = refused.code();
            boolean later = code == SLAVE_BUSY || code == GATEWAY_PATH || code == GATEWAY_TARGET;
            return new Trouble("the device refuses with exception " + code, !later);
        }
        if (reply instanceof BusReply.Silent silent) {
            return new Trouble("no answer: " + silent.reason(), false);
        }
        if (reply instanceof BusReply.Busy busy) {
            return new Trouble("the line has no time: " + busy.reason(), false);
        }
        if (reply instanceof BusReply.LineDown down) {
            return new Trouble("the line is down: " + down.reason(), false);
        }
        return new Trouble("an unexpected answer", false);
    }
}
