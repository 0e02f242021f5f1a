package net.leasequery.streams.lookup.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How the requests of this process ended, and how long answers took. Safe for several threads. */
public final class RequestCounts {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final LongAdder answerNanos = new LongAdder();
    private final LongAdder slowAnswers = new LongAdder();
    private final LongAdder peerAnswers = new LongAdder();

    /** How a request of a caller ended. */
    public enum Outcome {
        /** 2xx. */
        ANSWERED,
        /** 4xx that no other outcome names: the request itself is wrong. */
        NOT_UNDERSTOOD,
        /** 401. */
        NOT_AUTHENTICATED,
        /** 403. */
        NOT_ALLOWED,
        /** 429. */
        TOO_MANY,
        /** 503. */
        UNAVAILABLE,
        /** Other 5xx. */
        FAILED;

        static Outcome of(int status) {
            return switch (status) {
                case 401 -> NOT_AUTHENTICATED;
                case 403 -> NOT_ALLOWED;
                case 429 -> TOO_MANY;
                case 503 -> UNAVAILABLE;
                default -> status < 400 ? ANSWERED : status < 500 ? NOT_UNDERSTOOD : FAILED;
            };
        }
    }

    /** Counts from zero. */
    public RequestCounts() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    void ended(int status, long nanos) {
        Outcome outcome = Outcome.of(status);
        count(outcome).increment();
        if (outcome == Outcome.ANSWERED) {
            answerNanos.add(nanos);
            if (nanos > SLOW_NANOS) {
                slowAnswers.increment();
            }
        }
    }

    void answeredPeer() {
        peerAnswers.increment();
    }

    /** Requests that ended so. */
    public long of(Outcome outcome) {
        return count(outcome).sum();
    }

    private LongAdder count(Outcome outcome) {
        return Objects.requireNonNull(outcomes.get(outcome));
    }

    /** Questions of other instances that were answered. */
    public long peerAnswers() {
        return peerAnswers.sum();
    }

    /** What all answers took, in milliseconds. */
    public long answerMillis() {
        return TimeUnit.NANOSECONDS.toMillis(answerNanos.sum());
    }

    /** Answers that took more than 100 ms. */
    public long slowAnswers() {
        return slowAnswers.sum();
    }
}
