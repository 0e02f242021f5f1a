package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;

/**
 * Limits one kind of log line: the first is written at once, then at most one per interval, which reports how many were
 * left out. Used on the event loop only.
 */
final class LogRateLimiter {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private @Nullable LocalMoment last;
    private long leftOut;

    /**
     * Requests one line.
     *
     * @return lines that were left out since the last one; -1 if this one has to be left out as well
     */
    long admit(LocalMoment now) {
        if (last != null && now.millisSince(last) < INTERVAL.toMillis()) {
            leftOut++;
            return -1;
        }
        last = now;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
