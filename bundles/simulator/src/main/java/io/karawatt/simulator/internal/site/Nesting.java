package io.karawatt.simulator.internal.site;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Refuses a file nested too deep before it is composed: the composer is recursive, the parser is not. */
final class Nesting {

    private static final int MOST = 16;

    private Nesting() {}

    static void requireShallow(String file, LoadSettings settings, String text) throws SiteFileException {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            Event.ID id = event.getEventId();
            if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
                depth++;
            } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
                depth--;
            }
            if (depth > MOST) {
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                throw new SiteFileException(file, line, "is nested deeper than " + MOST + " levels");
            }
        }
    }
}
