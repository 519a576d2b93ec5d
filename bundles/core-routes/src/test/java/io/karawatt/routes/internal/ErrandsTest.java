package io.karawatt.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ErrandsTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    // Starting the routes of one bundle can make the framework take another one away, on the same thread.
    @Test
    void anErrandThatWaitsForAnotherDoesNotWaitForItself() {
        try (Errands errands = new Errands("test", Duration.ofHours(1))) {
            errands.runAndWait(() -> {
                errands.runAndWait(() -> done.add("inner"));
                done.add("outer");
            });
        }

        assertEquals(List.of("inner", "outer"), done);
    }

    @Test
    void anErrandThatFailsDoesNotStopTheNext() {
        try (Errands errands = new Errands("test", Duration.ofHours(1))) {
            errands.run(() -> {
                throw new NoClassDefFoundError("gone");
            });
            errands.runAndWait(() -> done.add("next"));
        }

        assertEquals(List.of("next"), done);
    }

    @Test
    void afterTheEndNobodyWaits() {
        Errands errands = new Errands("test", Duration.ofHours(1));
        errands.close();

        errands.runAndWait(() -> done.add("late"));

        assertEquals(List.of(), done);
    }
}
