package net.leasequery.connect.table;

import java.util.HashSet;
import java.util.Set;

/**
 * Keys of rows that this version would have written under different keys. Each counts towards the bound. Not
 * thread-safe.
 */
final class OutdatedKeys {

    private static final int PLACE_IN_SET = 16;

    private final TableBound bound;
    private Set<String> keys = new HashSet<>();

    OutdatedKeys(TableBound bound) {
        this.bound = bound;
    }

    /** Records whether a key is outdated. */
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

    /** Removes and returns all keys. */
    Set<String> takeAll() {
        Set<String> all = keys;
        keys.forEach(key -> bound.giveBack(octets(key)));
        keys = new HashSet<>();
        return all;
    }

    /** The key shares its text with its row, unless the row is packed. */
    private static int octets(String key) {
        int text = PackedAddress.of(key) == null ? 0 : HeapOctets.text(key);
        return HeapOctets.ENTRY + PLACE_IN_SET + text;
    }
}
