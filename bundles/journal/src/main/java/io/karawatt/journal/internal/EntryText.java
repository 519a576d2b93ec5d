package io.karawatt.journal.internal;

import io.karawatt.event.Event;
import io.karawatt.event.Event.GatewayNotice;
import io.karawatt.event.Event.Severity;
import io.karawatt.journal.JournalEntry;
import java.util.Locale;

/**
 * Makes one line of an event.
 *
 * <p>Names and reasons in an event may come from a device, a client or a file. What could forge a second line or turn
 * the text around on a screen is replaced, and what is too long is cut.
 */
final class EntryText {

    /** Longest text of an entry, in characters. */
    static final int MAX_LENGTH = 500;

    private static final char REPLACEMENT = '\uFFFD';
    private static final char ELLIPSIS = '\u2026';

    private EntryText() {}

    static JournalEntry of(Event event) {
        String text = event.describe();
        if (event instanceof GatewayNotice notice && notice.severity() != Severity.INFO) {
            text = notice.severity().name().toLowerCase(Locale.ROOT) + ": " + text;
        }
        return new JournalEntry(event.at(), event.topic().name().toLowerCase(Locale.ROOT), clean(text));
    }

    static String clean(String text) {
        int most = Math.min(text.length(), MAX_LENGTH);
        StringBuilder line = new StringBuilder(most + 1);
        int next = 0;
        while (next < most) {
            int point = text.codePointAt(next);
            line.appendCodePoint(harmless(point) ? point : REPLACEMENT);
            next += Character.charCount(point);
        }
        if (text.length() > MAX_LENGTH) {
            line.append(ELLIPSIS);
        }
        return line.toString();
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
