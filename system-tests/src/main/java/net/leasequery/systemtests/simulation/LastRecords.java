package net.leasequery.systemtests.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What the last record of each key says, in all topics. */
final class LastRecords {

    private final Map<String, Written> last = new HashMap<>();

    /** The key of an address of a server in a topic. */
    static String key(String topic, String server, String address) {
        return topic + " " + server + " " + address;
    }

    @Nullable
    Written of(String key) {
        return last.get(key);
    }

    void put(String key, Written written) {
        last.put(key, written);
    }

    /** The last record says that the binding has ended. */
    void ended(String key, long nowMillis) {
        Written before = last.get(key);
        last.put(
                key,
                before == null
                        ? new Written(0, 0, false, true, false, nowMillis)
                        : new Written(before.server(), before.version(), false, true, false, nowMillis));
    }

    /** The last record of a key is lost, or another producer has replaced it. */
    void forget(String key) {
        last.remove(key);
    }

    /** Records were deleted from a topic; {@code left} are those that it still has. */
    void deleted(String topic, List<SimulatedTopic.Stored> left) {
        Set<String> keys = new HashSet<>();
        for (SimulatedTopic.Stored stored : left) {
            if (stored.source().value() instanceof Struct value) {
                keys.add(key(topic, value.getString("server"), FollowedAddresses.text(value)));
            }
        }
        last.keySet().removeIf(key -> key.startsWith(topic + " ") && !keys.contains(key));
    }

    /** Describes a lease that a topic shows of another server than this one; null if there is none. */
    @Nullable
    String leaseOfAnother(String topic, String server) {
        return last.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(topic + " ")
                        && !entry.getKey().startsWith(key(topic, server, ""))
                        && entry.getValue().bound())
                .map(entry -> entry.getKey() + ": Kafka shows a lease of a retired name: " + entry.getValue())
                .findFirst()
                .orElse(null);
    }
}
