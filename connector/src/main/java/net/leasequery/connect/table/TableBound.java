package net.leasequery.connect.table;

import net.leasequery.requestor.MemoryBudget;

/**
 * Limits the heap, in octets, of everything that a task remembers about addresses. All tasks of the JVM share the
 * limit. A task whose table does not fit drops it permanently: a table that lacks rows must neither end a binding nor
 * keep one from being written. Used by the thread of the task; {@link #close} and {@link #isFull} may be called from
 * any thread.
 */
public final class TableBound implements AutoCloseable {

    /** The shared account is updated in steps of this size, or of this share of the limit if that is smaller. */
    private static final int OCTETS_PER_STEP = 16_384;

    private static final int STEPS_PER_LIMIT = 64;

    private final MemoryBudget.Share share;
    private final long step;
    private long octets;
    private volatile boolean full;
    private boolean reported;
    private boolean nearlyFull;

    private TableBound(MemoryBudget.Share share) {
        this.share = share;
        this.step = Math.min(OCTETS_PER_STEP, share.limit() / STEPS_PER_LIMIT);
    }

    /**
     * A bound for the tables of one task.
     *
     * @param limit octets for the tables of all tasks together
     */
    public static TableBound ofAllTasks(long limit) {
        return of(MemoryBudget.TABLES, limit);
    }

    /**
     * A bound for the tables of one task.
     *
     * @param all account of the tasks that share the limit
     * @param limit octets for their tables together
     */
    public static TableBound of(MemoryBudget all, long limit) {
        return new TableBound(all.share(limit));
    }

    /** Octets for the tables of all tasks together. */
    public long limit() {
        return share.limit();
    }

    /** Octets that this task has taken. */
    long octets() {
        return octets;
    }

    /** Whether the task has given up its tables. */
    public boolean isFull() {
        return full;
    }

    /** Whether the task has given up its tables since this was last asked. */
    public boolean takeFull() {
        boolean news = full && !reported;
        reported |= news;
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
    public boolean take(long more) {
        if (full) {
            return false;
        }
        octets += more;
        if (octets - share.own() >= step) {
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
    public boolean takeIfRoom(long more) {
        return !share.isExceededWith(octets - share.own() + more) && take(more);
    }

    /** Gives octets back that were taken before. */
    public void giveBack(long less) {
        octets -= less;
        if (!full && share.own() - octets >= step) {
            share.set(octets);
        }
    }

    @Override
    public void close() {
        share.close();
    }
}
