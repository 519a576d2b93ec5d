package io.karawatt.bench;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.Urgency;
import io.karawatt.line.LineEngine;
import io.karawatt.model.RegisterTable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the settings of one meter after the other without end, always one question at a time, as work that can wait.
 */
final class SettingsReader {

    private static final int ADDRESS = 40_960;
    private static final int REGISTERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LineEngine line;
    private final AtomicLong reads = new AtomicLong();
    private volatile CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);
    private int unit;

    SettingsReader(LineEngine line) {
        this.line = line;
    }

    /** Asks the next meter; goes on by itself until the line is closed. */
    void next() {
        unit = unit % WirePlant.DEVICES + 1;
        BusRequest request = new BusRequest.Read(unit, RegisterTable.HOLDING, ADDRESS, REGISTERS, PATIENCE);
        asked = line.submit(request, Urgency.BACKGROUND).thenAccept(this::took);
    }

    private void took(BusReply reply) {
        if (reply instanceof BusReply.Data) {
            reads.incrementAndGet();
            next();
        } else if (!(reply instanceof BusReply.LineDown)) {
            throw new IllegalStateException("the settings of unit " + unit + " were not read: " + reply);
        }
    }

    /**
     * Tells how far it is.
     *
     * @return reads so far.
     * @throws java.util.concurrent.CompletionException when a meter was not read.
     */
    long reads() {
        if (asked.isCompletedExceptionally()) {
            asked.join();
        }
        return reads.get();
    }
}
