package io.karawatt.alarm;

import io.karawatt.access.Asker;
import io.karawatt.settings.CommandOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps the alarms. Every change is also an {@link io.karawatt.event.Event.AlarmChanged}. Thread-safe. */
@ProviderType
public interface Alarms {

    /**
     * Returns the alarms that somebody should look at: those that are active and those not yet acknowledged.
     *
     * @return a snapshot in rising order of id; at most a few hundred.
     */
    List<Alarm> current();

    /**
     * Acknowledges an alarm. Asks the {@link io.karawatt.access.AccessPolicy}; refused or done, it is an event.
     *
     * @param asker who wants it.
     * @param id number of the alarm.
     * @return completed with what came of it, never exceptionally.
     */
    CompletableFuture<CommandOutcome> acknowledge(Asker asker, long id);
}
