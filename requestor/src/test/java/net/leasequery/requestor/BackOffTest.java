package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Test
    @Tag("S002-5.1-1")
    void doublesItsBoundUpToTheGreatest() {
        List<Long> bounds = IntStream.rangeClosed(1, 9)
                .mapToObj(fruitless -> longest(fruitless).toSeconds())
                .toList();

        assertThat(bounds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(longest(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void mayNotWaitAtAll() {
        assertThat(backOff.delay(9, (Always) bound -> 0)).isZero();
    }

    @Test
    void staysAtABoundThatIsNoPowerOfTheFirst() {
        BackOff odd = new BackOff(Duration.ofMillis(7), Duration.ofMillis(20));

        assertThat(odd.delay(3, (Always) bound -> bound - 1)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void refusesBoundsInTheWrongOrder() {
        assertThatThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initial PT2S, max PT1S");
    }

    private Duration longest(int fruitless) {
        return backOff.delay(fruitless, (Always) bound -> bound - 1);
    }

    /** No chance: always the same of what is possible. */
    private interface Always extends RandomGenerator {

        @Override
        long nextLong(long bound);

        @Override
        default long nextLong() {
            throw new UnsupportedOperationException("a wait is bounded");
        }
    }
}
