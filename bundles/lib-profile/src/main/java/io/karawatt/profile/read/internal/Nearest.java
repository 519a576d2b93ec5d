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

    /** Counts insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
