package io.karawatt.gateway;

import java.util.List;
import java.util.Map;

/** A door towards the north that can tell who has come through it. */
public interface Face extends Endpoint {

    /**
     * Tells who is connected.
     *
     * @return a snapshot, oldest first.
     */
    List<Client> clients();

    /**
     * Tells what happened since start.
     *
     * @return counters by name in plain words, in the order to be shown.
     */
    Map<String, Long> counters();

    /**
     * Somebody connected.
     *
     * @param from address of the client.
     * @param since when it connected.
     * @param requests requests answered.
     * @param exceptions requests refused.
     * @param lastRequest when it last asked; equals {@code since} when never.
     */
    record Client(
            String from, java.time.Instant since, long requests, long exceptions, java.time.Instant lastRequest) {}
}
