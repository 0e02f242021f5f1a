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

    /** Whether an opening message has to be sent first, even if there is no lease to send. */
    boolean owesOpening();

    /** Returns the opening message if it is owed; else null. */
    @Nullable
    Object opening();

    /**
     * A lease as it is now, with others that belong to it, if any.
     *
     * @param sent receives the slot of each lease in the message
     * @return null if no message can describe this lease
     */
    @Nullable
    Object lease(int slot, IntConsumer sent);

    /** The regular end of the answer to a Bulk query. */
    Object done();

    /** The query is not answered; the first and only message. */
    Object refused(Verdict verdict);

    /** The answer ends early. */
    Object terminated(Verdict verdict);

    /** All changes since query-start-time have been sent. */
    Object catchUpComplete();

    /** Not all changes since query-start-time can be sent. */
    Object dataMissing();

    /** There is nothing to send except that the connection is alive. */
    Object keepAlive();
}
