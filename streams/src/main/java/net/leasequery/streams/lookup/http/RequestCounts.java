package net.leasequery.streams.lookup.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests of this process by outcome, and the time of answers. Safe for several threads. */
public final class RequestCounts {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final LongAdder answerNanos = new LongAdder();
    private final LongAdder slowAnswers = new LongAdder();
    private final LongAdder peerAnswers = new LongAdder();

    /** Outcomes of a caller's request. */
    public enum Outcome {
        /** 2xx. */
        ANSWERED,
        /** 4xx other than the following: the request is invalid. */
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

    /** Creates counters that start from zero. */
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

    /** Returns the number of requests with this outcome. */
    public long of(Outcome outcome) {
        return count(outcome).sum();
    }

    private LongAdder count(Outcome outcome) {
        return Objects.requireNonNull(outcomes.get(outcome));
    }

    /** Returns the number of answered questions of other instances. */
    public long peerAnswers() {
        return peerAnswers.sum();
    }

    /** Returns the time that all answers took in total, in milliseconds. */
    public long answerMillis() {
        return TimeUnit.NANOSECONDS.toMillis(answerNanos.sum());
    }

    /** Returns the number of answers that took more than 100 ms. */
    public long slowAnswers() {
        return slowAnswers.sum();
    }
}
