package net.leasequery.connect.readback;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
 * Sends Kafka a request about the bindings topic, once or again and again. While the topic does not exist or no broker
 * answers, the request is repeated.
 *
 * <p>{@link #step} and {@link #awaitFirst} are for one thread, and only the latter waits for a broker. {@link #close}
 * may be called from any thread, and ends the wait.
 *
 * @param <T> type of Kafka's answer
 */
final class TopicLook<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLook.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

    private final ReadBackSettings settings;
    private final ReadBackConsumers clients;
    private final LongSupplier nanoTime;
    private final Function<Admin, KafkaFuture<T>> question;
    private final Consumer<T> onAnswer;
    private final Consumer<Throwable> onRefusal;
    private final @Nullable Duration again;
    /** Open until the first request was answered or has failed. */
    private final CountDownLatch first = new CountDownLatch(1);

    private final AtomicReference<Admin> admin = new AtomicReference<>();
    private volatile boolean ended;
    private @Nullable KafkaFuture<T> answer;
    private @Nullable Long nextLookNanos;
    private boolean complained;

    /**
     * Requests data about the topic that {@code settings} name. Opens nothing yet.
     *
     * @param onAnswer called for each answer
     * @param onRefusal called once if no further answer will arrive
     * @param again pause between an answer and the next request, for which the client stays open; null for one answer
     */
    TopicLook(
            ReadBackSettings settings,
            ReadBackConsumers clients,
            LongSupplier nanoTime,
            Function<Admin, KafkaFuture<T>> question,
            Consumer<T> onAnswer,
            Consumer<Throwable> onRefusal,
            @Nullable Duration again) {
        this.settings = settings;
        this.clients = clients;
        this.nanoTime = nanoTime;
        this.question = question;
        this.onAnswer = onAnswer;
        this.onRefusal = onRefusal;
        this.again = again;
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

    /**
     * Begins, and waits until the first request was answered or has failed.
     *
     * @param longest time to wait
     * @return false if the time is up
     */
    boolean awaitFirst(Duration longest) throws InterruptedException {
        step();
        boolean isOver = first.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (isOver) {
            step();
        }
        return isOver;
    }

    private void ask() {
        try {
            Admin open = admin.get();
            if (open == null) {
                open = clients.openAdmin(settings);
                if (open == null) {
                    close();
                    return;
                }
                admin.set(open);
            }
            if (ended) {
                // Closed by another thread, which may not have seen a client that was just opened.
                shut();
                return;
            }
            answer = question.apply(open).whenComplete((found, e) -> first.countDown());
        } catch (KafkaException e) {
            // Brokers whose names cannot be resolved now, for example.
            failed(e);
        }
    }

    private void take(KafkaFuture<T> asked) {
        try {
            T found = asked.get();
            if (again == null) {
                close();
            } else {
                askAfter(again);
            }
            onAnswer.accept(found);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                askAfter(BETWEEN_ATTEMPTS);
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
        first.countDown();
        askAfter(BETWEEN_ATTEMPTS);
        if (!complained) {
            complained = true;
            LOG.info(
                    "Topic {} at {} could not be looked up: {}. The look-up is repeated every {} s",
                    settings.topic(),
                    settings.bootstrapServers(),
                    settings.describe(e),
                    BETWEEN_ATTEMPTS.toSeconds());
        }
    }

    private void askAfter(Duration pause) {
        nextLookNanos = nanoTime.getAsLong() + pause.toNanos();
    }

    private void giveUp(Throwable e) {
        close();
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
        first.countDown();
    }
}
