package net.leasequery.systemtests.soak;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a bindings topic, and how many of them say what an earlier one with the same
 * {@code eventId} has said. One thread at a time; memory grows with the number of different events.
 */
final class RecordCounts {

    /** Origin of a record, as in its field. */
    enum Origin {
        SNAPSHOT,
        CATCH_UP,
        LIVE,
        GAP_FILL,
        POLL
    }

    private final Set<String> eventIds = new HashSet<>();
    private final Map<Origin, Long> records = new EnumMap<>(Origin.class);
    private final Map<Origin, Long> repeats = new EnumMap<>(Origin.class);

    void count(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding) {
            Origin origin = Origin.valueOf(binding.get("origin").toString());
            records.merge(origin, 1L, Long::sum);
            if (!eventIds.add(binding.get("eventId").toString())) {
                repeats.merge(origin, 1L, Long::sum);
            }
        }
    }

    /** All records but tombstones. */
    long records() {
        return sum(records);
    }

    long records(Origin origin) {
        return records.getOrDefault(origin, 0L);
    }

    /** Records that repeat an earlier one. */
    long repeats() {
        return sum(repeats);
    }

    /** Records of one origin that repeat an earlier one of any. */
    long repeats(Origin origin) {
        return repeats.getOrDefault(origin, 0L);
    }

    private static long sum(Map<Origin, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
