package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingState;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker keeps each record that Kafka has not acknowledged as an object; their number is limited. */
@Timeout(30)
class InFlightLimitTest {

    private static final int LIMIT = 4_096;

    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(TaskEnvironment.of(requestor.factory()));
    private final Map<String, String> config = new HashMap<>(Map.of(
            "name", "leases",
            "dhcp.servers", "east=192.0.2.1:6700",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT"));
    private int delivered;

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void handsOverNothingWhileTooManyRecordsAreUnacknowledged() throws InterruptedException {
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> inFlight = handedOver(LIMIT + 1);

        deliver(1);
        assertThat(task.poll()).isNull();

        acknowledge(inFlight.subList(0, 1));
        assertThat(task.poll()).hasSize(1);
    }

    @Test
    void recordsUpToTheLimitDoNotDelayTheNext() throws InterruptedException {
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> unused = handedOver(LIMIT);

        assertThat(handedOver(1)).hasSize(1);
    }

    @Test
    void twoLargeBatchesMayBeUnderWay() throws InterruptedException {
        config.put("max.batch.size", "3000");
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> unused = handedOver(6_000);

        assertThat(handedOver(1)).hasSize(1);
        deliver(1);
        assertThat(task.poll()).isNull();
    }

    /**
     * With exactly-once delivery, a worker commits after each poll, but reports a record that a transform dropped only
     * with the next transaction. There is none while every record is dropped.
     */
    @Test
    void recordsThatATransformDroppedDoNotStopATaskWithoutTransactions() throws InterruptedException {
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> unused = handedOver(LIMIT + 1);
        task.commit();

        assertThat(handedOver(1)).hasSize(1);
    }

    /** Without exactly-once delivery, a worker commits offsets on a thread of its own, whatever is still in flight. */
    @Test
    void aCommitOnAnotherThreadEndsNoWait() throws InterruptedException {
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> unused = handedOver(LIMIT + 1);
        CompletableFuture.runAsync(task::commit).join();

        deliver(1);
        assertThat(task.poll()).isNull();
    }

    /** Such a worker reports what became of records at the end of each interval. */
    @Test
    void transactionsByIntervalAreNotLimited() throws InterruptedException {
        config.put("transaction.boundary", "interval");
        start();
        acknowledge(handedOver(1));
        List<SourceRecord> unused = handedOver(LIMIT + 1);

        assertThat(handedOver(1)).hasSize(1);
    }

    @Test
    void aHarnessThatReportsNothingIsNotLimited() throws InterruptedException {
        start();
        List<SourceRecord> unused = handedOver(LIMIT + 1);

        assertThat(handedOver(1)).hasSize(1);
    }

    private void start() {
        task.initialize(new TaskContext());
        task.start(config);
    }

    private List<SourceRecord> handedOver(int bindings) throws InterruptedException {
        deliver(bindings);
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < bindings) {
            records.addAll(Objects.requireNonNull(task.poll()));
        }
        return records;
    }

    private void deliver(int bindings) {
        for (int i = 0; i < bindings; i++) {
            delivered++;
            String address = "10.0." + (delivered >> 8) + "." + (delivered & 0xff);
            requestor.deliver(Samples.live(Samples.bare(address, BindingState.ACTIVE), Samples.liveAt(100)));
        }
    }

    private void acknowledge(List<SourceRecord> records) {
        records.forEach(record -> Acknowledged.store(task, record));
    }
}
