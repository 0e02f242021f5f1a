package net.leasequery.connect.sweep;

import java.util.HashSet;
import java.util.Set;

/** Keys of rows that this version would have written under other ones. Each is counted. Not thread-safe. */
final class OutdatedKeys {

    private static final int PLACE_IN_SET = 16;

    private final TableBound bound;
    private Set<String> keys = new HashSet<>();

    OutdatedKeys(TableBound bound) {
        this.bound = bound;
    }

    /** Takes note whether a key is outdated. */
    void put(String key, boolean outdated) {
        if (outdated && keys.add(key)) {
            bound.take(octets(key));
        } else if (!outdated && keys.remove(key)) {
            bound.giveBack(octets(key));
        }
        if (bound.isFull()) {
            keys = new HashSet<>();
        }
    }

    /** All of them; none is left. */
    Set<String> takeAll() {
        Set<String> all = keys;
        keys.forEach(key -> bound.giveBack(octets(key)));
        keys = new HashSet<>();
        return all;
    }

    /** The text is the key of its row as well, unless that is packed. */
    private static int octets(String key) {
        int text = PackedAddress.of(key) == null ? 0 : HeapOctets.text(key);
        return HeapOctets.ENTRY + PLACE_IN_SET + text;
    }
}
