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

/**
 * One attempt to fill the gap that is owed.
 *
 * @param pass through the configured queries
 * @param gap to fill
 * @param streamProven whether the live stream was known to be open before the first query was sent, and so to deliver
 *     every later change
 * @param links link-addresses of relay agents in the answers to queries by link-address; each belongs to one of the
 *     queried links (RFC 5460 section 5.3.2). At most {@value #MOST_LINKS}
 * @param window keeps an older bulk reply from overwriting a newer live one
 */
public record BackfillRun(BulkPass pass, Gap gap, boolean streamProven, Set<String> links, BackfillWindow window) {

    private static final int MOST_LINKS = 4_096;

    Origin origin() {
        return gap.isSnapshot() ? Origin.SNAPSHOT : Origin.GAP_FILL;
    }

    BackfillRun with(BulkPass next) {
        return new BackfillRun(next, gap, streamProven, links, window);
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
                run = new BackfillRun(pass, gap, streamProven, Collections.unmodifiableSet(more), window);
            }
        }
        return run;
    }
}
