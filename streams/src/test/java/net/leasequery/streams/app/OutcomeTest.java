package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final Outcome outcome = new Outcome();

    @Test
    void aStopInOrderIsNoFailure() throws Exception {
        outcome.changed(State.RUNNING);
        outcome.changed(State.PENDING_SHUTDOWN);
        outcome.changed(State.NOT_RUNNING);

        assertThat(outcome.await()).isNull();
    }

    @Test
    void aFailureOfThisInstanceIsItsReason() throws Exception {
        IllegalStateException why = new IllegalStateException();
        outcome.failed(why);
        outcome.changed(State.PENDING_ERROR);
        outcome.changed(State.ERROR);

        assertThat(outcome.await()).isSameAs(why);
    }

    /** Kafka Streams tells the other instances to stop, but not why. */
    @Test
    void anInstanceThatAnotherOneStopsDoesNotEndAsIfInOrder() throws Exception {
        outcome.changed(State.PENDING_ERROR);
        outcome.changed(State.ERROR);

        assertThat(outcome.await()).isInstanceOf(ConfigException.class);
    }
}
