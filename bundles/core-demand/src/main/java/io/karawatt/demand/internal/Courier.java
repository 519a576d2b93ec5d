package io.karawatt.demand.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.Urgency;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.ReadingBatch;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Carries reads to the lines and what comes of them to the process image. Thread-safe. */
final class Courier {

    /** The device does not have one of the registers, or does not let them be read together. */
    private static final int ILLEGAL_DATA_ADDRESS = 2;

    private final LineDirectory lines = new LineDirectory();
    private final Topology topology;
    private final ReadingSink sink;
    private final InstantSource clock;

    Courier(Topology topology, ReadingSink sink, InstantSource clock) {
        this.topology = topology;
        this.sink = sink;
        this.clock = clock;
    }

    LineDirectory lines() {
        return lines;
    }

    /**
     * Reads.
     *
     * @return whether the device answered, be it that it has no value; completed after the process image has it.
     */
    CompletableFuture<Boolean> carry(Transaction transaction) {
        return ask(transaction, transaction.run());
    }

    private CompletableFuture<Boolean> ask(Transaction transaction, ReadRun run) {
        Duration left = Duration.between(clock.instant(), transaction.deadline());
        if (left.isNegative() || left.isZero()) {
            return CompletableFuture.completedFuture(false);
        }
        BusRequest read = new BusRequest.Read(transaction.unit(), run.table(), run.address(), run.count(), left);
        return lines.submit(transaction.line(), read, Urgency.CLIENT)
                .thenCompose(reply -> take(transaction, run, reply));
    }

    private CompletableFuture<Boolean> take(Transaction transaction, ReadRun run, BusReply reply) {
        if (reply instanceof BusReply.Refused refused
                && refused.code() == ILLEGAL_DATA_ADDRESS
                && run.slots().size() > 1) {
            List<ReadRun> halves = run.halves();
            return ask(transaction, halves.get(0)).thenCombine(ask(transaction, halves.get(1)), Boolean::logicalAnd);
        }
        return CompletableFuture.completedFuture(settle(transaction, run, reply));
    }

    private boolean settle(Transaction transaction, ReadRun run, BusReply reply) {
        if (reply instanceof BusReply.Data data && data.registers().size() == run.count()) {
            return deliver(run.decode(data.registers(), transaction.schema(), data.at()));
        }
        if (reply instanceof BusReply.Refused) {
            return deliver(missing(transaction, run, Cause.REFUSED));
        }
        if (reply instanceof BusReply.Silent) {
            deliver(missing(transaction, run, Cause.TIMEOUT));
        } else if (reply instanceof BusReply.LineDown) {
            deliver(missing(transaction, run, Cause.LINE_DOWN));
        } else if (reply instanceof BusReply.Data) {
            deliver(missing(transaction, run, Cause.UNREADABLE));
        }
        // A line that had no time says nothing about the device: what is known of it stays.
        return false;
    }

    private ReadingBatch missing(Transaction transaction, ReadRun run, Cause cause) {
        return run.missing(cause, transaction.schema(), clock.instant());
    }

    /** A schema that was replaced meanwhile must not come back into the process image. */
    private boolean deliver(ReadingBatch batch) {
        InstalledDevice now = topology.current().installed().get(batch.schema().device());
        if (now == null || now.schema() != batch.schema()) {
            return false;
        }
        sink.accept(batch);
        return true;
    }
}
