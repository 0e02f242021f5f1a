package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.table.Prints;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the first task does with servers that are in the topic and not followed. */
@Timeout(20)
class FirstTaskTest {

    private static final SourcePartition WEST = new SourcePartition("west", DhcpFamily.IPV4);
    private static final SourcePartition NORTH = new SourcePartition("north", DhcpFamily.IPV4);
    private static final Map<String, Object> RETIRED =
            Map.of("v", 1L, "gap_start", 0L, "server_changes", 1L, "topics", "campus");

    private final BindingsTopic topic = new BindingsTopic();
    private final AtomicLong elapsed = new AtomicLong();
    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(new TaskEnvironment(
            requestor.factory(),
            (settings, isolation) -> topic.open(isolation),
            Clock.systemUTC(),
            () -> System.nanoTime() + elapsed.get(),
            Duration.ofMillis(20)));

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void whatKafkaShowsOfARetiredServerIsEndedAndThenReported() {
        topic.append(0, Samples.EAST, Prints.leased("192.0.2.1", 1, 2_000_000_000));
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        topic.append(0, WEST, Prints.leased("192.0.2.3", 1, 2_000_000_000));
        topic.append(0, WEST, Prints.leased("192.0.2.3", 1, 2_000_000_000).ended(BindingState.RELEASED));
        topic.append(0, NORTH, Prints.leased("192.0.2.4", 1, 2_000_000_000));
        start(new TaskContext(), "retire.servers", "west");

        List<SourceRecord> records = awaitRecords(2);

        SourceRecord end = records.get(0);
        assertThat(end.topic()).isEqualTo("campus.bindings");
        assertThat(end.sourcePartition()).isEqualTo(WEST.toMap());
        assertThat(((Struct) end.key()).getString("server")).isEqualTo("west");
        assertThat(((Struct) end.value()).getString("address")).isEqualTo("192.0.2.2");
        assertThat(((Struct) end.value()).getString("state")).isEqualTo("UNKNOWN");
        assertThat(((Struct) end.value()).getBoolean("inferred")).isTrue();
        SourceRecord event = records.get(1);
        assertThat(event.topic()).isEqualTo("campus.events");
        assertThat(((Struct) event.value()).getString("type")).isEqualTo("RETIRED");
        assertThat(((Struct) event.value()).getString("server")).isEqualTo("west");
        assertThat(((Struct) event.value()).getInt64("count")).isEqualTo(1);
        assertThat(event.sourcePartition()).isEqualTo(WEST.toMap());
        assertThat(event.sourceOffset()).isEqualTo(RETIRED);
    }

    @Test
    void theOffsetOwesEverythingFromTheFirstEndOnAndForgetsThePositionWithTheEvent() {
        Map<String, Object> stored = Map.of("v", 1L, "base_time", 300L, "lag", 0L);
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        start(new TaskContext("west", "ipv4", stored), "retire.servers", "west");

        List<SourceRecord> records = awaitRecords(2);

        assertThat(records.get(0).sourceOffset())
                .isEqualTo(Map.of("v", 1L, "base_time", 300L, "lag", 0L, "gap_start", 0L, "server_changes", 1L));
        assertThat(records.get(1).sourceOffset()).isEqualTo(RETIRED);
    }

    @Test
    void theEventWaitsUntilKafkaHasAcknowledgedAllEnds() {
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        topic.append(0, WEST, Prints.leased("192.0.2.3", 1, 2_000_000_000));
        start(new TaskContext(), "retire.servers", "west");
        List<SourceRecord> ends = awaitUnacknowledged(2);

        Acknowledged.store(task, ends.get(0));
        assertThat(poll()).isEmpty();
        Acknowledged.store(task, ends.get(1));

        assertThat(awaitRecords(1)).extracting(FirstTaskTest::typeOf).containsExactly("RETIRED");
    }

    @Test
    void anEndThatWasDroppedIsWrittenAgainBeforeTheEvent() {
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        topic.append(0, WEST, Prints.leased("192.0.2.3", 1, 2_000_000_000));
        start(new TaskContext(), "retire.servers", "west");
        List<SourceRecord> ends = awaitUnacknowledged(2);

        task.commitRecord(ends.get(0), null);
        Acknowledged.store(task, ends.get(1));
        assertThat(poll()).isEmpty();
        elapsed.addAndGet(Retirement.PAUSE.toNanos());

        List<SourceRecord> records = awaitRecords(2);
        assertThat(records.get(0).key()).isEqualTo(ends.get(0).key());
        assertThat(records.get(1)).extracting(FirstTaskTest::typeOf).isEqualTo("RETIRED");
        assertThat(((Struct) records.get(1).value()).getInt64("count")).isEqualTo(2);
    }

    @Test
    void aServerWhoseEndsAreDroppedEachTimeIsNotReportedAsRetired() {
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        start(new TaskContext(), "retire.servers", "west");

        for (int attempt = 1; attempt <= Retirement.MOST_ATTEMPTS; attempt++) {
            task.commitRecord(awaitUnacknowledged(1).get(0), null);
            assertThat(poll()).isEmpty();
            elapsed.addAndGet(Retirement.PAUSE.toNanos());
        }

        assertThat(poll()).isEmpty();
        assertThat(poll()).isEmpty();
    }

    @Test
    void aServerThatWasRetiredBeforeIsNotReportedAgain() throws JMException {
        topic.append(0, WEST, Prints.leased("192.0.2.3", 1, 2_000_000_000).ended(BindingState.UNKNOWN));
        start(new TaskContext("west", "ipv4", RETIRED), "retire.servers", "west");

        awaitMetric("unfollowed-servers", 0L);

        assertThat(poll()).isEmpty();
    }

    @Test
    void aServerThatIsMerelyNotFollowedIsCountedAndLeftAlone() throws JMException {
        topic.append(0, WEST, Prints.leased("192.0.2.2", 1, 2_000_000_000));
        topic.append(0, new SourcePartition("south", DhcpFamily.IPV6), Prints.leased("2001:db8::1", 1, 2_000_000_000));
        start(new TaskContext());

        awaitMetric("unfollowed-servers", 1L);

        assertThat(poll()).isEmpty();
    }

    @Test
    void aRetiredServerThatComesBackBeginsWithASnapshot() {
        start(new TaskContext("east", "ipv4", RETIRED));

        assertThat(requestor.resumedFrom().position()).isNull();
        assertThat(requestor.resumedFrom().gap()).isEqualTo(Gap.SNAPSHOT);
    }

    @Test
    void onlyTheFirstTaskRetires() {
        LeasequerySourceConnector connector = new LeasequerySourceConnector();
        Map<String, String> config = config("retire.servers", "west", "dhcp.servers", "east=192.0.2.1,south=192.0.2.2");
        config.put("tasks.max", "2");
        connector.start(config);

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks.get(0)).containsEntry("retire.servers", "west");
        assertThat(tasks.get(1)).doesNotContainKey("retire.servers");
    }

    private void start(TaskContext context, String... keysAndValues) {
        LeasequerySourceConnector connector = new LeasequerySourceConnector();
        connector.start(config(keysAndValues));
        task.initialize(context);
        task.start(connector.taskConfigs(1).get(0));
    }

    private static Map<String, String> config(String... keysAndValues) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "leases",
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "sweep.bootstrap.servers", "kafka:9092"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    /** Returns that many records, each acknowledged by Kafka when it comes. */
    private List<SourceRecord> awaitRecords(int count) {
        List<SourceRecord> all = new ArrayList<>();
        await().untilAsserted(() -> {
            all.addAll(Acknowledged.poll(task));
            assertThat(all).hasSize(count);
        });
        return all;
    }

    private List<SourceRecord> awaitUnacknowledged(int count) {
        List<SourceRecord> all = new ArrayList<>();
        await().untilAsserted(() -> {
            all.addAll(poll());
            assertThat(all).hasSize(count);
        });
        return all;
    }

    private static String typeOf(SourceRecord event) {
        return ((Struct) event.value()).getString("type");
    }

    private void awaitMetric(String name, Object value) throws JMException {
        ObjectName bean = new ObjectName("net.leasequery.connect:type=task,connector=\"leases\",server=\"east\"");
        await().untilAsserted(() -> {
            assertThat(poll()).isEmpty();
            assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name))
                    .isEqualTo(value);
        });
    }

    private List<SourceRecord> poll() {
        try {
            List<SourceRecord> records = task.poll();
            return records == null ? List.of() : records;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
