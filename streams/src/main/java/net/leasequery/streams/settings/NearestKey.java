package net.leasequery.streams.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known key that a misspelled key probably means. */
final class NearestKey {
    private static final int MOST_SLIPS = 3;

    private NearestKey() {}

    static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .filter(key -> edits(given, key) <= Math.min(MOST_SLIPS, key.length() / 3))
                .min(Comparator.comparingInt((String key) -> edits(given, key))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns the Levenshtein distance, computed row by row. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int diagonal = above[0];
            above[0] = row;
            for (int column = 1; column < above.length; column++) {
                int replaced = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = above[column];
                above[column] = Math.min(replaced, 1 + Math.min(above[column], above[column - 1]));
            }
        }
        return above[to.length()];
    }
}
