package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    private static final String BINDINGS = "campus.bindings";
    private static final String EVENTS = "campus.events";

    private final List<SourceRecord> acknowledged = new ArrayList<>();
    private final Acknowledgements acknowledgements = new Acknowledgements(acknowledged::add);

    @Test
    void whatWasHandedOverIsUnacknowledgedUntilConnectSaysWhatBecameOfIt() {
        acknowledgements.handedOver(3);
        answer(BINDINGS, 0, 10);
        drop(BINDINGS);

        assertThat(acknowledgements.unacknowledged()).isEqualTo(1);
    }

    @Test
    void waitsUntilConnectHasSaidWhatBecameOfEachRecord() throws Exception {
        acknowledgements.handedOver(2);
        answer(BINDINGS, 0, 10);
        assertThat(acknowledgements.awaitAll(Duration.ZERO)).isFalse();

        CompletableFuture<Boolean> awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return acknowledgements.awaitAll(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        drop(BINDINGS);

        assertThat(awaited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledgements.awaitAll(Duration.ZERO)).isTrue();
    }

    @Test
    void waitsUntilNoMoreThanANumberAreUnacknowledged() throws Exception {
        acknowledgements.handedOver(4);
        answer(BINDINGS, 0, 10);
        assertThat(acknowledgements.awaitAtMost(2, Duration.ZERO)).isFalse();

        CompletableFuture<Boolean> awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return acknowledgements.awaitAtMost(2, Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        drop(BINDINGS);

        assertThat(awaited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledgements.unacknowledged()).isEqualTo(2);
    }

    @Test
    void recordsThatHadNoOutcomeWhenThePollingThreadCommittedAreNotAwaited() throws Exception {
        acknowledgements.handedOver(2);
        acknowledgements.committed();
        assertThat(acknowledgements.awaitAll(Duration.ZERO)).isTrue();

        acknowledgements.handedOver(1);
        assertThat(acknowledgements.unacknowledged()).isEqualTo(1);
        drop(BINDINGS);
        drop(BINDINGS);
        assertThat(acknowledgements.unacknowledged()).isEqualTo(1);
        answer(BINDINGS, 0, 10);
        assertThat(acknowledgements.unacknowledged()).isZero();
    }

    @Test
    void aRecordWithoutMetadataIsNotAcknowledged() {
        acknowledgements.handedOver(1);
        drop(BINDINGS);

        assertThat(acknowledged).isEmpty();
        assertThat(acknowledgements.notWritten()).isEqualTo(1);
    }

    @Test
    void aRecordWithMetadataIsPassedOnAlsoIfItsOffsetIsNotKnown() {
        answer(BINDINGS, 0, 10);
        answer(BINDINGS, 0, -1);
        answer(BINDINGS, 0, 11);

        assertThat(acknowledged).hasSize(3);
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isFalse();
    }

    @Test
    void offsetsThatAscendInEachPartitionAreInOrder() {
        answer(BINDINGS, 0, 10);
        answer(BINDINGS, 1, 3);
        answer(BINDINGS, 0, 11);
        answer(BINDINGS, 1, 7);

        assertThat(acknowledgements.takeRecreated(BINDINGS)).isFalse();
    }

    @Test
    void anOffsetThatMovesBackwardsMeansThatTheTopicWasMadeAnew() {
        answer(BINDINGS, 0, 10);
        answer(BINDINGS, 1, 30);
        answer(BINDINGS, 0, 0);

        assertThat(acknowledgements.takeRecreated(EVENTS)).isFalse();
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isTrue();
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isFalse();
    }

    @Test
    void theSameOffsetAgainMeansThatTheTopicWasMadeAnew() {
        answer(BINDINGS, 0, 0);
        answer(BINDINGS, 0, 0);

        assertThat(acknowledgements.takeRecreated(BINDINGS)).isTrue();
    }

    @Test
    void theOtherPartitionsOfANewTopicAreNoFurtherNews() {
        answer(BINDINGS, 0, 10);
        answer(BINDINGS, 1, 30);
        answer(BINDINGS, 0, 0);
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isTrue();

        answer(BINDINGS, 1, 0);

        assertThat(acknowledgements.takeRecreated(BINDINGS)).isFalse();
    }

    @Test
    void aTopicThatATransformHasRenamedIsKnownByOurName() {
        acknowledgements.answered(record(BINDINGS), metadata("renamed", 0, 5));
        acknowledgements.answered(record(BINDINGS), metadata("renamed", 0, 1));

        assertThat(acknowledgements.takeRecreated(BINDINGS)).isTrue();
    }

    @Test
    void theNumberOfPartitionsThatAreRememberedIsBounded() {
        for (int i = 0; i < 10_001; i++) {
            acknowledgements.answered(record(BINDINGS), metadata("t" + i, 0, 5));
        }
        acknowledgements.answered(record(BINDINGS), metadata("t10000", 0, 1));
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isFalse();

        acknowledgements.answered(record(BINDINGS), metadata("t9999", 0, 1));
        assertThat(acknowledgements.takeRecreated(BINDINGS)).isTrue();
    }

    @Test
    void twoRecordsOfTheSameContentAreTwo() {
        LeaseRecord one = leaseRecord();
        LeaseRecord other = leaseRecord();

        assertThat(one.toString()).isEqualTo(other.toString());
        assertThat(Map.of(one, 1)).doesNotContainKey(other).containsKey(one);
    }

    private void answer(String topic, int partition, long offset) {
        acknowledgements.answered(record(topic), metadata(topic, partition, offset));
    }

    private void drop(String topic) {
        acknowledgements.answered(record(topic), null);
    }

    private static RecordMetadata metadata(String topic, int partition, long offset) {
        return new RecordMetadata(new TopicPartition(topic, partition), offset, 0, 0, 0, 0);
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(Map.of(), Map.of(), topic, null, null);
    }

    private static LeaseRecord leaseRecord() {
        return new LeaseRecord(
                Map.of(),
                Map.of(),
                BINDINGS,
                ServerKeyStruct.SCHEMA,
                new Struct(ServerKeyStruct.SCHEMA),
                null,
                null,
                1,
                new ConnectHeaders());
    }
}
