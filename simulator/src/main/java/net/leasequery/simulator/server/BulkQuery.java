package net.leasequery.simulator.server;

import java.util.function.Predicate;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;
import org.jspecify.annotations.Nullable;

/**
 * A Bulk query: walks once over the table, so that no address comes twice, and shows each lease as it
 * is when the walk comes to it (RFC 6926 section 8.2).
 */
final class BulkQuery implements Query {

    /** Slots looked at in one step, so that a query that finds little does not hold up the others. */
    private static final int STEP = 1024;

    private final QueryReplies replies;
    private final Predicate<Lease> selection;
    private final LeaseTable table;

    private int position;
    private boolean complete;

    BulkQuery(QueryReplies replies, Predicate<Lease> selection, LeaseTable table) {
        this.replies = replies;
        this.selection = selection;
        this.table = table;
    }

    @Override
    public int xid() {
        return replies.xid();
    }

    @Override
    public boolean hasWork() {
        return !complete;
    }

    @Override
    public @Nullable Dhcpv4Message next() {
        int stepEnd = (int) Math.min((long) position + STEP, table.size());
        while (position < stepEnd) {
            Lease lease = table.get(position);
            position++;
            if (selection.test(lease)) {
                return replies.binding(lease);
            }
        }
        if (position < table.size()) {
            return null;
        }
        complete = true;
        return replies.done(null);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Dhcpv4Message terminated(Status status) {
        return replies.done(status);
    }
}
