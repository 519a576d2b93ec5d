package io.karawatt.profile.read.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** Guesses what a mistyped word was meant to be. */
final class Nearest {

    private Nearest() {}

    /**
     * Makes the end of a message.
     *
     * @param word what was written.
     * @param known what can be written.
     * @return {@code ; did you mean 'x'?}, or the list when it is short, or nothing.
     */
    static String hint(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(1, Math.min(3, word.length() / 3)) + 1;
        for (String candidate : new TreeSet<>(known)) {
            if (Math.abs(candidate.length() - word.length()) < least) {
                int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        if (!best.isEmpty()) {
            return "; did you mean '" + best + "'?";
        }
        return known.size() <= 30 ? "; known are " + String.join(", ", new TreeSet<>(known)) : "";
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
