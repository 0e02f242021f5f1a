package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Finds the leases that have run out, by two witnesses: the server's clock has passed the end of the lease, and so much
 * local monotonic time has passed as the lease had left when it was told. While a gap is open, only a lease that was told
 * of since can be judged: of another, a renewal may lie in the gap. Not thread-safe.
 */
final class ExpiryRule {

    private final BoundTable table;
    private final LocalTimer timer;
    private @Nullable ServerTime nextExpiry;
    private int nextDeadline;
    private int lastSearch = LocalTimer.UNKNOWN;
    private boolean mustSearch = true;

    ExpiryRule(BoundTable table, LocalTimer timer) {
        this.table = table;
        this.timer = timer;
    }

    /** Takes note of the end of a lease that was told of. */
    void saw(@Nullable ServerTime expiry) {
        if (expiry != null && (nextExpiry == null || expiry.compareTo(nextExpiry) < 0)) {
            nextExpiry = expiry;
        }
    }

    /**
     * Takes what has run out from the table. Searches the table at most once a second.
     *
     * @param receivedTo change time up to which everything has been received, server clock
     * @param gapOpen whether changes are known to be missing
     */
    List<Fingerprint> take(ServerTime receivedTo, boolean gapOpen) {
        int now = timer.now();
        boolean due =
                mustSearch || (nextExpiry != null && nextExpiry.compareTo(receivedTo) <= 0) || nextDeadline <= now;
        if (!due || now == lastSearch) {
            return List.of();
        }
        lastSearch = now;
        // What an open gap keeps from being judged is searched for anew once it is closed.
        mustSearch = gapOpen;
        return search(receivedTo, gapOpen, now);
    }

    private List<Fingerprint> search(ServerTime receivedTo, boolean gapOpen, int now) {
        List<Fingerprint> gone = new ArrayList<>();
        Next next = new Next();
        table.removeBound(gone, row -> {
            ServerTime expiry = TableRow.time(row.expiry());
            if (expiry == null || (gapOpen && !table.isSeen(row))) {
                return false;
            }
            if (row.deadline() == LocalTimer.UNKNOWN) {
                row.expiresNotBefore(timer.deadline(expiry, receivedTo));
            }
            if (expiry.compareTo(receivedTo) > 0) {
                next.expiry = next.expiry == null ? expiry : ServerTime.earlier(next.expiry, expiry);
                return false;
            }
            if (row.deadline() > now) {
                next.deadline = Math.min(next.deadline, row.deadline());
                return false;
            }
            return true;
        });
        nextExpiry = next.expiry;
        nextDeadline = next.deadline;
        return gone;
    }

    /** When to search again. */
    private static final class Next {
        private @Nullable ServerTime expiry;
        private int deadline = Integer.MAX_VALUE;
    }
}
