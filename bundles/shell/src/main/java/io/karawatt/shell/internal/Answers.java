package io.karawatt.shell.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;

/** Waits for services that answer later. */
final class Answers {

    /** Longer than the longest of them: a change that is brought back with all its pauses. */
    private static final long SECONDS = 180;

    private Answers() {}

    static <T> T await(CompletableFuture<T> answer) throws CommandException {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Messages.failure("answer.interrupted");
        } catch (ExecutionException | TimeoutException e) {
            throw Messages.failure("answer.late", Long.toString(SECONDS));
        }
    }
}
