package net.leasequery.connect.sweep;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.LocalTimer;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Finds the leases that have run out. Two clocks must agree: the server's clock has passed the end of the lease, and as
 * much local monotonic time has passed as the lease had left when it was reported. Local time counts only up to the
 * moment when the position last moved. A bulk answer may report a lease while the stream is silent, and if the server's
 * clock was set back meanwhile, the position from before cannot be compared with the times of that lease. While a gap
 * is open, only leases that were reported since are judged, because the gap may contain a renewal of any other lease.
 * Not thread-safe.
 */
final class ExpiryRule {

    private final BoundTable table;
    private final LocalTimer timer;
    private @Nullable ServerTime nextExpiry;
    private int nextDeadline;
    private @Nullable ServerTime reached;
    private int reachedAt;
    private int lastSearch = LocalTimer.UNKNOWN;
    private boolean mustSearch = true;

    ExpiryRule(BoundTable table, LocalTimer timer) {
        this.table = table;
        this.timer = timer;
    }

    /** Records the end of a lease that was reported. */
    void saw(@Nullable ServerTime expiry) {
        if (expiry != null && (nextExpiry == null || expiry.compareTo(nextExpiry) < 0)) {
            nextExpiry = expiry;
        }
    }

    /**
     * Removes the leases that have run out from the table, and returns them. Searches the table at most once a second.
     *
     * @param receivedTo change time up to which everything has been received, server clock
     * @param gapOpen whether changes are known to be missing
     */
    List<Fingerprint> take(ServerTime receivedTo, boolean gapOpen) {
        if (!receivedTo.equals(reached)) {
            reached = receivedTo;
            reachedAt = timer.now();
        }
        int now = reachedAt;
        boolean due =
                mustSearch || (nextExpiry != null && nextExpiry.compareTo(receivedTo) <= 0) || nextDeadline <= now;
        if (!due || now == lastSearch) {
            return List.of();
        }
        lastSearch = now;
        // Leases that cannot be judged because of an open gap are searched for again once the gap is closed.
        mustSearch = gapOpen;
        return search(receivedTo, gapOpen, now);
    }

    private List<Fingerprint> search(ServerTime receivedTo, boolean gapOpen, int now) {
        List<Fingerprint> gone = new ArrayList<>();
        Next next = new Next();
        table.removeBound(gone, row -> {
            ServerTime expiry = row.expiry();
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
