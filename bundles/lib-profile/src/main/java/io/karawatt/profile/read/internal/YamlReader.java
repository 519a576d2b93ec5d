package io.karawatt.profile.read.internal;

import io.karawatt.profile.read.ProfileFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into nodes with line numbers.
 *
 * <p>Built on the parser's events, so that nothing is composed before it was bounded: no anchors and aliases (and hence
 * no "billion laughs"), no tags, at most {@value #MAX_DEPTH} levels and {@value #MAX_NODES} nodes, one document.
 */
final class YamlReader {

    static final int MAX_DEPTH = 16;
    static final int MAX_NODES = 400_000;

    private final Faults faults;
    private final Iterator<Event> events;
    private final Pool pool;
    private int nodes;

    private YamlReader(Iterator<Event> events, Faults faults, Pool pool) {
        this.events = events;
        this.faults = faults;
        this.pool = pool;
    }

    /**
     * Reads a file.
     *
     * @param text its content.
     * @param faults where faults go.
     * @param pool keeps equal texts once.
     * @return its keys; null when there is a fault.
     */
    static YamlNode.@Nullable Mapping read(String text, Faults faults, Pool pool) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("profile")
                .setCodePointLimit(ProfileFile.MAX_BYTES)
                .setMaxAliasesForCollections(0)
                .setUseMarks(true)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlReader(events, faults, pool).document();
        } catch (Refused e) {
            faults.add(e.line, e.reason);
        } catch (MarkedYamlEngineException e) {
            faults.add(line(e.getProblemMark()), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add(0, "this is not YAML: " + e.getMessage());
        }
        return null;
    }

    private YamlNode.@Nullable Mapping document() throws Refused {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {
                    // Only the content counts.
                }
                default -> {
                    if (root != null) {
                        throw new Refused(line(event), "the file holds a second document; make it a file of its own");
                    }
                    root = node(event, 1);
                }
            }
        }
        if (root instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        faults.add(1, "the file holds no keys; begin with 'family: NAME'");
        return null;
    }

    private YamlNode node(Event event, int depth) throws Refused {
        if (depth > MAX_DEPTH) {
            throw new Refused(line(event), "more than " + MAX_DEPTH + " levels inside each other");
        }
        if (++nodes > MAX_NODES) {
            throw new Refused(line(event), "more than " + MAX_NODES + " values; split the file");
        }
        refuseMagic(event);
        int line = line(event);
        return switch (event.getEventId()) {
            case Scalar -> new YamlNode.Scalar(line, pool.one(((ScalarEvent) event).getValue()));
            case SequenceStart -> sequence(line, depth);
            case MappingStart -> mapping(line, depth);
            default -> throw new Refused(line, "unexpected " + event.getEventId());
        };
    }

    private static void refuseMagic(Event event) throws Refused {
        if (event.getEventId() == Event.ID.Alias
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new Refused(line(event), "anchors (&) and aliases (*) are not used here; write the value out");
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent collection
                        && collection.getTag().isPresent());
        if (tagged) {
            throw new Refused(line(event), "tags (!) are not used here; write the plain value");
        }
    }

    private YamlNode sequence(int line, int depth) throws Refused {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(line, items);
    }

    private YamlNode mapping(int line, int depth) throws Refused {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent)) {
                throw new Refused(line(event), "a key must be a single word");
            }
            refuseMagic(event);
            int at = line(event);
            String key = pool.one(((ScalarEvent) event).getValue());
            YamlNode value = node(events.next(), depth + 1);
            if (seen.add(key)) {
                entries.add(new YamlNode.Entry(key, at, value));
            } else {
                faults.add(at, "key '" + key + "' appears twice; remove one");
            }
        }
        return new YamlNode.Mapping(line, entries);
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(0);
    }

    /** Ends the reading of a file that is not worth going on with. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String reason;

        Refused(int line, String reason) {
            super(reason, null, false, false);
            this.line = line;
            this.reason = reason;
        }
    }
}
