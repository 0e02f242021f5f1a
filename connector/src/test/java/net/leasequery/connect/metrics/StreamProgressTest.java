package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

class StreamProgressTest {

    private static final ResumeState OWING = Samples.owing(100, Gap.SNAPSHOT);

    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());
    private final StreamProgress progress = new StreamProgress(nanos::get);

    @Test
    void nothingIsKnownAtTheStart() {
        assertThat(values())
                .isEqualTo(Map.of(
                        "snapshot-state",
                        0,
                        "snapshot-state-name",
                        "NONE",
                        "snapshot-bindings",
                        0L,
                        "gap-open",
                        0,
                        "last-poll-duration-ms",
                        -1L,
                        "time-since-last-poll-ms",
                        -1L));
    }

    @Test
    void aRunningSnapshotShowsItsBindingsAndNotThoseOfTheStream() {
        reported(new Notice.SnapshotStarted("snap"), OWING);
        bulk("192.0.2.1");
        bulk("192.0.2.2");
        progress.saw(List.of(Samples.live(Samples.bare("192.0.2.3", BindingState.ACTIVE), OWING)));

        assertThat(values())
                .containsEntry("snapshot-state-name", "RUNNING")
                .containsEntry("snapshot-bindings", 2L)
                .containsEntry("gap-open", 1);
    }

    @Test
    void aSnapshotThatBreaksOffBeginsToCountAnew() {
        reported(new Notice.SnapshotStarted("snap"), OWING);
        bulk("192.0.2.1");
        reported(new Notice.BackfillFailed(Gap.SNAPSHOT, "cut"), OWING);
        assertThat(values()).containsEntry("snapshot-state-name", "FAILED").containsEntry("snapshot-bindings", 1L);

        reported(new Notice.SnapshotStarted("again"), OWING);

        assertThat(values()).containsEntry("snapshot-state-name", "RUNNING").containsEntry("snapshot-bindings", 0L);
    }

    @Test
    void aCompleteSnapshotClosesTheGap() {
        reported(new Notice.SnapshotStarted("snap"), OWING);
        bulk("192.0.2.1");

        reported(new Notice.SnapshotCompleted("snap", 1), Samples.liveAt(100));

        assertThat(values())
                .containsEntry("snapshot-state-name", "COMPLETED")
                .containsEntry("snapshot-bindings", 1L)
                .containsEntry("gap-open", 0);
    }

    @Test
    void aPollShowsItsDurationAndItsAge() {
        reported(new Notice.PollStarted("poll", true), Samples.liveAt(100));
        pass(Duration.ofMillis(250));
        reported(new Notice.PollCompleted("poll", true, 0, Samples.second(100)), Samples.liveAt(100));
        pass(Duration.ofSeconds(9));

        assertThat(values())
                .containsEntry("last-poll-duration-ms", 250L)
                .containsEntry("time-since-last-poll-ms", 9_000L);
    }

    private void bulk(String address) {
        progress.saw(List.of(new Delivery.OfBinding(
                Samples.bare(address, BindingState.ACTIVE), Origin.SNAPSHOT, "snap", null, OWING, true)));
    }

    private void reported(Notice notice, ResumeState state) {
        progress.saw(List.of(Samples.notice(notice, state)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        progress.all()
                .forEach(metric -> values.put(metric.name(), metric.value().get()));
        return values;
    }
}
