package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The task with {@code query.mode=bulk}. */
@Timeout(20)
@ParameterizedClass
@ValueSource(strings = {"ipv4", "ipv6"})
class PollingTaskTest {

    private static final long FIRST = 1_800_000_100;
    private static final long SECOND = 1_800_000_200;
    private static final long THIRD = 1_800_000_300;

    private final DhcpFamily family;
    private final Map<String, String> config;
    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(TaskEnvironment.of(requestor.factory()));

    PollingTaskTest(String family) {
        this.family = DhcpFamily.valueOf(family.toUpperCase(Locale.ROOT));
        this.config = Map.of(
                "name", "leases",
                "dhcp.family", family,
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "query.mode", "bulk",
                "bulk.query.types", "relay-id:0a0b",
                "vpn.id", "blue", // that of Samples.full()
                "security.protocol", "PLAINTEXT");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void theRequestorIsToldToPoll() {
        start(config);

        assertThat(requestor.settings().queryMode()).isEqualTo(QueryMode.BULK);
    }

    @Test
    void aVanishedBindingIsEndedAndThenTheOffsetMoves() throws InterruptedException {
        start(config);
        poll("first", ResumeState.NONE, Samples.liveAt(FIRST), Samples.full());
        poll("second", Samples.liveAt(FIRST), Samples.liveAt(SECOND));

        List<SourceRecord> records = pollUntil("campus.heartbeat", 2);

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsExactly(
                        "campus.bindings", "campus.heartbeat", "campus.bindings", "campus.events", "campus.heartbeat");
        assertThat(((Struct) records.get(2).value()).getBoolean("inferred")).isTrue();
        assertThat(records)
                .extracting(record -> (Object) record.sourceOffset().get("base_time"))
                .containsExactly(null, onTheWire(FIRST), onTheWire(FIRST), onTheWire(FIRST), onTheWire(SECOND));
    }

    @Test
    void withSweepsOffAVanishedBindingStays() throws InterruptedException {
        Map<String, String> off = new HashMap<>(config);
        off.put("sweep.mode", "off");
        start(off);
        poll("first", ResumeState.NONE, Samples.liveAt(FIRST), Samples.full());
        poll("second", Samples.liveAt(FIRST), Samples.liveAt(SECOND), Samples.full());
        poll("third", Samples.liveAt(SECOND), Samples.liveAt(THIRD));

        assertThat(pollUntil("campus.heartbeat", 3))
                .extracting(SourceRecord::topic)
                .containsExactly("campus.bindings", "campus.heartbeat", "campus.heartbeat", "campus.heartbeat");
    }

    @Test
    void whileTheTopicIsBeingReadBackTheServerIsNotAskedAndTheTaskStopsAtOnce() throws IOException {
        try (ServerSocket silentBroker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> readBack = new HashMap<>(config);
            readBack.put("sweep.bootstrap.servers", "127.0.0.1:" + silentBroker.getLocalPort());
            start(readBack);
            CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> {
                while (!requestor.isClosed()) {
                    pollOnce();
                }
            });
            assertThat(silentBroker.accept()).isNotNull();

            task.stop();

            assertThat(polling)
                    .as("sooner than the patience with a broker, 30 s")
                    .succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(requestor.isStarted()).isFalse();
        }
    }

    private void start(Map<String, String> config) {
        task.initialize(new TaskContext());
        task.start(config);
    }

    private long onTheWire(long second) {
        return Samples.second(second).toWire(family);
    }

    private void poll(String id, ResumeState before, ResumeState after, Binding... answer) {
        requestor.deliver(Samples.notice(new Notice.PollStarted(id, true), before));
        for (Binding binding : answer) {
            requestor.deliver(new Delivery.OfBinding(binding, Origin.POLL, id, null, before, true));
        }
        requestor.deliver(Samples.notice(
                new Notice.PollCompleted(id, true, answer.length, Samples.second(1_700_000_000)), after));
    }

    private List<SourceRecord> pollUntil(String topic, int times) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.stream().filter(record -> record.topic().equals(topic)).count() < times) {
            List<SourceRecord> polled = task.poll();
            records.addAll(polled == null ? List.of() : polled);
        }
        return records;
    }

    private void pollOnce() {
        try {
            task.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
