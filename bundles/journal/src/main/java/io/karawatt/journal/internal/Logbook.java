package io.karawatt.journal.internal;

import io.karawatt.event.Event;
import io.karawatt.event.Topic;
import io.karawatt.journal.Journal;
import io.karawatt.journal.JournalEntry;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Keeps the latest events: a ring in memory for those who ask, a file for those who come later. Thread-safe. */
@Component(
        configurationPid = Logbook.PID,
        service = {Journal.class, RouteContribution.class})
@Designate(ocd = LogbookConfig.class)
public final class Logbook implements Journal, RouteContribution {

    static final String PID = "io.karawatt.journal";
    static final int MIN_ENTRIES = 10;
    static final int MAX_ENTRIES = 100_000;

    private static final long FILE_LIMIT = 1L << 20;
    private static final Set<Topic> TOPICS =
            Set.of(Topic.READINGS, Topic.BUS, Topic.TOPOLOGY, Topic.CHANGES, Topic.ALARMS, Topic.ACCESS, Topic.SYSTEM);

    private final JournalFile file;
    private final Deque<JournalEntry> ring = new ArrayDeque<>();
    private final Breaks breaks = new Breaks();
    private int most;

    @Activate
    public Logbook(LogbookConfig config, BundleContext bundles) {
        this(config, dataFolder(bundles), Clock.systemUTC());
    }

    Logbook(LogbookConfig config, Path dataFolder, InstantSource clock) {
        this.most = checked(config);
        this.file = new JournalFile(dataFolder.resolve("journal").resolve("journal.log"), FILE_LIMIT, clock);
    }

    @Modified
    synchronized void changed(LogbookConfig config) {
        most = checked(config);
        trim();
    }

    @Deactivate
    synchronized void close() {
        file.close();
    }

    @Override
    public String id() {
        return "journal";
    }

    @Override
    public Set<Topic> topics() {
        return TOPICS;
    }

    @Override
    public RouteBuilder routes(EventSources sources) {
        return sources.tell("keep", this::keep);
    }

    @Override
    public synchronized List<JournalEntry> latest(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException(wanted + " entries can't be had: ask for 1 or more");
        }
        return ring.stream().skip(Math.max(0, ring.size() - wanted)).toList();
    }

    /** Readings are no news for people; counters that went back among them are, all of a batch together. */
    synchronized void keep(Event event) {
        if (event instanceof Event.CounterBroke broke) {
            breaks.add(broke);
        } else if (event instanceof Event.ReadingsArrived arrived) {
            breaks.close(arrived.batch().schema().device()).forEach(this::keep);
        } else {
            keep(EntryText.of(event));
        }
    }

    private void keep(JournalEntry entry) {
        ring.addLast(entry);
        trim();
        file.append(entry);
    }

    private void trim() {
        while (ring.size() > most) {
            ring.removeFirst();
        }
    }

    private static int checked(LogbookConfig config) {
        int entries = config.entries();
        if (entries < MIN_ENTRIES || entries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    PID + ": entries " + entries + " is outside " + MIN_ENTRIES + ".." + MAX_ENTRIES);
        }
        return entries;
    }

    private static Path dataFolder(BundleContext bundles) {
        String folder = bundles.getProperty("karaf.data");
        return Path.of(folder == null ? "data" : folder);
    }
}
