package net.leasequery.systemtests.soak;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a bindings topic, and how many of them repeat an earlier one with the same {@code eventId},
 * by origin and by cause. One thread at a time; memory grows with the number of different events.
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

    /**
     * What the connector's configuration implies.
     *
     * @param wholeSnapshots whether its snapshots are written whole, regardless of the records in Kafka
     * @param table whether it can read its topic back
     */
    record Expectation(boolean wholeSnapshots, boolean table) {

        /** Reads the expectation from a connector's configuration. */
        static Expectation of(Map<String, String> configuration) {
            return new Expectation(
                    "always".equals(configuration.get("snapshot.mode")),
                    configuration.containsKey("sweep.bootstrap.servers"));
        }
    }

    /** When each event was last written, by the timestamp of its record. */
    private final Map<String, Long> lastReported = new HashMap<>();

    private final Map<Object, String> lastOfKey = new HashMap<>();
    private final Map<Origin, Long> records = new EnumMap<>(Origin.class);
    private final Map<Origin, Long> repeats = new EnumMap<>(Origin.class);
    private final RepeatCauses causes = new RepeatCauses();
    private final Expectation expectation;

    RecordCounts(Expectation expectation) {
        this.expectation = expectation;
    }

    void count(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding) {
            Origin origin = Origin.valueOf(binding.get("origin").toString());
            String event = binding.get("eventId").toString();
            records.merge(origin, 1L, Long::sum);
            String before = lastOfKey.put(Objects.requireNonNull(record.key()), event);
            Long reported = lastReported.put(event, record.timestamp());
            if (reported != null) {
                repeats.merge(origin, 1L, Long::sum);
                causes.count(cause(origin, event.equals(before), record.timestamp() - reported));
            }
        }
    }

    private RepeatCause cause(Origin origin, boolean isOfLast, long millis) {
        if (expectation.wholeSnapshots() && origin == Origin.SNAPSHOT) {
            return RepeatCause.WHOLE_SNAPSHOT;
        }
        if (!isOfLast) {
            return RepeatCause.CHANGED_BETWEEN;
        }
        if (millis < RepeatCause.ON_ITS_WAY_MILLIS) {
            return RepeatCause.ON_ITS_WAY;
        }
        return expectation.table() ? RepeatCause.unexplained(origin) : RepeatCause.NO_TABLE;
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

    /** The repeats by their causes. */
    RepeatCauses causes() {
        return causes;
    }

    private static long sum(Map<Origin, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
