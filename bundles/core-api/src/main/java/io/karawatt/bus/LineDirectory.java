package io.karawatt.bus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The lines that are there now, by name: for whoever sends requests to devices and binds {@link BusLine} as a multiple,
 * dynamic reference. Thread-safe.
 */
public final class LineDirectory {

    private final ConcurrentSkipListMap<String, BusLine> lines = new ConcurrentSkipListMap<>();

    /**
     * Takes a line in; it replaces one of the same name.
     *
     * @param came the line that came.
     */
    public void add(BusLine came) {
        lines.put(came.name(), came);
    }

    /**
     * Lets go of a line, unless another of the same name has taken its place.
     *
     * @param went the line that went.
     */
    public void remove(BusLine went) {
        lines.remove(went.name(), went);
    }

    /**
     * Finds a line.
     *
     * @param name its name.
     * @return the line, or empty when there is none now.
     */
    public Optional<BusLine> find(String name) {
        return Optional.ofNullable(lines.get(name));
    }

    /**
     * Returns all lines.
     *
     * @return in the order of their names.
     */
    public Collection<BusLine> all() {
        return List.copyOf(lines.values());
    }

    /**
     * Sends a request to a line.
     *
     * @param line name of the line.
     * @param request what is wanted.
     * @param urgency how it is weighed.
     * @return as {@link BusLine#submit(BusRequest, Urgency)}; {@link BusReply.LineDown} at once when there is no such
     *     line.
     */
    public CompletableFuture<BusReply> submit(String line, BusRequest request, Urgency urgency) {
        return find(line)
                .map(found -> found.submit(request, urgency))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new BusReply.LineDown("there is no line '" + line + "' now")));
    }
}
