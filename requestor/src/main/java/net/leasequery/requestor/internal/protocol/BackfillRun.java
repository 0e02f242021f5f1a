package net.leasequery.requestor.internal.protocol;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to fill the gap that is owed.
 *
 * @param since when the first query was sent, or earlier
 * @param pass through the configured queries
 * @param gap to fill
 * @param streamProven whether the live stream was known to be open before the first query was sent, and so to deliver
 *     every later change
 * @param links link-addresses of relay agents in the answers to queries by link-address; each belongs to one of the
 *     queried links (RFC 5460 section 5.3.2). At most {@value #MOST_LINKS}
 * @param answersFrom lower bound for the change time of everything that the answers lack, server clock; null before the
 *     first base-time
 * @param window keeps an older bulk reply from overwriting a newer live one
 */
public record BackfillRun(
        LocalMoment since,
        BulkPass pass,
        Gap gap,
        boolean streamProven,
        Set<String> links,
        @Nullable ServerTime answersFrom,
        BackfillWindow window) {

    private static final int MOST_LINKS = 4_096;
    private static final long MILLIS_PER_SECOND = 1_000;

    static BackfillRun beginning(
            LocalMoment since, BulkPass pass, Gap gap, boolean streamProven, BackfillWindow window) {
        return new BackfillRun(since, pass, gap, streamProven, Set.of(), null, window);
    }

    Origin origin() {
        return gap.isSnapshot() ? Origin.SNAPSHOT : Origin.GAP_FILL;
    }

    BackfillRun with(BulkPass next) {
        return new BackfillRun(since, next, gap, streamProven, links, answersFrom, window);
    }

    /**
     * Returns this run after a message of the server. A server that searches for long builds its first message long
     * after it has passed the first addresses, so its base-time less the time since the query is the bound.
     */
    BackfillRun after(ServerMessage message, int received) {
        ServerTime baseTime = message.baseTime();
        ServerTime from = answersFrom == null && baseTime != null
                ? baseTime.plusSeconds(-(message.at().millisSince(since) / MILLIS_PER_SECOND))
                : answersFrom;
        return new BackfillRun(since, pass.after(baseTime, received), gap, streamProven, links, from, window);
    }

    /** Returns the gap that a complete answer leaves: none if the live stream is known to deliver all later changes. */
    @Nullable
    Gap remaining(long overlapSeconds) {
        if (streamProven) {
            return null;
        }
        return answersFrom == null ? gap : new Gap(answersFrom.plusSeconds(-overlapSeconds), null);
    }

    /** Returns this run after bindings of the answer to {@code query}. */
    BackfillRun withLinks(BulkQuery query, List<Binding> bindings) {
        if (query.kind() != BulkQuery.Kind.LINK_ADDRESS) {
            return this;
        }
        BackfillRun run = this;
        for (Binding binding : bindings) {
            RelayInfo relay = binding.relay();
            String link = relay == null ? null : relay.linkAddress();
            if (link != null && !run.links.contains(link) && run.links.size() < MOST_LINKS) {
                Set<String> more = new HashSet<>(run.links);
                more.add(link);
                run = new BackfillRun(
                        since, pass, gap, streamProven, Collections.unmodifiableSet(more), answersFrom, window);
            }
        }
        return run;
    }
}
