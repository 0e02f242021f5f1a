package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import net.leasequery.streams.audit.Frontier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputFrontierTest {

    private static final TopicPartition INPUT = new TopicPartition("campus.bindings", 0);
    private static final TopicPartition VIEWS = new TopicPartition("lease-streams-views-repartition", 0);

    private static final TopicPartition HOLDS = new TopicPartition("lease-streams-holdings-repartition", 0);

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Instant started = Instant.ofEpochSecond(1000);
    private Instant now = started;
    private @Nullable ApiException refusal;

    @SuppressWarnings("NullAway") // The two methods that would ask it are replaced.
    private final GroupOffsets offsets = new GroupOffsets((Admin) null, "lease-streams") {
        @Override
        Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException {
            if (refusal != null) {
                throw new ExecutionException(refusal);
            }
            Map<TopicPartition, Long> found = new HashMap<>(ends);
            found.keySet().removeIf(partition -> !topics.contains(partition.topic()));
            return found;
        }

        @Override
        Map<TopicPartition, Long> committed() {
            return Map.copyOf(committed);
        }
    };

    private final Set<TopicPartition> withoutRecords = new HashSet<>();
    private int searches;

    private final RecordSearch search = new RecordSearch(Map.of()) {
        @Override
        Set<TopicPartition> withoutRecords(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
            searches++;
            Set<TopicPartition> found = new HashSet<>(withoutRecords);
            found.retainAll(to.keySet());
            return found;
        }
    };

    private final InputFrontier frontier = new InputFrontier(
            offsets, search, List.of(INPUT.topic()), List.of(VIEWS.topic(), HOLDS.topic()), new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });

    @Test
    void isReachedWhenInputsAndThenTheirViewsHaveBeenPassed() throws Exception {
        ends.put(INPUT, 10L);
        committed.put(INPUT, 9L);
        frontier.advance();
        assertThat(frontier.reached()).isEqualTo(Frontier.NOT_YET);

        now = started.plusSeconds(60);
        ends.put(INPUT, 99L);
        committed.put(INPUT, 10L);
        ends.put(VIEWS, 7L);
        committed.put(VIEWS, 6L);
        frontier.advance();
        assertThat(frontier.reached()).as("the views are under way").isEqualTo(Frontier.NOT_YET);

        committed.put(VIEWS, 7L);
        frontier.advance();
        assertThat(frontier.reached())
                .as("the moment at which the ends were taken, not that at which they were passed")
                .isEqualTo(started.toEpochMilli());
    }

    /** Otherwise, a client that has moved would be reported for an address that it no longer holds. */
    @Test
    void isNotReachedWhileHoldsAreOnTheirWayToTheirClients() throws Exception {
        ends.put(VIEWS, 7L);
        ends.put(HOLDS, 3L);
        committed.put(HOLDS, 3L);
        frontier.advance();

        committed.put(VIEWS, 7L);
        ends.put(HOLDS, 5L);
        frontier.advance();
        assertThat(frontier.reached()).isEqualTo(Frontier.NOT_YET);

        committed.put(HOLDS, 5L);
        frontier.advance();
        assertThat(frontier.reached()).isEqualTo(started.toEpochMilli());
    }

    @Test
    void staysWhereItIsWhileAnInputLags() throws Exception {
        frontier.advance();
        assertThat(frontier.reached()).as("nothing there to be processed").isEqualTo(started.toEpochMilli());

        ends.put(INPUT, 5L);
        now = started.plusSeconds(10);
        frontier.advance();
        now = started.plusSeconds(20);
        frontier.advance();

        assertThat(frontier.reached()).isEqualTo(started.toEpochMilli());
    }

    /** Kafka Streams commits nothing for a partition in which it finds no record. */
    @Test
    void passesAPartitionWhoseEndHasOnlyAnAbortedTransaction() throws Exception {
        ends.put(INPUT, 10L);
        committed.put(INPUT, 8L);
        withoutRecords.add(INPUT);
        for (int look = 0; look < 4; look++) {
            assertThat(frontier.reached()).isEqualTo(Frontier.NOT_YET);
            frontier.advance();
        }
        assertThat(frontier.reached()).isEqualTo(started.toEpochMilli());

        now = started.plusSeconds(10);
        frontier.advance();
        assertThat(frontier.reached()).as("looked at once").isEqualTo(now.toEpochMilli());
        assertThat(searches).isEqualTo(1);

        ends.put(INPUT, 11L);
        withoutRecords.clear();
        now = started.plusSeconds(20);
        for (int look = 0; look < 9; look++) {
            frontier.advance();
        }
        assertThat(frontier.reached())
                .as("a record came")
                .isEqualTo(started.plusSeconds(10).toEpochMilli());

        committed.put(INPUT, 11L);
        frontier.advance();
        assertThat(frontier.reached()).isEqualTo(now.toEpochMilli());
    }

    @Test
    void searchesNothingWhileTheGroupMovesOn() throws Exception {
        ends.put(INPUT, 100L);
        for (long offset = 0; offset < 50; offset++) {
            committed.put(INPUT, offset);
            frontier.advance();
        }
        assertThat(searches).isZero();
    }

    @Test
    void reportsAtOnceThatItMayNotAsk() {
        refusal = new TopicAuthorizationException("Not authorized to access topics: [campus.bindings]");
        frontier.look();
        assertThat(frontier.isReported()).isTrue();

        refusal = null;
        frontier.look();
        assertThat(frontier.isReported()).as("and again when it happens again").isFalse();
    }

    @Test
    void aTopicThatKafkaStreamsIsAboutToMakeIsNoTrouble() {
        refusal = new UnknownTopicOrPartitionException("This server does not host this topic-partition.");
        for (int look = 1; look < 5; look++) {
            frontier.look();
        }
        assertThat(frontier.isReported()).isFalse();

        frontier.look();
        assertThat(frontier.isReported()).isTrue();
    }
}
