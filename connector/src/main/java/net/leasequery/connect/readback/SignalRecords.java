package net.leasequery.connect.readback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import net.leasequery.connect.offset.SignalPosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of a topic that have the connector's name as their key, without a group and in short steps on the
 * calling thread. Starts at the end of the topic if there is no position. Failed reads are retried without limit.
 *
 * <p>{@link #next} is for one thread; {@link #close} may be called from any thread, and ends a step at once.
 */
public final class SignalRecords implements AutoCloseable {

    /**
     * One record.
     *
     * @param value as it was sent; not to be changed
     * @param after position after the signal is carried out
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, and never compared.
    public record Received(byte[] value, SignalPosition after) {}

    private static final Logger LOG = LoggerFactory.getLogger(SignalRecords.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ReadBackSettings settings;
    private final InterruptibleConsumer consumer;
    private final byte[] key;
    private final LongSupplier nanoTime;
    private final Queue<Received> waiting = new ArrayDeque<>();
    private @Nullable SignalPosition position;
    private boolean assigned;
    private boolean complained;
    private long dueNanos;

    /**
     * Opens nothing yet.
     *
     * @param settings of the topic with the signals
     * @param connector name of the connector
     * @param stored position to continue from; null to start at the end
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     */
    public SignalRecords(
            ReadBackSettings settings,
            ReadBackConsumers consumers,
            String connector,
            @Nullable SignalPosition stored,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.consumer = new InterruptibleConsumer(isolation -> consumers.open(settings, isolation));
        this.key = connector.getBytes(StandardCharsets.UTF_8);
        this.position = stored;
        this.nanoTime = nanoTime;
        this.dueNanos = nanoTime.getAsLong();
    }

    /**
     * The position up to which all records were read, or skipped as not addressed to this connector; null before the
     * topic was found.
     */
    public @Nullable SignalPosition position() {
        return position;
    }

    /** The next record; null if there is none now. */
    public @Nullable Received next() {
        if (waiting.isEmpty() && nanoTime.getAsLong() - dueNanos >= 0) {
            dueNanos = nanoTime.getAsLong() + INTERVAL.toNanos();
            consumer.during(this::look);
        }
        Received next = waiting.poll();
        if (next != null) {
            position = next.after();
        }
        return next;
    }

    private void look() {
        if (consumer.isEnded()) {
            return;
        }
        try {
            Consumer<byte[], byte[]> open = consumer.open(IsolationLevel.READ_COMMITTED);
            if (!assigned) {
                assign(open);
            }
            if (assigned) {
                SignalPosition read = Objects.requireNonNull(position);
                for (ConsumerRecord<byte[], byte[]> record : open.poll(Duration.ZERO)) {
                    read = read.after(record.partition(), record.offset());
                    if (Arrays.equals(record.key(), key) && record.value() != null) {
                        waiting.add(new Received(record.value(), read));
                    }
                }
                if (waiting.isEmpty()) {
                    position = read;
                }
            }
            complained = false;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failed(settings.describe(e));
        }
    }

    private void assign(Consumer<byte[], byte[]> open) {
        @Nullable List<PartitionInfo> infos = open.partitionsFor(settings.topic(), SHORT);
        if (infos == null || infos.isEmpty()) {
            position = position == null ? new SignalPosition(Map.of()) : position;
            failed("there is no such topic");
            return;
        }
        if (infos.size() > SignalPosition.MOST_PARTITIONS) {
            failed("the topic has " + infos.size() + " partitions, and an offset holds the positions of "
                    + SignalPosition.MOST_PARTITIONS + "; give it fewer, one is enough");
            return;
        }
        List<TopicPartition> partitions = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        open.assign(partitions);
        SignalPosition from = position == null ? end(open, partitions) : position;
        partitions.forEach(partition -> open.seek(partition, from.next().getOrDefault(partition.partition(), 0L)));
        position = from;
        assigned = true;
    }

    private static SignalPosition end(Consumer<byte[], byte[]> open, List<TopicPartition> partitions) {
        Map<Integer, Long> ends = new TreeMap<>();
        open.endOffsets(partitions, SHORT).forEach((partition, end) -> ends.put(partition.partition(), end));
        return new SignalPosition(ends);
    }

    private void failed(String reason) {
        assigned = false;
        consumer.shut();
        dueNanos = nanoTime.getAsLong() + PAUSE.toNanos();
        if (!complained) {
            complained = true;
            LOG.warn(
                    "Signals cannot be read from {} at {} (see signal.topic, sweep.bootstrap.servers): {}. They are"
                            + " carried out as soon as they can. Tried again every {} s",
                    settings.topic(),
                    settings.bootstrapServers(),
                    reason,
                    PAUSE.toSeconds());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
