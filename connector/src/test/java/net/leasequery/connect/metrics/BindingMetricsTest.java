package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

class BindingMetricsTest {

    private static final long NOW = 1_800_000_100;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);

    private final AtomicLong nanos = new AtomicLong(1);
    private final BindingMetrics bindings = new BindingMetrics(() -> status(-2_000L), ResumeState.NONE, () -> 4, CLOCK);
    private final LoadMetrics loads = new LoadMetrics(() -> 0, nanos::get);

    @Test
    void beforeAnythingCameNothingIsKnown() {
        assertThat(values(bindings))
                .containsEntry("milliseconds-behind-source", -1L)
                .containsEntry("newest-change-age-ms", -1L)
                .containsEntry("newest-base-time-age-ms", -1L)
                .containsEntry("resume-position-ms", -1L)
                .containsEntry("gap-seconds", 0L)
                .containsEntry("duplicates-dropped-total", 4L);
    }

    /** The server's clock is two seconds behind ours, and its newest change three older than its base-time. */
    @Test
    void agesAreByTheServersClock() {
        ResumeState state = new ResumeState(new ResumePosition(Samples.second(NOW - 10), 3, -2_000L), null);
        bindings.saw(List.of(new Delivery.OfKeepAlive(Samples.second(NOW - 10), 0, state)));

        assertThat(values(bindings))
                .containsEntry("milliseconds-behind-source", 11_000L)
                .containsEntry("newest-base-time-age-ms", 8_000L)
                .containsEntry("resume-lag-seconds", 3L)
                .containsEntry("resume-position-ms", (NOW - 13) * 1_000)
                .containsEntry("clock-skew-ms", -2_000L);
    }

    @Test
    void bindingsAreCountedByOriginAndState() {
        ResumeState state = Samples.liveAt(NOW);
        bindings.saw(List.of(
                Samples.live(Samples.bare("192.0.2.1", BindingState.ACTIVE), state),
                Samples.live(Samples.bare("192.0.2.2", BindingState.RELEASED), state)));

        assertThat(values(bindings))
                .containsEntry("bindings-live-total", 2L)
                .containsEntry("bindings-poll-total", 0L)
                .containsEntry("bindings-active-total", 1L)
                .containsEntry("bindings-released-total", 1L);
    }

    @Test
    void anOpenGapShowsHowMuchIsOwed() {
        gap(new Gap(Samples.second(NOW - 100), Samples.second(NOW - 40)));
        assertThat(values(bindings)).containsEntry("gap-seconds", 60L);
        gap(new Gap(Samples.second(NOW - 100), null));
        assertThat(values(bindings)).containsEntry("gap-seconds", 98L);
        gap(Gap.SNAPSHOT);
        assertThat(values(bindings)).containsEntry("gap-seconds", -1L);
    }

    @Test
    void aLoadShowsItsRateAndAnEstimateOnceItsSizeIsKnown() {
        load(10, true);
        nanos.addAndGet(9_000_000_000L);
        load(5, false);

        assertThat(values(loads))
                .containsEntry("snapshot-running", 1)
                .containsEntry("snapshot-progress-bindings", 5L)
                .containsEntry("snapshot-rate", 5.0)
                .containsEntry("snapshot-remaining-ms", 1_000L)
                .containsEntry("gap-fill-running", 0)
                .containsEntry("poll-remaining-ms", -1L);
    }

    private void load(int count, boolean whole) {
        ResumeState state = Samples.owing(100, Gap.SNAPSHOT);
        loads.saw(List.of(Samples.notice(new Notice.SnapshotStarted("snap"), state)));
        for (int i = 0; i < count; i++) {
            loads.saw(List.of(new Delivery.OfBinding(
                    Samples.bare("192.0.2." + i, BindingState.ACTIVE), Origin.SNAPSHOT, "snap", null, state, true)));
        }
        nanos.addAndGet(1_000_000_000L);
        if (whole) {
            loads.saw(List.of(Samples.notice(new Notice.SnapshotCompleted("snap", count), Samples.liveAt(100))));
        }
    }

    private void gap(Gap gap) {
        bindings.saw(List.of(new Delivery.OfKeepAlive(Samples.second(NOW), 0, Samples.owing(NOW, gap))));
    }

    private static RequestorStatus status(Long skew) {
        return new RequestorStatus(
                RequestorStatus.Phase.LIVE,
                0,
                skew,
                RequestorStatus.LastHeard.NEVER,
                RequestorStatus.Received.NOTHING,
                RequestorStatus.Connections.NONE,
                RequestorStatus.Tolerated.NOTHING);
    }

    private static Map<String, Object> values(MetricGroup group) {
        Map<String, Object> values = new HashMap<>();
        group.all().forEach(metric -> values.put(metric.name(), metric.value().get()));
        return values;
    }
}
