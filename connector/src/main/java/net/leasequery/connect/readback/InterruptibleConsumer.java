package net.leasequery.connect.readback;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Holds at most one open consumer, which one thread uses and any thread may close. A consumer may be used by one thread
 * at a time, so a close during a step only wakes the consumer, and the thread of the step closes it.
 */
final class InterruptibleConsumer implements AutoCloseable {

    private final Function<IsolationLevel, Consumer<byte[], byte[]>> factory;
    private final ReentrantLock use = new ReentrantLock();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean ended;

    InterruptibleConsumer(Function<IsolationLevel, Consumer<byte[], byte[]>> factory) {
        this.factory = factory;
    }

    /** Runs a step that may call {@link #open}; a step that is woken because of the close simply returns. */
    void during(Runnable step) {
        use.lock();
        try {
            step.run();
        } catch (WakeupException e) {
            if (!ended) {
                throw e;
            }
        } finally {
            use.unlock();
            closeIfEnded();
        }
    }

    boolean isEnded() {
        return ended;
    }

    boolean isOpen() {
        return consumer != null;
    }

    /**
     * Returns the open consumer, or opens one.
     *
     * @throws WakeupException after the close
     */
    Consumer<byte[], byte[]> open(IsolationLevel isolation) {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = factory.apply(isolation);
            consumer = open;
        }
        if (ended) {
            throw new WakeupException();
        }
        return open;
    }

    /** Closes the open consumer, from within a step; another may be opened then. */
    @SuppressWarnings("deprecation") // Its successor does not exist in the oldest supported worker.
    void shut() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    /** Closes this for good and ends a step in progress. Safe to call from any thread. */
    @Override
    public void close() {
        ended = true;
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        closeIfEnded();
    }

    private void closeIfEnded() {
        if (ended && use.tryLock()) {
            try {
                shut();
            } finally {
                use.unlock();
            }
        }
    }
}
