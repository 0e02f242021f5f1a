package net.leasequery.connect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@ParameterizedClass
@ValueSource(strings = {"ipv4", "ipv6"})
class LeasequerySourceTaskTest {

    private static final String METRICS = "net.leasequery.connect:type=task,connector=\"leases\",server=\"east\"";

    private final String family;
    private final Map<String, String> config;
    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(TaskEnvironment.of(requestor.factory()));

    LeasequerySourceTaskTest(String family) {
        this.family = family;
        this.config = Map.of(
                "name", "leases",
                "dhcp.family", family,
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void followsItsServer() {
        start(null);

        assertThat(requestor.settings().server()).isEqualTo(new DhcpServer("east", "192.0.2.1", 6700));
        assertThat(requestor.settings().family()).isEqualTo(family());
        assertThat(requestor.isStarted()).isTrue();
    }

    @Test
    void beginsFromNothingWhenThereIsNoOffset() {
        start(null);

        assertThat(requestor.resumedFrom()).isEqualTo(ResumeState.NONE);
    }

    @Test
    void resumesFromTheStoredOffsetWithItsGap() {
        start(Map.of("v", 1L, "base_time", 300L, "lag", 3L, "clock_skew_ms", 250L, "gap_start", 100L, "gap_end", 200L));

        Gap gap = new Gap(ServerTime.ofWire(family(), 100), ServerTime.ofWire(family(), 200));
        ResumePosition position = new ResumePosition(ServerTime.ofWire(family(), 300), 3, 250L);
        assertThat(requestor.resumedFrom()).isEqualTo(new ResumeState(position, gap));
    }

    @Test
    @SuppressWarnings("unchecked") // Keys of our offsets are texts.
    void anOffsetOfOtherTopicsLoadsEverythingAgainAndSaysSoInTheNextOffset() throws InterruptedException {
        start(Map.of("v", 1L, "base_time", 300L, "lag", 0L, "topics", "city"));

        ResumeState resumed = requestor.resumedFrom();
        assertThat(resumed.position()).isNotNull();
        assertThat(resumed.gap()).isEqualTo(Gap.SNAPSHOT);
        requestor.deliver(Samples.live(Samples.full(), resumed));
        assertThat(task.poll())
                .singleElement()
                .satisfies(record -> assertThat((Map<String, Object>) record.sourceOffset())
                        .containsEntry("topics", "campus")
                        .containsEntry("gap_start", 0L));
    }

    /** Otherwise the bindings behind the new query that do not change would never come. */
    @Test
    void anOffsetOfFewerBulkQueriesLoadsEverythingAgain() {
        start(Map.of("v", 1L, "base_time", 300L, "lag", 0L, "topics", "campus", "queries", "relay-id:0a"));

        assertThat(requestor.resumedFrom().position()).isNotNull();
        assertThat(requestor.resumedFrom().gap()).isEqualTo(Gap.SNAPSHOT);
    }

    @Test
    void anOffsetOfTheSameTopicsResumesWithoutASnapshot() {
        start(Map.of("v", 1L, "base_time", 300L, "lag", 0L, "topics", "campus"));

        assertThat(requestor.resumedFrom().gap()).isNull();
    }

    @Test
    void anOffsetOfALaterVersionFailsTheTaskInsteadOfStartingAnew() {
        assertThatThrownBy(() -> start(Map.of("v", 2L)))
                .isInstanceOf(UnreadableOffsetException.class)
                .hasMessageContaining("later version");
        assertThat(requestor.isStarted()).isFalse();
    }

    @Test
    void refusesToFollowTwoServers() {
        Map<String, String> two = new HashMap<>(config);
        two.put("dhcp.servers", "east=a,west=b");
        two.put("tasks.max", "2");
        task.initialize(new TaskContext());

        assertThatThrownBy(() -> task.start(two)).isInstanceOf(ConnectException.class);
    }

    @Test
    void whatIsDeliveredIsPolled() throws InterruptedException {
        start(null);
        requestor.deliver(Samples.live(Samples.full(), Samples.liveAt(100)));

        List<SourceRecord> records = task.poll();

        assertThat(records).extracting(SourceRecord::topic).containsExactly("campus.bindings");
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka Connect passes null for a record that a transform dropped.
    void aRecordIsUnacknowledgedUntilConnectSaysWhatBecameOfIt() throws Exception {
        start(null);
        requestor.deliver(Samples.live(Samples.full(), Samples.liveAt(100)));
        requestor.deliver(Samples.live(Samples.bare("192.0.2.8", BindingState.ACTIVE), Samples.liveAt(101)));
        List<SourceRecord> records = task.poll();

        assertThat(metric("records-unacknowledged")).isEqualTo(2L);

        task.commitRecord(records.get(0), new RecordMetadata(new TopicPartition("campus.bindings", 0), 7, 0, 0, 0, 0));
        task.commitRecord(records.get(1), null);

        assertThat(metric("records-unacknowledged")).isEqualTo(0L);
        assertThat(metric("records-not-written-total")).isEqualTo(1L);
    }

    @Test
    void aBindingsTopicThatWasMadeAnewIsReportedAndLoadedAgain() throws InterruptedException {
        start(null);
        requestor.deliver(Samples.live(Samples.full(), Samples.liveAt(100)));
        requestor.deliver(Samples.live(Samples.bare("192.0.2.8", BindingState.ACTIVE), Samples.liveAt(101)));
        List<SourceRecord> records = Objects.requireNonNull(task.poll());
        acknowledge(records.get(0), 7);
        acknowledge(records.get(1), 0);

        List<SourceRecord> after = Objects.requireNonNull(task.poll());

        assertThat(after).hasSize(1);
        assertThat(((Struct) after.get(0).value()).getString("type")).isEqualTo("TOPIC_RECREATED");
        assertThat(after.get(0).sourceOffset()).extracting("gap_start").isEqualTo(0L);
        assertThat(requestor.resumedFrom()).isEqualTo(Samples.liveAt(101).withMissing(Gap.SNAPSHOT));
    }

    private void acknowledge(SourceRecord record, long offset) {
        task.commitRecord(record, new RecordMetadata(new TopicPartition("campus.bindings", 0), offset, 0, 0, 0, 0));
    }

    @Test
    void anIdlePollReturnsNullSoThatTheWorkerCanPauseOrStop() throws InterruptedException {
        start(null);

        assertThat(task.poll()).isNull();
    }

    @Test
    void pollWakesAsSoonAsThereIsSomething() {
        requestor.waitForEver();
        start(null);
        CompletableFuture<List<SourceRecord>> polled = CompletableFuture.supplyAsync(this::pollOnce);
        await().until(requestor::isPolled);

        requestor.deliver(Samples.live(Samples.full(), Samples.liveAt(100)));

        assertThat(polled).succeedsWithin(10, SECONDS).asInstanceOf(LIST).hasSize(1);
    }

    @Test
    void stopFromAnotherThreadWakesAPollThatWaits() {
        requestor.waitForEver();
        start(null);
        CompletableFuture<List<SourceRecord>> polled = CompletableFuture.supplyAsync(this::pollOnce);
        await().until(requestor::isPolled);

        task.stop();

        assertThat(polled).succeedsWithin(10, SECONDS).isNull();
    }

    @Test
    void pollAfterStopReturnsNull() throws InterruptedException {
        start(null);
        task.stop();

        assertThat(task.poll()).isNull();
    }

    @Test
    void stopBeforeStartAndTwiceIsHarmless() {
        task.stop();
        start(null);
        task.stop();
        task.stop();

        assertThat(requestor.isClosed()).isTrue();
    }

    @Test
    void itsMetricsAreVisibleWhileItRuns() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(METRICS);

        start(null);

        assertThat(beans.getAttribute(name, "connected")).isEqualTo(1);
        assertThat(beans.getAttribute(name, "phase-name")).isEqualTo("LIVE");

        task.stop();

        assertThat(beans.isRegistered(name)).isFalse();
    }

    private void start(@Nullable Map<String, Object> storedOffset) {
        task.initialize(new TaskContext(family, storedOffset));
        task.start(config);
    }

    private static Object metric(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(METRICS), name);
    }

    private DhcpFamily family() {
        return DhcpFamily.valueOf(family.toUpperCase(Locale.ROOT));
    }

    private @Nullable List<SourceRecord> pollOnce() {
        try {
            return task.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
