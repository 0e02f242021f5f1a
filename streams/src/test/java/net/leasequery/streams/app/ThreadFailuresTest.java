package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    private final Steps clock = new Steps();
    private final ThreadFailures failures = new ThreadFailures(clock);

    @Test
    void replacesAThreadUntilItHasFailedTooOftenWithinTheWindow() {
        for (int failure = 1; failure < ThreadFailures.MOST; failure++) {
            assertThat(failures.mayReplace()).as("failure %d", failure).isTrue();
            clock.pass(Duration.ofSeconds(20));
        }
        assertThat(failures.mayReplace()).isFalse();
    }

    @Test
    void forgetsFailuresThatAreOld() {
        for (int failure = 0; failure < 3 * ThreadFailures.MOST; failure++) {
            assertThat(failures.mayReplace()).as("failure %d", failure).isTrue();
            clock.pass(ThreadFailures.WINDOW.dividedBy(ThreadFailures.MOST - 1));
        }
    }

    private static final class Steps extends Clock {
        private Instant now = Instant.parse("2026-11-26T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
