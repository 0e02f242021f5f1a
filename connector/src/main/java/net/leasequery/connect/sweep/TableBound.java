package net.leasequery.connect.sweep;

import net.leasequery.requestor.MemoryBudget;

/**
 * Limits the heap, in octets, of everything that a task remembers about addresses. All tasks of the JVM share the
 * limit. A task whose table does not fit drops it permanently: a table that lacks rows must neither end a binding nor
 * keep one from being written. Used by the thread of the task; {@link #close} and {@link #isFull} may be called from
 * any thread.
 */
public final class TableBound implements AutoCloseable {

    /** The shared account is updated in steps of this size. */
    private static final int OCTETS_PER_STEP = 16_384;

    private final MemoryBudget.Share share;
    private long octets;
    private volatile boolean full;
    private boolean told;
    private boolean nearlyFull;

    private TableBound(MemoryBudget.Share share) {
        this.share = share;
    }

    /**
     * A bound for the tables of one task.
     *
     * @param limit octets for the tables of all tasks together
     */
    public static TableBound ofAllTasks(long limit) {
        return of(MemoryBudget.TABLES, limit);
    }

    static TableBound of(MemoryBudget all, long limit) {
        return new TableBound(all.share(limit));
    }

    /** No bound. */
    static TableBound none() {
        return of(new MemoryBudget(), Long.MAX_VALUE);
    }

    /** Octets for the tables of all tasks together. */
    public long limit() {
        return share.limit();
    }

    /** Whether the task has given up its tables. */
    public boolean isFull() {
        return full;
    }

    /** Whether the task has given up its tables since this was last asked. */
    public boolean takeFull() {
        boolean news = full && !told;
        told |= news;
        return news;
    }

    /** Whether the tables of all tasks take more than four fifths of the limit, for the first time. */
    public boolean takeNearlyFull() {
        boolean news = !nearlyFull && !full && share.isExceededWith(share.limit() / 5);
        nearlyFull |= news;
        return news;
    }

    /**
     * Requests room.
     *
     * @return false if there is none, which is permanent
     */
    boolean take(long more) {
        if (full) {
            return false;
        }
        octets += more;
        if (octets - share.own() >= OCTETS_PER_STEP) {
            share.set(octets);
            if (share.isExceededWith(0)) {
                full = true;
                share.set(0);
            }
        }
        return !full;
    }

    /**
     * Requests room that the caller can do without.
     *
     * @return false if there is none now, in which case nothing changes
     */
    boolean takeIfRoom(long more) {
        return !share.isExceededWith(octets - share.own() + more) && take(more);
    }

    void giveBack(long less) {
        octets -= less;
        if (!full && share.own() - octets >= OCTETS_PER_STEP) {
            share.set(octets);
        }
    }

    @Override
    public void close() {
        share.close();
    }
}
