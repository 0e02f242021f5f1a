package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which addresses each client holds, by the client's number. About 60 octets of heap per client. Most have
 * one address, so the one key stands for itself, and several stand in an array. Not thread-safe.
 */
final class ClientIndex {

    private static final long NOBODY = 0;

    private final Map<Long, Object> keys = new HashMap<>();

    void add(long client, String key) {
        if (client == NOBODY) {
            return;
        }
        Object known = keys.get(client);
        if (known == null) {
            keys.put(client, key);
        } else if (known instanceof String only) {
            if (!only.equals(key)) {
                keys.put(client, new String[] {only, key});
            }
        } else {
            String[] several = (String[]) known;
            if (!Arrays.asList(several).contains(key)) {
                String[] more = Arrays.copyOf(several, several.length + 1);
                more[several.length] = key;
                keys.put(client, more);
            }
        }
    }

    void remove(long client, String key) {
        Object known = client == NOBODY ? null : keys.get(client);
        if (known instanceof String only) {
            if (only.equals(key)) {
                keys.remove(client);
            }
        } else if (known != null) {
            List<String> left = new ArrayList<>(Arrays.asList((String[]) known));
            left.remove(key);
            keys.put(client, left.size() == 1 ? left.get(0) : left.toArray(new String[0]));
        }
    }

    List<String> keysOf(long client) {
        Object known = client == NOBODY ? null : keys.get(client);
        if (known == null) {
            return List.of();
        }
        return known instanceof String only ? List.of(only) : List.of((String[]) known);
    }

    void clear() {
        keys.clear();
    }

    int size() {
        return keys.size();
    }
}
