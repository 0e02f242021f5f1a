package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.readback.ReadBackConsumers;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.readback.TopicIdentity;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bindings topic was deleted and made anew, while a task ran or while none did: everything is loaded again. */
@Timeout(30)
class RecreatedTopicTest {

    private static final long THEN = 1_800_000_100L;

    private final BindingsTopic topic = new BindingsTopic();
    private final Clients clients = new Clients();
    private final List<ScriptedRequestor> requestors = new ArrayList<>();
    private long nanos;
    private int reported;
    private final LeasequerySourceTask task = new LeasequerySourceTask(new TaskEnvironment(
            (settings, state) -> {
                ScriptedRequestor requestor = new ScriptedRequestor();
                requestors.add(requestor);
                return requestor.factory().create(settings, state);
            },
            clients,
            Clock.systemUTC(),
            () -> nanos,
            Duration.ofMillis(10)));

    private Uuid id = Uuid.randomUuid();
    private boolean exists = true;
    private boolean answersCome = true;

    @AfterEach
    void stop() {
        task.stop();
        assertThat(clients.open).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void whileNoTaskRan(String family) throws InterruptedException {
        start(family, stored(Uuid.randomUuid().toString()));

        List<SourceRecord> records = pollUntilRecords();

        assertThat(records)
                .singleElement()
                .extracting(record -> ((Struct) record.value()).getString("type"))
                .isEqualTo("TOPIC_RECREATED");
        assertThat(requestors).hasSize(2);
        assertThat(owesEverything(requestors.get(1).resumedFrom())).isTrue();
        assertThat(owesEverything(offset(records.get(0)).resume())).isTrue();

        // It is told once, and then the offset is of the new topic.
        SourceRecord next = nextBinding(requestors.get(1));
        assertThat(offset(next).topicId()).isEqualTo(id.toString());
        assertThat(requestors).hasSize(2);
    }

    @Test
    void whileNoTaskRanAndKafkaMakesItWithTheFirstRecord() throws InterruptedException {
        exists = false;
        start("ipv6", stored(Uuid.randomUuid().toString()));
        SourceRecord first = nextBinding(awaitRequestor());
        assertThat(owesEverything(offset(first).resume())).isFalse();

        exists = true;
        nanos += Duration.ofSeconds(31).toNanos();

        assertThat(pollUntilRecords())
                .singleElement()
                .extracting(record -> ((Struct) record.value()).getString("type"))
                .isEqualTo("TOPIC_RECREATED");
        assertThat(owesEverything(requestors.get(1).resumedFrom())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTopicThatIsTheSameOrOfWhichNothingIsKnownIsResumed(boolean known) throws InterruptedException {
        start("ipv6", stored(known ? id.toString() : null));

        SourceRecord first = nextBinding(awaitRequestor());

        assertThat(requestors).hasSize(1);
        assertThat(owesEverything(offset(first).resume())).isFalse();
        assertThat(offset(first).topicId()).isEqualTo(id.toString());
    }

    @Test
    void whileTheTaskRuns() throws InterruptedException {
        start("ipv6", stored(id.toString()));
        nextBinding(awaitRequestor(), 700);
        id = Uuid.randomUuid();
        nextBinding(requestors.get(0), 0);

        List<SourceRecord> records = pollUntilRecords();

        assertThat(records)
                .singleElement()
                .extracting(record -> ((Struct) record.value()).getString("type"))
                .isEqualTo("TOPIC_RECREATED");
        assertThat(owesEverything(requestors.get(1).resumedFrom())).isTrue();
        assertThat(offset(nextBinding(requestors.get(1))).topicId()).isEqualTo(id.toString());
        assertThat(requestors).hasSize(2);
    }

    /** No record follows whose acknowledged offset could show it. */
    @Test
    void whileTheTaskRunsAndNothingIsWritten() throws InterruptedException {
        start("ipv6", stored(id.toString()));
        nextBinding(awaitRequestor(), 700);
        id = Uuid.randomUuid();
        nanos += TopicIdentity.BETWEEN_LOOKS.toNanos();

        assertThat(pollUntilRecords())
                .singleElement()
                .extracting(record -> ((Struct) record.value()).getString("type"))
                .isEqualTo("TOPIC_RECREATED");
        assertThat(owesEverything(requestors.get(1).resumedFrom())).isTrue();
        assertThat(clients.opened).as("one client for both look-ups").isEqualTo(1);
    }

    /** Otherwise the records could be of a topic that is deleted before the id of its successor is looked up. */
    @Test
    void topicIsReadBackOnceItsIdIsKnown() throws InterruptedException {
        answersCome = false;
        start("ipv6", stored(null));
        pollInVain();
        assertThat(topic.wasRead()).isFalse();

        clients.answerNow();

        assertThat(offset(nextBinding(awaitRequestor())).topicId()).isEqualTo(id.toString());
    }

    @Test
    void topicWhoseIdCannotBeLookedUpSoonIsReadBackNevertheless() throws InterruptedException {
        answersCome = false;
        start("ipv6", stored(null));
        pollInVain();

        nanos += Duration.ofSeconds(10).toNanos();

        assertThat(offset(nextBinding(awaitRequestor())).topicId()).isNull();
        clients.answerNow();
        assertThat(offset(nextBinding(requestors.get(0))).topicId()).isEqualTo(id.toString());
    }

    @Test
    void lookUpOfAnIdDoesNotDelayTheStop() throws InterruptedException {
        answersCome = false;
        start("ipv6", stored(null));
        pollInVain();

        task.stop();

        assertThat(task.poll()).isNull();
        assertThat(topic.wasRead()).isFalse();
    }

    private void pollInVain() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(task.poll()).isNull();
        }
        assertThat(clients.opened).isEqualTo(1);
    }

    private ScriptedRequestor awaitRequestor() throws InterruptedException {
        while (requestors.isEmpty() || !requestors.get(0).isPolled()) {
            assertThat(task.poll()).isNull();
        }
        return requestors.get(0);
    }

    /** After a few polls without anything, in which the task finds out what it can. */
    private SourceRecord nextBinding(ScriptedRequestor requestor) throws InterruptedException {
        return nextBinding(requestor, Acknowledged.UNKNOWN_OFFSET);
    }

    private SourceRecord nextBinding(ScriptedRequestor requestor, long offset) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(task.poll()).isNull();
        }
        String address = "2001:db8::" + ++reported;
        requestor.deliver(Samples.live(Samples.bare(address, BindingState.ACTIVE), requestor.resumedFrom()));
        return pollUntilRecords(offset).get(0);
    }

    private List<SourceRecord> pollUntilRecords() throws InterruptedException {
        return pollUntilRecords(Acknowledged.UNKNOWN_OFFSET);
    }

    private List<SourceRecord> pollUntilRecords(long offset) throws InterruptedException {
        List<SourceRecord> records = List.of();
        while (records.isEmpty()) {
            records = Acknowledged.poll(task, offset);
        }
        return records;
    }

    private static SourceOffset stored(@Nullable String topicId) {
        return new SourceOffset(Samples.liveAt(THEN), new OffsetScope("campus", null), false, topicId);
    }

    private void start(String family, SourceOffset stored) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "leases",
                "dhcp.family", family,
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "sweep.bootstrap.servers", "broker.example.net:9092",
                "security.protocol", "PLAINTEXT"));
        if (family.equals("ipv6")) {
            config.put("bulk.query.types", "relay-id:0a0b");
        }
        task.initialize(new TaskContext(
                family, new OffsetFormat(family.equals("ipv6") ? DhcpFamily.IPV6 : DhcpFamily.IPV4).write(stored)));
        task.start(config);
    }

    @SuppressWarnings("unchecked")
    private static SourceOffset offset(SourceRecord record) {
        DhcpFamily family = "ipv6".equals(record.sourcePartition().get("family")) ? DhcpFamily.IPV6 : DhcpFamily.IPV4;
        return new OffsetFormat(family).read((Map<String, Object>) record.sourceOffset());
    }

    private static boolean owesEverything(ResumeState state) {
        Gap gap = state.gap();
        return gap != null && gap.isSnapshot();
    }

    private final class Clients implements ReadBackConsumers {

        private int open;
        private int opened;
        private @Nullable KafkaFutureImpl<TopicDescription> awaited;

        void answerNow() {
            assertThat(Objects.requireNonNull(awaited).complete(description())).isTrue();
        }

        private TopicDescription description() {
            return new TopicDescription("campus.bindings", false, List.of(), null, id);
        }

        @Override
        public Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation) {
            return topic.open(isolation);
        }

        @Override
        public Admin openAdmin(ReadBackSettings settings) {
            open++;
            opened++;
            return (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                        if (method.getName().equals("describeTopics")) {
                            return new Answered(answer());
                        }
                        assertThat(method.getName()).isEqualTo("close");
                        open--;
                        return null;
                    });
        }

        private KafkaFuture<TopicDescription> answer() {
            KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
            if (!answersCome) {
                awaited = answer;
            } else if (exists) {
                answer.complete(description());
            } else {
                answer.completeExceptionally(new UnknownTopicOrPartitionException("no such topic"));
            }
            return answer;
        }
    }

    private static final class Answered extends DescribeTopicsResult {
        Answered(KafkaFuture<TopicDescription> answer) {
            super(null, Map.of("campus.bindings", answer));
        }
    }
}
