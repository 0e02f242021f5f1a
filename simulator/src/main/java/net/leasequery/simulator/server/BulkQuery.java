package net.leasequery.simulator.server;

import java.util.BitSet;
import java.util.function.IntPredicate;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A Bulk query: walks once over the table and shows each lease as it is when the walk comes to it. No IPv4 address is
 * sent twice (RFC 6926 section 8.2). A DHCPv6 message contains all leases of a client, so a lease already sent is
 * sent again if its client, or a client that got the lease meanwhile, has another lease further on.
 */
final class BulkQuery implements Query {

    /** Slots examined in one step, so that a query with few matches does not hold up the others. */
    private static final int STEP = 1024;

    private final Replies replies;
    private final IntPredicate selection;
    private final int slots;
    private final BitSet sent = new BitSet();

    private int position;
    private boolean complete;

    BulkQuery(Replies replies, IntPredicate selection, int slots) {
        this.replies = replies;
        this.selection = selection;
        this.slots = slots;
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
    public @Nullable Object next() {
        int stepEnd = (int) Math.min((long) position + STEP, slots);
        while (position < stepEnd) {
            int slot = position;
            position++;
            if (!sent.get(slot) && selection.test(slot)) {
                return replies.lease(slot, sent::set);
            }
        }
        if (position < slots) {
            return null;
        }
        complete = true;
        return replies.done();
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Object terminated(Verdict verdict) {
        return replies.terminated(verdict);
    }
}
