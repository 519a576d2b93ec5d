package io.karawatt.shell.internal;

import java.util.Locale;
import java.util.ResourceBundle;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What the commands say, from {@code messages.properties}. */
final class Messages {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(
            Messages.class.getPackageName() + ".messages", Locale.ROOT, Messages.class.getClassLoader());

    private Messages() {}

    /** Returns a text, its {@code %s} filled. */
    static String text(String key, Object... parts) {
        String text = TEXTS.getString(key);
        for (Object part : parts) {
            text = text.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(Cells.text(part)));
        }
        return text;
    }

    /** Ends a command with a text; its exit status tells the failure. */
    static CommandException failure(String key, Object... parts) {
        return plain(text(key, parts));
    }

    /** Ends a command with a text that somebody else wrote. */
    static CommandException plain(@Nullable String message) {
        String text = String.valueOf(message);
        return new CommandException(text, text);
    }
}
