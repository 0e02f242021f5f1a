package net.leasequery.simulator.server;

import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** A query that is being answered. All calls come from the server's event loop. */
sealed interface Query permits ActiveQuery, BulkQuery {

    /** Transaction id, which every message of the answer carries. */
    int xid();

    /** Whether {@link #next} should be asked now. */
    boolean hasWork();

    /**
     * Builds the next message of the answer from the leases as they are now.
     *
     * @return null if this step of the work found nothing to send
     */
    @Nullable
    Object next();

    /** Whether the last message of the answer has been built. */
    boolean isComplete();

    /** The message that says that the server terminates this query. */
    Object terminated(Verdict verdict);
}
