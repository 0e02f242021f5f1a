package net.leasequery.connect.record;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the outcome of the records that the task handed to Kafka Connect. A record with metadata was acknowledged by
 * Kafka. A record without metadata was not: a transform dropped it, or its failure was ignored by
 * {@code errors.tolerance=all}.
 *
 * <p>Kafka assigns offsets in ascending order, and a producer reports the records of one partition in that order. An
 * offset that is not above the one before therefore means that the partition lost records: the topic was deleted and
 * created again, or a replica without the newest records became leader.
 *
 * <p>Thread-safe: the producer's thread reports, the task's thread reads.
 */
public final class Acknowledgements {

    /** A transform that routes each record to a topic of its own must not fill the heap. */
    private static final int MOST_PARTITIONS = 10_000;

    private final Consumer<? super SourceRecord> onAcknowledged;
    private final AtomicLong handedOver = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong notWritten = new AtomicLong();
    private final Map<TopicPartition, Long> newestOffsets = new ConcurrentHashMap<>();
    private final Set<String> recreated = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread polling;
    private volatile long settledByCommit;
    private volatile @Nullable Thread waiting;
    private volatile long awaited;

    /** Only counts and compares offsets. */
    public Acknowledgements() {
        this(record -> {});
    }

    /**
     * Also passes on acknowledged records.
     *
     * @param onAcknowledged called with each acknowledged record, on the thread of the producer; must not block
     */
    public Acknowledgements(Consumer<? super SourceRecord> onAcknowledged) {
        this.onAcknowledged = onAcknowledged;
    }

    /** Counts records that are about to be passed to Kafka Connect, on the polling thread. */
    public void handedOver(int records) {
        polling = Thread.currentThread();
        handedOver.addAndGet(records);
    }

    /**
     * Called when Kafka Connect has committed. With exactly-once delivery it does so on the polling thread, and by then
     * has reported the outcome of every record that it sent. It reports a record that a transform dropped only with the
     * next transaction, which may never come, so records without an outcome are no longer counted as unacknowledged. A
     * commit on another thread shows nothing about records.
     */
    public void committed() {
        if (Thread.currentThread() == polling) {
            settledByCommit = handedOver.get();
        }
    }

    /**
     * Takes the outcome of one record, as reported by Kafka Connect.
     *
     * @param record as the task handed it over, before any transform
     * @param metadata where Kafka stored it; null if it was not stored
     */
    public void answered(SourceRecord record, @Nullable RecordMetadata metadata) {
        take(record, metadata);
        answered.incrementAndGet();
        Thread waiter = waiting;
        if (waiter != null && unacknowledged() <= awaited) {
            LockSupport.unpark(waiter);
        }
    }

    private void take(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (record instanceof BindingRecord binding) {
            binding.receipt().settled(metadata != null);
        }
        if (metadata == null) {
            notWritten.incrementAndGet();
            return;
        }
        if (metadata.hasOffset()) {
            compare(record, metadata);
        }
        onAcknowledged.accept(record);
    }

    private void compare(SourceRecord record, RecordMetadata metadata) {
        TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
        Long before = newestOffsets.get(partition);
        if (before == null && newestOffsets.size() >= MOST_PARTITIONS) {
            return;
        }
        newestOffsets.put(partition, metadata.offset());
        if (before != null && metadata.offset() <= before) {
            // Every other partition of a new topic starts over, too.
            newestOffsets
                    .keySet()
                    .removeIf(other -> other.topic().equals(metadata.topic()) && !other.equals(partition));
            recreated.add(record.topic());
        }
    }

    /** Number of records whose outcome Kafka Connect has not reported yet, and may still report for a commit. */
    public long unacknowledged() {
        // Read in this order, so that a race cannot make the difference negative.
        long done = Math.max(answered.get(), settledByCommit);
        return handedOver.get() - done;
    }

    /** Number of records since the start that Kafka has stored. */
    long stored() {
        return answered.get() - notWritten.get();
    }

    /** Number of records since the start that are not in Kafka, including those of which a commit has shown this. */
    long dropped() {
        return notWritten.get() + Math.max(0, settledByCommit - answered.get());
    }

    /** Whether Kafka Connect has reported any outcome. A test harness may never do so. */
    public boolean hasAny() {
        return answered.get() > 0;
    }

    /**
     * Waits until Kafka Connect has reported the outcome of every record. For one thread at a time.
     *
     * @param longest how long to wait
     * @return whether nothing is unacknowledged
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitAll(Duration longest) throws InterruptedException {
        return awaitAtMost(0, longest);
    }

    /**
     * Waits until the outcome of no more than a number of records is unknown. For one thread at a time.
     *
     * @param most records whose outcome may be unknown
     * @param longest how long to wait
     * @return whether there are no more
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitAtMost(long most, Duration longest) throws InterruptedException {
        if (unacknowledged() <= most) {
            return true;
        }
        long deadline = System.nanoTime() + longest.toNanos();
        awaited = most;
        waiting = Thread.currentThread();
        try {
            while (unacknowledged() > most) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        } finally {
            waiting = null;
        }
    }

    /** Number of records since the start that Kafka Connect reported without metadata, so they are not in Kafka. */
    public long notWritten() {
        return notWritten.get();
    }

    /**
     * Whether a topic has lost records since the last call.
     *
     * @param topic as the task names it, before any transform
     */
    public boolean takeRecreated(String topic) {
        return recreated.remove(topic);
    }
}
