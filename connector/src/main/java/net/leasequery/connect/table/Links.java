package net.leasequery.connect.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The links of rows, as numbered in {@link Details}; a network has few. Not thread-safe. */
final class Links {

    /** There is no room for a link. */
    static final int NONE = -1;

    private static final int MOST_LINKS = 65_536;
    private static final int OCTETS_PER_LINK = HeapOctets.ENTRY + 2 * HeapOctets.NUMBER + 2 * Long.BYTES;

    private final TableBound bound;
    private Map<Long, Integer> places = new HashMap<>();
    private long[] links = {};

    Links(TableBound bound) {
        this.bound = bound;
    }

    /** Returns the index of a link, assigning one at the first call; {@link #NONE} if there are too many links. */
    int placeOf(long link) {
        Integer known = places.get(link);
        if (known != null) {
            return known;
        }
        int place = places.size();
        if (place == MOST_LINKS) {
            return NONE;
        }
        bound.take(OCTETS_PER_LINK);
        if (place == links.length) {
            links = Arrays.copyOf(links, Math.max(4, 2 * place));
        }
        links[place] = link;
        places.put(link, place);
        return place;
    }

    /** The link at an index. */
    long at(int place) {
        return links[place];
    }

    /** Frees all memory. */
    void clear() {
        bound.giveBack((long) OCTETS_PER_LINK * places.size());
        places = new HashMap<>();
        links = new long[0];
    }
}
