package net.leasequery.streams.history;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.Binding;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final long EPSILON = 2_000;

    private static Statement statement(String state, boolean inferred, String source, long offset, long recordedAt) {
        GenericRecord binding = new GenericData.Record(Binding.getClassSchema());
        binding.put("hardwareAddress", "aa");
        binding.put("state", state);
        binding.put("inferred", inferred);
        GenericRecord update = State.record(State.VIEW_UPDATE);
        update.put("server", "east");
        update.put("source", source);
        update.put("offset", offset);
        update.put("recordedAt", recordedAt);
        update.put("tombstone", false);
        update.put("binding", binding);
        return Statement.of(update);
    }

    /** An inferred end has the times of the lease, so only the time of the record says that it is older. */
    @Test
    void ofTwoPartitionsWithTheSameKeyTheOlderRecordIsNoNews() {
        Statement newer = statement("ACTIVE", false, "campus.bindings-1", 3, 2000);
        Statement older = statement("EXPIRED", true, "campus.bindings-0", 7_000, 1000);

        assertThat(older.isNewsAfter(newer, EPSILON)).isFalse();
        assertThat(newer.isNewsAfter(older, EPSILON)).isTrue();
    }
}
