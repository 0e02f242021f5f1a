package net.leasequery.connect.readback;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.KafkaView;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of one server from Kafka into a {@link KafkaView}, in short steps on the calling thread, up to the
 * end of the topic at the start of the attempt. A topic that does not exist counts as empty. A failed attempt leaves
 * nothing behind and is repeated without limit, at growing intervals.
 *
 * <p>{@link #step} is for one thread; {@link #close} may be called from any, and ends a step at once.
 */
public final class ReadBack implements AutoCloseable {

    /** Progress of the read-back. */
    public enum Progress {
        /** Continues at the next step. */
        READING,
        /** Failed; waits for the next attempt. */
        WAITING,
        /** The view is whole, or needs no read-back. */
        DONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
    private static final Duration LONGEST_STALL = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ReadBackSettings settings;
    private final InterruptibleConsumer consumer;
    private final ReadBackTarget target;
    private final LongSupplier nanoTime;

    private volatile Progress progress = Progress.READING;

    private @Nullable Map<TopicPartition, Long> ends;
    private long skipped;
    private final RecordHeaders headers = new RecordHeaders();
    private final AtomicLong skippedInAll = new AtomicLong();
    private volatile OptionalInt surplusKeys = OptionalInt.empty();
    private long lastMoveNanos;
    private long nextAttemptNanos;
    private Duration pause = FIRST_PAUSE;

    /**
     * Reads the topic that {@code settings} name into {@code view}. Opens nothing yet.
     *
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     */
    public ReadBack(
            SourcePartition source,
            ReadBackSettings settings,
            ReadBackConsumers consumers,
            KafkaView view,
            LongSupplier nanoTime) {
        this(source, settings, isolation -> consumers.open(settings, isolation), view, nanoTime);
    }

    /** Takes a census of the topic that {@code settings} name. Opens nothing yet. */
    public ReadBack(
            ServerCensus census, ReadBackSettings settings, ReadBackConsumers consumers, LongSupplier nanoTime) {
        this(census, settings, isolation -> consumers.open(settings, isolation), nanoTime);
    }

    ReadBack(
            SourcePartition source,
            ReadBackSettings settings,
            Function<IsolationLevel, Consumer<byte[], byte[]>> consumers,
            KafkaView view,
            LongSupplier nanoTime) {
        this(new ServerRows(source, settings.vpns(), settings.subnets(), view), settings, consumers, nanoTime);
    }

    private ReadBack(
            ReadBackTarget target,
            ReadBackSettings settings,
            Function<IsolationLevel, Consumer<byte[], byte[]>> consumers,
            LongSupplier nanoTime) {
        this.target = target;
        this.settings = settings;
        this.consumer = new InterruptibleConsumer(consumers);
        this.nanoTime = nanoTime;
        this.lastMoveNanos = nanoTime.getAsLong();
    }

    /** Progress so far; safe to call from any thread. */
    public Progress progress() {
        return progress;
    }

    /**
     * Number of records skipped because their header was not written by this connector; safe to call from any thread.
     */
    public long skipped() {
        return skippedInAll.get();
    }

    /**
     * Number of records found by the last complete read-back that no later record replaces, because the octets of keys
     * or the number of partitions changed. Empty before the first one, and if the view was dropped while the topic was
     * read. Safe to call from any thread.
     */
    public OptionalInt surplusKeys() {
        return surplusKeys;
    }

    /**
     * Continues for a while, unless done or waiting for the next attempt.
     *
     * @param longest maximum duration of this step; slow resolution of a broker's name may exceed it
     * @throws InterruptException if the calling thread was interrupted
     */
    public Progress step(Duration longest) {
        consumer.during(() -> {
            if (!target.isAwaited()) {
                consumer.shut();
                reset();
                progress = Progress.DONE;
            } else if (progress == Progress.DONE) {
                progress = Progress.READING;
                lastMoveNanos = nanoTime.getAsLong();
            }
            if (!consumer.isEnded() && progress != Progress.DONE && isDue()) {
                attempt(longest);
            }
        });
        return progress;
    }

    /** Closes this for good and ends a step in progress. */
    @Override
    public void close() {
        consumer.close();
    }

    private boolean isDue() {
        return progress == Progress.READING || nanoTime.getAsLong() - nextAttemptNanos >= 0;
    }

    private void attempt(Duration longest) {
        if (progress == Progress.WAITING) {
            progress = Progress.READING;
            lastMoveNanos = nanoTime.getAsLong();
        }
        try {
            advance(longest);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failed(e);
        }
    }

    private void advance(Duration longest) {
        try {
            Map<TopicPartition, Long> known = ends;
            if (known == null) {
                locate(longest);
            } else {
                read(known, longest);
            }
        } catch (TimeoutException e) {
            if (nanoTime.getAsLong() - lastMoveNanos >= LONGEST_STALL.toNanos()) {
                throw e;
            }
        }
    }

    /**
     * The end offsets are those of all records, because a record that read_committed hides for now may belong to this
     * server.
     */
    private void locate(Duration longest) {
        target.restart();
        Consumer<byte[], byte[]> open = consumer.open(IsolationLevel.READ_UNCOMMITTED);
        @Nullable List<PartitionInfo> infos = open.partitionsFor(settings.topic(), longest);
        List<TopicPartition> partitions = infos == null
                ? List.of()
                : infos.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        open.assign(partitions);
        Map<TopicPartition, Long> found = partitions.isEmpty() ? Map.of() : open.endOffsets(partitions, longest);
        consumer.shut();
        ends = new HashMap<>(found);
        lastMoveNanos = nanoTime.getAsLong();
        if (found.isEmpty()) {
            done();
        }
    }

    private void read(Map<TopicPartition, Long> unread, Duration longest) {
        boolean begins = !consumer.isOpen();
        Consumer<byte[], byte[]> open = consumer.open(IsolationLevel.READ_COMMITTED);
        if (begins) {
            open.assign(unread.keySet());
            open.seekToBeginning(unread.keySet());
        }
        var records = open.poll(longest);
        records.forEach(this::take);
        boolean moved = !records.isEmpty();
        moved |= unread.entrySet().removeIf(end -> open.position(end.getKey(), longest) >= end.getValue());
        if (moved) {
            lastMoveNanos = nanoTime.getAsLong();
        }
        if (unread.isEmpty()) {
            done();
        } else if (nanoTime.getAsLong() - lastMoveNanos >= LONGEST_STALL.toNanos()) {
            throw new TimeoutException("no record of " + unread.keySet() + " came for " + LONGEST_STALL.toSeconds()
                    + " s, though there are more; an open transaction may hold them back");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        FingerprintHeader.Content content = headers.read(record);
        if (content == null) {
            skipped++;
            target.skip(record.partition(), record.key());
        } else {
            target.take(content, record.partition(), record.key());
        }
    }

    /** Whether rows with outdated keys were found that have not been taken yet. */
    public boolean foundOutdatedKeys() {
        return target.hasOutdated();
    }

    /** How often the server had changed when the newest record read so far was created. */
    public long serverChanges() {
        return target.serverChanges();
    }

    private void done() {
        consumer.shut();
        LOG.info("Read back {} addresses of {} from topic {}", target.size(), target, settings.topic());
        if (skipped > 0) {
            LOG.warn(
                    "Skipped {} records of topic {} without a readable header {}{}. They were written by another version of"
                            + " the connector, with sweep.mode=off, by another producer, or changed by a transform. Bindings"
                            + " whose last record is among them are written once more, and cannot be ended before that",
                    skipped,
                    settings.topic(),
                    FingerprintHeader.NAME,
                    headers.firstUnreadable() == null ? "" : ": " + headers.firstUnreadable());
        }
        surplusKeys = target.surplusKeys();
        if (surplusKeys.orElse(0) > 0) {
            LOG.warn(
                    "Topic {} has {} records of {} that no later record replaces, because their addresses also have records"
                            + " with other keys or in other partitions: key.converter, its settings, its schema registry or the"
                            + " number of partitions has changed. Consumers may take them for current bindings. Stop the"
                            + " connector, delete the topic and resume: the connector fills it again. Or use a new topic.prefix",
                    settings.topic(),
                    surplusKeys.getAsInt(),
                    target);
        }
        skippedInAll.addAndGet(skipped);
        target.complete();
        reset();
        pause = FIRST_PAUSE;
        progress = Progress.DONE;
    }

    private void failed(RuntimeException e) {
        consumer.shut();
        reset();
        LOG.warn(
                "Topic {} could not be read back from {} (see sweep.bootstrap.servers, sweep.consumer.*): {}. Until it is"
                        + " read back, no missing binding of {} is ended. Next attempt in {} s",
                settings.topic(),
                settings.bootstrapServers(),
                settings.describe(e),
                target,
                pause.toSeconds());
        nextAttemptNanos = nanoTime.getAsLong() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        progress = Progress.WAITING;
    }

    private void reset() {
        ends = null;
        target.restart();
        skipped = 0;
        headers.forget();
    }
}
