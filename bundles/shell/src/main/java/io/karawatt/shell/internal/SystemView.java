package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.journal.JournalEntry;
import io.karawatt.topology.Topology;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;

/** How the gateway itself, its doors and its logbook are shown. */
final class SystemView {

    private static final long MEGABYTE = 1L << 20;

    private SystemView() {}

    /** Shows who the gateway is and how it is doing. */
    static Card info(Services services, Instant now) {
        Card card = new Card();
        Optional<GatewayIdentity> identity = services.find(GatewayIdentity.class);
        identity.ifPresent(who -> card.with("product", who.product())
                .with("name", who.name())
                .with("version", who.version())
                .with("serial", who.serial())
                .with("netId", String.format(Locale.ROOT, "%06X", who.netId()))
                .with("address", who.address()));
        Runtime runtime = Runtime.getRuntime();
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        card.with("time", now)
                .with("since", Instant.ofEpochMilli(started))
                .with("java", Runtime.version().toString())
                .with("heapUsedMb", (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE)
                .with("heapMaxMb", runtime.maxMemory() / MEGABYTE)
                .with("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        services.find(Topology.class)
                .ifPresent(t -> card.with("devices", t.current().devices().size()));
        List<BusLine> lines = services.all(BusLine.class);
        card.with("lines", lines.size())
                .with("linesUp", lines.stream().filter(l -> l.status().up()).count());
        Table doors = Table.of("name", "address");
        services.all(Endpoint.class).forEach(door -> doors.row(door.name(), door.address()));
        return card.table("endpoints", doors);
    }

    static Table events(List<JournalEntry> entries) {
        Table table = Table.of("time", "topic", "text").ifEmpty(Messages.text("events.none"));
        entries.forEach(entry -> table.row(entry.at(), entry.topic(), entry.text()));
        return table;
    }

    static Table queues(List<QueueState> queues) {
        Table table = Table.of("contributor", "topic", "capacity", "waiting", "passed", "dropped")
                .ifEmpty(Messages.text("queues.none"));
        for (QueueState queue : queues) {
            table.row(
                    queue.contributor(),
                    queue.topic().name().toLowerCase(Locale.ROOT),
                    queue.capacity(),
                    queue.waiting(),
                    queue.passed(),
                    queue.dropped());
        }
        return table;
    }

    /** Finds a door by its name. */
    static Face face(String name, List<Face> faces) throws CommandException {
        Optional<Face> face = faces.stream().filter(f -> f.name().equals(name)).findFirst();
        if (face.isEmpty()) {
            throw Messages.failure("missing.Face");
        }
        return face.get();
    }

    static Table clients(Face face) {
        Table table = Table.of("client", "since", "requests", "exceptions", "lastRequest")
                .ifEmpty(Messages.text("clients.none", face.address()));
        for (Face.Client client : face.clients()) {
            table.row(client.from(), client.since(), client.requests(), client.exceptions(), client.lastRequest());
        }
        return table;
    }

    /** Shows every serial line on which the gateway is Modbus slave, one row a counter. */
    static Table slaves(List<Face> faces) {
        Table table = Table.of("line", "what", "count").ifEmpty(Messages.text("slaves.none"));
        for (Face face : faces) {
            if (face.name().equals("modbus-rtu")) {
                face.counters().forEach((what, count) -> table.row(face.address(), what, count));
            }
        }
        return table;
    }

    static Card counters(Face face) {
        Card card = new Card().with("endpoint", face.name()).with("address", face.address());
        face.counters().forEach(card::with);
        return card;
    }
}
