package net.leasequery.connect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.resume.ResumeState;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LeasequerySourceTaskTest {

    private static final Map<String, String> CONFIG = Map.of(
            "name", "leases",
            "dhcp.servers", "east=192.0.2.1:6700",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT");

    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(requestor.factory());

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void followsItsServer() {
        start(null);

        assertThat(requestor.settings().server()).isEqualTo(new DhcpServer("east", "192.0.2.1", 6700));
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

        Gap gap = new Gap(Samples.second(100), Samples.second(200));
        assertThat(requestor.resumedFrom()).isEqualTo(Samples.owing(300, gap));
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
        Map<String, String> two = new HashMap<>(CONFIG);
        two.put("dhcp.servers", "east=a,west=b");
        two.put("tasks.max", "2");
        task.initialize(new TaskContext(null));

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
    void anIdlePollReturnsNullSoThatTheWorkerCanPauseOrStop() throws InterruptedException {
        start(null);

        assertThat(task.poll()).isNull();
    }

    @Test
    void pollWakesAsSoonAsThereIsSomething() {
        start(null);
        CompletableFuture<List<SourceRecord>> polled = CompletableFuture.supplyAsync(this::pollUntilSomething);
        await().until(requestor::isPolled);

        requestor.deliver(Samples.live(Samples.full(), Samples.liveAt(100)));

        assertThat(polled).succeedsWithin(1, SECONDS);
    }

    @Test
    void stopsWithinASecondFromAnotherThreadWhilePollWaits() {
        start(null);
        CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> {
            while (!requestor.isClosed()) {
                pollOnce();
            }
        });
        await().until(requestor::isPolled);

        long before = System.nanoTime();
        task.stop();

        assertThat(polling).succeedsWithin(1, SECONDS);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(5_000);
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
        ObjectName name = new ObjectName("net.leasequery.connect:type=task,connector=\"leases\",server=\"east\"");

        start(null);

        assertThat(beans.getAttribute(name, "connected")).isEqualTo(1);
        assertThat(beans.getAttribute(name, "phase")).isEqualTo("LIVE");

        task.stop();

        assertThat(beans.isRegistered(name)).isFalse();
    }

    private void start(@Nullable Map<String, Object> storedOffset) {
        task.initialize(new TaskContext(storedOffset));
        task.start(CONFIG);
    }

    private List<SourceRecord> pollUntilSomething() {
        List<SourceRecord> records = pollOnce();
        while (records == null) {
            records = pollOnce();
        }
        return records;
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
