package net.leasequery.streams.app;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.streams.audit.Frontier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cluster every few seconds how far this application's consumer group has come. First, the group has to pass
 * the ends that all inputs had at some moment; then, the end that the repartition topic of the views had
 * <em>afterwards</em>; then, that of the holds. Every record that was in an input at that moment has then reached its
 * address, and its client. Each instance determines this for all instances. Uses a thread of its own; {@link
 * #reached()} is safe for any thread.
 *
 * <p>Kafka Streams commits no offset for a partition in which it has found no record since it got it. So it never
 * passes what an aborted transaction left at the end, and this class looks itself whether any record is there.
 */
final class InputFrontier implements Frontier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputFrontier.class);
    private static final long INTERVAL_SECONDS = 2;

    /** Failures before a missing topic is reported: Kafka Streams creates the repartition topic at its first start. */
    private static final int LOOKS_FOR_A_TOPIC = 5;

    /** Looks without progress after which the partitions are searched for records. */
    private static final int LOOKS_AT_REST = 3;

    private final GroupOffsets offsets;
    private final RecordSearch search;
    private final List<String> inputs;
    private final List<String> repartitioned;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "lease-streams-frontier");
        made.setDaemon(true);
        return made;
    });

    private volatile long reached = NOT_YET;
    private int failures;
    private boolean reported;
    private @Nullable Stage stage;
    private Map<TopicPartition, Long> lagging = Map.of();
    private int looksAtRest;
    private final Map<TopicPartition, Empty> empty = new HashMap<>();

    /** Offsets between which a partition has no record. */
    private record Empty(long from, long to) {}

    /**
     * The end offsets that the group has to pass before the moment counts as reached.
     *
     * @param repartitioned number of repartition topics up to this stage; 0 if the ends are of the inputs
     */
    private record Stage(long moment, Map<TopicPartition, Long> ends, int repartitioned) {}

    /**
     * Creates a frontier. {@link #start()} starts it.
     *
     * @param offsets of the application's consumer group
     * @param search for records that the group has not passed
     * @param inputs topics that are read
     * @param repartitioned topics that have to be passed too, each after the one before, from which it is filled
     * @param clock this machine's clock, which stands for the workers' clock
     */
    InputFrontier(
            GroupOffsets offsets, RecordSearch search, List<String> inputs, List<String> repartitioned, Clock clock) {
        this.offsets = offsets;
        this.search = search;
        this.inputs = List.copyOf(inputs);
        this.repartitioned = List.copyOf(repartitioned);
        this.clock = clock;
    }

    void start() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::look, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public long reached() {
        return reached;
    }

    /** Advances once. Logs a failure instead of throwing it. */
    void look() {
        try {
            advance();
            failures = 0;
            reported = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            report(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException | RuntimeException e) {
            report(e);
        }
    }

    private void report(Throwable why) {
        failures++;
        boolean isMissing = why instanceof UnknownTopicOrPartitionException;
        if (!reported && failures >= (isMissing ? LOOKS_FOR_A_TOPIC : 1)) {
            LOG.warn(
                    "The offsets of the inputs cannot be read ({}: {}). No finding opens until they can be."
                            + " Check that this application may describe its topics and its consumer group.",
                    why.getClass().getSimpleName(),
                    why.getMessage());
            reported = true;
        }
    }

    /** Whether the last failure to read offsets was logged. */
    boolean isReported() {
        return reported;
    }

    /** Advances as far as the committed offsets allow. Also called by tests. */
    void advance() throws ExecutionException, InterruptedException, TimeoutException {
        Stage current = stage;
        if (current == null) {
            long moment = clock.millis();
            current = new Stage(moment, offsets.ends(inputs), 0);
        }
        while (current != null && isPassed(current.ends())) {
            int passed = current.repartitioned();
            if (passed < repartitioned.size()) {
                List<String> next = List.of(repartitioned.get(passed));
                current = new Stage(current.moment(), offsets.ends(next), passed + 1);
            } else {
                if (reached == NOT_YET) {
                    LOG.info("All records that the topics contained at the start have been processed;"
                            + " findings can open now.");
                }
                reached = current.moment();
                current = null;
            }
        }
        stage = current;
    }

    private boolean isPassed(Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> committed = offsets.committed();
        Map<TopicPartition, Long> left = left(ends, committed);
        if (left.isEmpty()) {
            return true;
        }
        Map<TopicPartition, Long> now = new HashMap<>(committed);
        now.keySet().retainAll(left.keySet());
        looksAtRest = now.equals(lagging) ? looksAtRest + 1 : 0;
        lagging = now;
        if (looksAtRest < LOOKS_AT_REST) {
            return false;
        }
        looksAtRest = 0;
        for (TopicPartition partition : search.withoutRecords(now, left)) {
            empty.put(partition, new Empty(passed(partition, now), ends.getOrDefault(partition, 0L)));
        }
        return left(ends, committed).isEmpty();
    }

    /** Returns the ends that the group has not passed, without those before which there is no further record. */
    private Map<TopicPartition, Long> left(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        left.entrySet().removeIf(end -> {
            long passed = passed(end.getKey(), committed);
            Empty none = empty.get(end.getKey());
            boolean known = none != null && none.to() == end.getValue() && none.from() <= passed;
            return known || passed >= end.getValue();
        });
        return left;
    }

    private static long passed(TopicPartition partition, Map<TopicPartition, Long> committed) {
        return committed.getOrDefault(partition, Long.MIN_VALUE);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
