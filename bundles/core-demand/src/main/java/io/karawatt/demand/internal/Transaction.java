package io.karawatt.demand.internal;

import io.karawatt.model.PointSchema;
import io.karawatt.topology.InstalledDevice;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One read that is under way; each is itself and no other. */
final class Transaction {

    private final InstalledDevice device;
    private final ReadRun run;
    private final Instant deadline;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    Transaction(InstalledDevice device, ReadRun run, Instant deadline) {
        this.device = device;
        this.run = run;
        this.deadline = deadline;
    }

    String line() {
        return device.device().line();
    }

    int unit() {
        return device.device().unit();
    }

    PointSchema schema() {
        return device.schema();
    }

    ReadRun run() {
        return run;
    }

    /** When the patience of whoever began it is over. */
    Instant deadline() {
        return deadline;
    }

    /** Completed with whether the device answered. */
    CompletableFuture<Boolean> done() {
        return done;
    }
}
