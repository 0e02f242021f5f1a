package net.leasequery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulatedTopicTest {

    private final SimulatedTopic topic = new SimulatedTopic("one.bindings", 1);

    @Test
    void compactionKeepsTheLastRecordOfEachKey() {
        append("a", "1", "b", "2", "a", "3");

        topic.compact(0, false);

        assertThat(shown()).containsExactly("b=2", "a=3");
        assertThat(topic.begin(0)).isEqualTo(1);
        assertThat(topic.end(0)).isEqualTo(3);
    }

    @Test
    void theNewestRecordsAreNotCompacted() {
        append("a", "1", "a", "2", "a", "3");

        topic.compact(1, false);

        assertThat(shown()).containsExactly("a=2", "a=3");
    }

    @Test
    void aTombstoneIsRemovedUnlessItIsTheNewestRecord() {
        append("a", "1", "a", null, "b", "2", "b", null);

        topic.compact(0, true);

        assertThat(shown()).containsExactly("b=null");
    }

    @Test
    void anotherPartitionKeepsWhatThisOneReplaces() {
        append("a", "1");
        for (int more = 1; more < 4; more++) {
            topic.addPartition();
        }
        append("a", "2");

        topic.compact(0, true);

        assertThat(shown()).containsExactly("a=1", "a=2");
        assertThat(topic.records()).extracting(SimulatedTopic.Stored::position).containsExactly(0L, 0L);
    }

    private void append(@Nullable String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            SimulatedTopic.Stored unused = topic.append(new SourceRecord(
                    Map.of(), Map.of(), topic.name(), null, keysAndValues[i], null, keysAndValues[i + 1]));
        }
    }

    private List<String> shown() {
        return topic.records().stream()
                .map(stored -> stored.source().key() + "=" + stored.source().value())
                .toList();
    }
}
