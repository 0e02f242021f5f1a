package net.leasequery.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/** A requestor that delivers what the test tells it to. Thread-safe. */
final class ScriptedRequestor implements LeasequeryRequestor {

    private static final Delivery END = Samples.keepAlive(0);

    private final LinkedBlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private @Nullable RequestorSettings settings;
    private @Nullable ResumeState resumedFrom;
    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private volatile boolean started;
    private volatile boolean closed;
    private volatile boolean polled;
    private volatile boolean patient;

    /** To be given to the task. */
    RequestorFactory factory() {
        return (givenSettings, givenState) -> {
            settings = givenSettings;
            resumedFrom = givenState;
            return this;
        };
    }

    void deliver(Delivery delivery) {
        queue.add(delivery);
    }

    /** Lets {@link #poll} wait until something is delivered or {@link #close} wakes it, however long that takes. */
    void waitForEver() {
        patient = true;
    }

    RequestorSettings settings() {
        return Objects.requireNonNull(settings, "the task made no requestor");
    }

    ResumeState resumedFrom() {
        return Objects.requireNonNull(resumedFrom, "the task made no requestor");
    }

    boolean isStarted() {
        return started;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isPolled() {
        return polled;
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public List<Delivery> poll(Duration timeout) throws InterruptedException {
        polled = true;
        List<Delivery> batch = new ArrayList<>();
        Delivery first = closed ? null : next(timeout);
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch);
        }
        batch.removeIf(delivery -> delivery == END);
        return batch;
    }

    private @Nullable Delivery next(Duration timeout) throws InterruptedException {
        return patient ? queue.take() : queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void ask(Question question) {
        asked.add(question);
    }

    /** What the task has asked so far. */
    List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public RequestorStatus status() {
        RequestorStatus.Phase phase = closed
                ? RequestorStatus.Phase.STOPPED
                : started ? RequestorStatus.Phase.LIVE : RequestorStatus.Phase.DISCONNECTED;
        return new RequestorStatus(
                phase,
                queue.size(),
                null,
                RequestorStatus.LastHeard.NEVER,
                new RequestorStatus.Received(11, 7, 1, 0, 0),
                new RequestorStatus.Connections(3, 2, Map.of(), null),
                RequestorStatus.Tolerated.NOTHING);
    }

    @Override
    public void close() {
        closed = true;
        queue.add(END);
    }
}
