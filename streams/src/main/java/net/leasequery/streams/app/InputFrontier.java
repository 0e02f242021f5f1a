package net.leasequery.streams.app;

import java.time.Clock;
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
 * <em>afterwards</em>. Every record that was in an input at that moment has then reached its address. Each instance
 * determines this for all instances. Uses a thread of its own; {@link #reached()} is safe for any thread.
 */
final class InputFrontier implements Frontier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputFrontier.class);
    private static final long INTERVAL_SECONDS = 2;

    /** Failures before a missing topic is reported: Kafka Streams creates the repartition topic at its first start. */
    private static final int LOOKS_FOR_A_TOPIC = 5;

    private final GroupOffsets offsets;
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

    /** The end offsets that the group has to pass before the moment counts as reached. */
    private record Stage(long moment, Map<TopicPartition, Long> ends, boolean ofInputs) {}

    /**
     * Creates a frontier. {@link #start()} starts it.
     *
     * @param offsets of the application's consumer group
     * @param inputs topics that are read
     * @param repartitioned topics behind the inputs that have to be passed too
     * @param clock this machine's clock, which stands for the workers' clock
     */
    InputFrontier(GroupOffsets offsets, List<String> inputs, List<String> repartitioned, Clock clock) {
        this.offsets = offsets;
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
            current = new Stage(moment, offsets.ends(inputs), true);
        }
        if (current.ofInputs() && isPassed(current.ends())) {
            current = new Stage(current.moment(), offsets.ends(repartitioned), false);
        }
        if (!current.ofInputs() && isPassed(current.ends())) {
            if (reached == NOT_YET) {
                LOG.info("All records that the topics contained at the start have been processed;"
                        + " findings can open now.");
            }
            reached = current.moment();
            current = null;
        }
        stage = current;
    }

    private boolean isPassed(Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> committed = offsets.committed();
        return ends.entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), Long.MIN_VALUE) >= end.getValue());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
