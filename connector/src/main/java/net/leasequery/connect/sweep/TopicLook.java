package net.leasequery.connect.sweep;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends Kafka one request about the bindings topic. While the topic does not exist or no broker answers, the request is
 * repeated.
 *
 * <p>{@link #step} is for one thread and never waits for a broker; {@link #close} may be called from any thread.
 *
 * @param <T> type of Kafka's answer
 */
final class TopicLook<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLook.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final ReadBackSettings settings;
    private final ReadBackConsumers clients;
    private final LongSupplier nanoTime;
    private final Function<Admin, KafkaFuture<T>> question;
    private final Consumer<T> onAnswer;
    private final Consumer<Throwable> onRefusal;
    private final AtomicReference<Admin> admin = new AtomicReference<>();
    private volatile boolean ended;
    private @Nullable KafkaFuture<T> answer;
    private @Nullable Long nextLookNanos;
    private boolean complained;

    /**
     * Requests data about the topic that {@code settings} name. Opens nothing yet.
     *
     * @param onAnswer called once if an answer arrives
     * @param onRefusal called once if no answer will arrive
     */
    TopicLook(
            ReadBackSettings settings,
            ReadBackConsumers clients,
            LongSupplier nanoTime,
            Function<Admin, KafkaFuture<T>> question,
            Consumer<T> onAnswer,
            Consumer<Throwable> onRefusal) {
        this.settings = settings;
        this.clients = clients;
        this.nanoTime = nanoTime;
        this.question = question;
        this.onAnswer = onAnswer;
        this.onRefusal = onRefusal;
    }

    /** Sends the request, or takes the answer if it has arrived. */
    void step() {
        if (ended) {
            return;
        }
        KafkaFuture<T> asked = answer;
        if (asked == null) {
            Long due = nextLookNanos;
            if (due == null || nanoTime.getAsLong() - due >= 0) {
                ask();
            }
        } else if (asked.isDone()) {
            answer = null;
            take(asked);
        }
    }

    private void ask() {
        try {
            Admin open = clients.openAdmin(settings);
            if (open == null) {
                ended = true;
                return;
            }
            admin.set(open);
            if (ended) {
                // Closed by another thread, which did not see this client.
                shut();
                return;
            }
            answer = question.apply(open);
        } catch (KafkaException e) {
            // Brokers whose names cannot be resolved now, for example.
            failed(e);
        }
    }

    private void take(KafkaFuture<T> asked) {
        shut();
        try {
            T found = asked.get();
            ended = true;
            onAnswer.accept(found);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                lookLater();
            } else if (e.getCause() instanceof RetriableException) {
                failed(e.getCause());
            } else {
                giveUp(e.getCause() == null ? e : e.getCause());
            }
        } catch (CancellationException e) {
            giveUp(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Throwable e) {
        shut();
        lookLater();
        if (!complained) {
            complained = true;
            LOG.info(
                    "Topic {} at {} could not be looked up: {}. The look-up is repeated every {} s",
                    settings.topic(),
                    settings.bootstrapServers(),
                    settings.describe(e),
                    BETWEEN_LOOKS.toSeconds());
        }
    }

    private void lookLater() {
        nextLookNanos = nanoTime.getAsLong() + BETWEEN_LOOKS.toNanos();
    }

    private void giveUp(Throwable e) {
        shut();
        ended = true;
        onRefusal.accept(e);
    }

    private void shut() {
        Admin open = admin.getAndSet(null);
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        ended = true;
        shut();
    }
}
