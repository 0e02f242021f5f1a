package net.leasequery.simulator.wire;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the messages that answer one query. Each is dated when it is built and is to be sent at once, in the order of
 * building, because the first differs from the others.
 */
public interface Replies {

    /** Transaction id, which every message carries. */
    int xid();

    /** Whether something has to be said before anything else can be, even if there is no lease to tell of. */
    boolean owesOpening();

    /** Says that, if it is owed; else null. */
    @Nullable
    Object opening();

    /**
     * A lease as it is now, perhaps with others that belong to it.
     *
     * @param told is passed the slot of each lease that the message tells of
     * @return null if there is no way to tell of this lease
     */
    @Nullable
    Object lease(int slot, IntConsumer told);

    /** The regular end of the answer to a Bulk query. */
    Object done();

    /** The query is not answered; the first and only message. */
    Object refused(Verdict verdict);

    /** The answer ends before its time. */
    Object terminated(Verdict verdict);

    /** All changes since query-start-time have been told. */
    Object catchUpComplete();

    /** Not all changes since query-start-time can be told. */
    Object dataMissing();

    /** There is nothing to tell but that the connection lives. */
    Object keepAlive();
}
