package net.leasequery.streams.app;

import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an instance ends. Safe for several threads. */
final class Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /** Takes the reason for which this instance stops. */
    void failed(Throwable why) {
        failure = why;
    }

    /** Takes a state of Kafka Streams. */
    void changed(KafkaStreams.State now) {
        if (now == KafkaStreams.State.ERROR && failure == null) {
            // Only a contradiction between records and configuration ends all instances.
            failure = new ConfigException("Another instance has stopped the application; its log says why");
            LOG.error("Another instance has stopped the application, because the records of the servers contradict the"
                    + " configuration. See its log.");
        }
        if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
            ended.countDown();
        }
    }

    /** Waits for the end; returns the cause of a failure, or null. */
    @Nullable
    Throwable await() throws InterruptedException {
        ended.await();
        return failure;
    }
}
