package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Waits and ages are measured by the steady clock: somebody may set the other one. */
class LocalMomentTest {

    private static final long WALL = 1_800_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LocalMoment before = new LocalMoment(WALL, 0);

    @Test
    void measuresTheTimeBetweenByTheSteadyClock() {
        LocalMoment setForward = new LocalMoment(WALL + 86_400_000, 3 * NANOS_PER_SECOND);
        LocalMoment setBack = new LocalMoment(WALL - 86_400_000, 3 * NANOS_PER_SECOND);

        assertThat(setForward.millisSince(before)).isEqualTo(3_000);
        assertThat(setBack.millisSince(before)).isEqualTo(3_000);
    }

    @Test
    void isNeverBeforeAnEarlierOne() {
        assertThat(before.millisSince(new LocalMoment(WALL, NANOS_PER_SECOND))).isZero();
    }

    @Test
    void showsAStepOfTheWallClock() {
        LocalMoment stepped = new LocalMoment(WALL + 13_000, 3 * NANOS_PER_SECOND);

        assertThat(stepped.wallAheadMillis() - before.wallAheadMillis()).isEqualTo(10_000);
    }
}
