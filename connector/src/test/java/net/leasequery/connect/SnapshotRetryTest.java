package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotRetryTest {

    private long nanos;
    private final SnapshotRetry retry = new SnapshotRetry(() -> nanos);

    @Test
    void isDueWhenASweepHasBeenOwedForFiveMinutes() {
        assertThat(retry.isDue(true, false)).isFalse();
        pass(Duration.ofSeconds(299));
        assertThat(retry.isDue(true, false)).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(retry.isDue(true, false)).isTrue();
        assertThat(retry.isDue(true, false)).isFalse();
    }

    @Test
    void isNotDueWhileSomethingIsLoadedThatMaySettleIt() {
        assertThat(retry.isDue(true, false)).isFalse();
        pass(Duration.ofHours(1));

        assertThat(retry.isDue(true, true)).isFalse();
        assertThat(retry.isDue(true, false)).isFalse();
    }

    @Test
    void waitsLongerEachTimeUpToSixHours() {
        Duration pause = Duration.ofMinutes(5);
        for (int failed = 0; failed < 10; failed++) {
            // Whether the next one settles it, a stream that has just begun does not know.
            assertThat(retry.isDue(false, true)).isFalse();
            assertThat(retry.isDue(true, false)).isFalse();
            pass(pause.minusNanos(1));
            assertThat(retry.isDue(true, false)).as("after %s", pause).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(retry.isDue(true, false)).as("after %s", pause).isTrue();
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(Duration.ofHours(6)) > 0 ? Duration.ofHours(6) : pause;
        }
    }

    @Test
    void beginsAnewOnceASnapshotHasSettledIt() {
        isDueWhenASweepHasBeenOwedForFiveMinutes();
        assertThat(retry.isDue(false, false)).isFalse();

        isDueWhenASweepHasBeenOwedForFiveMinutes();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
