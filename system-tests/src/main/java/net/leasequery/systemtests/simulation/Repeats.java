package net.leasequery.systemtests.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** How many records repeat the record before them, by reason. Not thread-safe. */
final class Repeats {

    /** Why a record repeats the one before it. */
    enum Reason {
        /** When the task made the record, the one before it was in flight, or its worker had died. */
        ON_ITS_WAY("the first was on its way"),
        /** The task cannot read its topic back. */
        NO_READ_BACK("the task cannot read back"),
        /** A snapshot, which is written whole after a reset of the offsets. */
        SNAPSHOT("in a snapshot"),
        /** Kafka had the record, and the task could have known. */
        NONE("without a reason");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /**
         * The reason why a record repeats another.
         *
         * @param readBack whether the task can read its topic back
         */
        static Reason of(SourceRecord record, Written before, boolean readBack) {
            Long made = record.timestamp();
            if (made != null && made - VirtualTime.EPOCH_MILLIS <= before.atMillis()) {
                return ON_ITS_WAY;
            }
            if (!readBack) {
                return NO_READ_BACK;
            }
            return record.value() instanceof Struct value && "SNAPSHOT".equals(value.getString("origin"))
                    ? SNAPSHOT
                    : NONE;
        }
    }

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);

    void count(Reason reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    void add(Repeats other) {
        other.counts.forEach((reason, count) -> counts.merge(reason, count, Integer::sum));
    }

    int of(Reason reason) {
        return counts.getOrDefault(reason, 0);
    }

    int sum() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** For people, as in "2 in a snapshot". */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().text)
                .collect(Collectors.joining(", "));
    }
}
