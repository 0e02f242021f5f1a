package net.leasequery.streams.app;

import java.util.function.LongSupplier;
import net.leasequery.streams.lookup.http.RequestCounts;
import net.leasequery.streams.lookup.http.RequestCounts.Outcome;

/** Metrics of the look-up of an instance. Safe for any thread. */
final class LookupMetrics implements LookupMetricsMBean {
    private final RequestCounts counts;
    private final LongSupplier forwarded;

    LookupMetrics(RequestCounts counts, LongSupplier forwarded) {
        this.counts = counts;
        this.forwarded = forwarded;
    }

    @Override
    public long getAnsweredTotal() {
        return counts.of(Outcome.ANSWERED);
    }

    @Override
    public long getNotUnderstoodTotal() {
        return counts.of(Outcome.NOT_UNDERSTOOD);
    }

    @Override
    public long getNotAuthenticatedTotal() {
        return counts.of(Outcome.NOT_AUTHENTICATED);
    }

    @Override
    public long getNotAllowedTotal() {
        return counts.of(Outcome.NOT_ALLOWED);
    }

    @Override
    public long getRateLimitedTotal() {
        return counts.of(Outcome.TOO_MANY);
    }

    @Override
    public long getUnavailableTotal() {
        return counts.of(Outcome.UNAVAILABLE);
    }

    @Override
    public long getFailedTotal() {
        return counts.of(Outcome.FAILED);
    }

    @Override
    public long getForwardedTotal() {
        return forwarded.getAsLong();
    }

    @Override
    public long getPeerAnswersTotal() {
        return counts.peerAnswers();
    }

    @Override
    public long getAnswerMsTotal() {
        return counts.answerMillis();
    }

    @Override
    public long getSlowAnswersTotal() {
        return counts.slowAnswers();
    }
}
