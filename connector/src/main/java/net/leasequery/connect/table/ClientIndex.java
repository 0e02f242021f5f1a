package net.leasequery.connect.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses of each client, by the client's number. Most clients have one address, which is stored as the key
 * itself; several are stored in an array of at most {@value #MOST_KEYS}. The limit is needed because a server decides
 * how many addresses a client has, and each further one costs a scan of the array. Not thread-safe.
 */
final class ClientIndex {

    /** Addresses beyond this number are never put in doubt when a report about their client omits them. */
    static final int MOST_KEYS = 256;

    private static final long NOBODY = 0;
    private static final int OCTETS_PER_CLIENT = HeapOctets.ENTRY + HeapOctets.NUMBER;
    private static final int ARRAY = 24;
    private static final int REFERENCE = 4;

    private Map<Long, Object> keys = new HashMap<>();

    /** Returns the octets of heap that the new entry takes, at most as many as {@link #remove} gives back. */
    int add(long client, String key) {
        if (client == NOBODY) {
            return 0;
        }
        Object known = keys.get(client);
        if (known == null) {
            keys.put(client, key);
            return OCTETS_PER_CLIENT;
        }
        if (known instanceof String only) {
            if (!only.equals(key)) {
                keys.put(client, new String[] {only, key});
                return ARRAY + 2 * REFERENCE;
            }
            return 0;
        }
        String[] several = (String[]) known;
        if (several.length >= MOST_KEYS || Arrays.asList(several).contains(key)) {
            return 0;
        }
        String[] more = Arrays.copyOf(several, several.length + 1);
        more[several.length] = key;
        keys.put(client, more);
        return REFERENCE;
    }

    /** Returns the octets of heap that the removal frees. */
    int remove(long client, String key) {
        Object known = client == NOBODY ? null : keys.get(client);
        if (known instanceof String only) {
            if (only.equals(key)) {
                keys.remove(client);
                return OCTETS_PER_CLIENT;
            }
            return 0;
        }
        if (known == null) {
            return 0;
        }
        List<String> left = new ArrayList<>(Arrays.asList((String[]) known));
        if (!left.remove(key)) {
            return 0;
        }
        boolean one = left.size() == 1;
        keys.put(client, one ? left.get(0) : left.toArray(new String[0]));
        return one ? ARRAY + 2 * REFERENCE : REFERENCE;
    }

    List<String> keysOf(long client) {
        Object known = client == NOBODY ? null : keys.get(client);
        if (known == null) {
            return List.of();
        }
        return known instanceof String only ? List.of(only) : List.of((String[]) known);
    }

    void clear() {
        keys = new HashMap<>();
    }

    int size() {
        return keys.size();
    }
}
