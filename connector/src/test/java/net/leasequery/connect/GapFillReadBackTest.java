package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A DHCPv4 task compares with its topic while the server repeats much. */
@Timeout(20)
class GapFillReadBackTest {

    private static final long NOW = 1_800_000_000;
    private static final Gap GAP = new Gap(Samples.second(NOW - 100), Samples.second(NOW));
    private static final Binding LEASED = Samples.bare("192.0.2.1", BindingState.ACTIVE);
    private static final Binding FREE = Samples.bare("192.0.2.1", BindingState.AVAILABLE);
    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

    private final BindingsTopic topic = new BindingsTopic();
    private final AtomicLong nanos = new AtomicLong();
    private final List<LeasequerySourceTask> tasks = new ArrayList<>();
    private boolean readable = true;
    private boolean closable = true;
    private ScriptedRequestor requestor = new ScriptedRequestor();

    @AfterEach
    void stop() {
        tasks.forEach(LeasequerySourceTask::stop);
    }

    @Test
    void whatKafkaHasIsNotWrittenAgainByACatchUpAfterARestart() throws InterruptedException {
        kafkaHas(LEASED);
        LeasequerySourceTask task = resumed();

        report(Origin.CATCH_UP, LEASED, Samples.liveAt(NOW));
        assertThat(bindings(task)).isEmpty();
        report(Origin.CATCH_UP, FREE, Samples.liveAt(NOW));
        assertThat(bindings(task)).hasSize(1);
    }

    @Test
    void whatKafkaHasIsNotWrittenAgainByAGapFill() throws InterruptedException {
        kafkaHas(LEASED);
        LeasequerySourceTask task = resumed();
        requestor.deliver(Samples.notice(new Notice.CatchUpCompleted(0), Samples.liveAt(NOW)));
        assertThat(bindings(task)).isEmpty();

        requestor.deliver(Samples.notice(new Notice.DataMissing(GAP), Samples.owing(NOW, GAP)));
        assertThat(bindings(task)).isEmpty();
        report(Origin.GAP_FILL, LEASED, Samples.owing(NOW, GAP));
        assertThat(bindings(task)).isEmpty();
        report(Origin.GAP_FILL, FREE, Samples.owing(NOW, GAP));
        assertThat(bindings(task)).hasSize(1);
    }

    @Test
    void aTopicThatCannotBeReadBackLetsEverythingThroughAtOnce() throws InterruptedException {
        kafkaHas(LEASED);
        readable = false;
        LeasequerySourceTask task = resumed();

        report(Origin.CATCH_UP, LEASED, Samples.liveAt(NOW));

        assertThat(bindings(task)).hasSize(1);
    }

    @Test
    void aReadBackThatTakesLongHoldsTheStreamForTenSecondsOnly() throws InterruptedException {
        kafkaHas(LEASED);
        topic.endsLater();
        LeasequerySourceTask task = resumed();
        report(Origin.CATCH_UP, LEASED, Samples.liveAt(NOW));

        assertThat(bindings(task)).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(bindings(task)).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(bindings(task)).hasSize(1);
    }

    /** Kafka's consumer fails so on a thread that a worker interrupts. */
    @Test
    void aConsumerThatFailsToCloseLeavesNothingElseOpen() throws InterruptedException {
        kafkaHas(LEASED);
        topic.endsLater();
        LeasequerySourceTask task = resumed();
        assertThat(bindings(task)).isEmpty();
        closable = false;

        assertThatThrownBy(task::stop).isInstanceOf(InterruptException.class);

        assertThat(requestor.isClosed()).isTrue();
        closable = true;
    }

    @SuppressWarnings("unchecked") // The proxy has the interface of the consumer behind it.
    private Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        Consumer<byte[], byte[]> consumer = topic.open(isolation);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close") && !closable) {
                        throw new InterruptException("stopped");
                    }
                    return method.invoke(consumer, arguments);
                });
    }

    /** As an earlier run wrote it. */
    private void kafkaHas(Binding binding) throws InterruptedException {
        LeasequerySourceTask earlier = started(null);
        report(Origin.LIVE, binding, Samples.liveAt(NOW));
        SourceRecord record = bindings(earlier).get(0);
        String header =
                String.valueOf(record.headers().lastWithName("leasequery.table").value());
        topic.append(0, KEY, header.getBytes(StandardCharsets.UTF_8));
        earlier.stop();
    }

    private LeasequerySourceTask resumed() {
        return started(new OffsetFormat(DhcpFamily.IPV4).write(new SourceOffset(Samples.liveAt(NOW), null, false)));
    }

    private LeasequerySourceTask started(@Nullable Map<String, Object> offset) {
        requestor = new ScriptedRequestor();
        ScriptedRequestor own = requestor;
        LeasequerySourceTask task = new LeasequerySourceTask(new TaskEnvironment(
                (settings, state) -> own.factory().create(settings, state),
                (settings, isolation) -> {
                    if (!readable) {
                        throw new KafkaException("away");
                    }
                    return consumer(isolation);
                },
                Clock.systemUTC(),
                nanos::get,
                Duration.ofMillis(10)));
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.servers", "east=192.0.2.1",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "snapshot.mode", offset == null ? "never" : "initial",
                "heartbeat.interval.ms", "0",
                "sweep.bootstrap.servers", "kafka:9092"));
        task.initialize(new TaskContext("ipv4", offset));
        task.start(config);
        tasks.add(task);
        return task;
    }

    private void report(Origin origin, Binding binding, ResumeState state) {
        requestor.deliver(
                new Delivery.OfBinding(binding, origin, origin == Origin.GAP_FILL ? "gap" : null, null, state, true));
    }

    /** The bindings that some polls bring. */
    private static List<SourceRecord> bindings(LeasequerySourceTask task) throws InterruptedException {
        List<SourceRecord> bindings = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<SourceRecord> records = task.poll();
            if (records != null) {
                records.stream()
                        .filter(record -> record.topic().equals("campus.bindings"))
                        .forEach(bindings::add);
            }
        }
        return bindings;
    }
}
