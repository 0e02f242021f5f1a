package net.leasequery.simulator.server;

import java.util.function.IntPredicate;
import net.leasequery.simulator.wire.Replies;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An Active query: changes as they happen and, at the beginning, changes since its query-start-time. The two kinds
 * are sent in turns (RFC 7724 section 7.4.1). A reply shows the lease as it is when the reply is built, and a
 * base-time of that moment even if older changes still wait (RFC 7724 section 6).
 */
final class ActiveQuery implements Query {

    private final Replies replies;
    private final IntPredicate selection;
    private final WaitingChanges waiting;

    private @Nullable CatchUp catchUp;
    private boolean dataMissingAtOnce;
    private boolean catchUpsTurn = true;

    private ActiveQuery(
            Replies replies,
            IntPredicate selection,
            WaitingChanges waiting,
            @Nullable CatchUp catchUp,
            boolean dataMissingAtOnce) {
        this.replies = replies;
        this.selection = selection;
        this.waiting = waiting;
        this.catchUp = catchUp;
        this.dataMissingAtOnce = dataMissingAtOnce;
    }

    /** Creates a query without query-start-time: changes from now on. */
    static ActiveQuery live(Replies replies, IntPredicate selection, WaitingChanges waiting) {
        return new ActiveQuery(replies, selection, waiting, null, false);
    }

    /** Creates a query whose query-start-time the history reaches back to. */
    static ActiveQuery catchingUp(Replies replies, IntPredicate selection, WaitingChanges waiting, CatchUp catchUp) {
        return new ActiveQuery(replies, selection, waiting, catchUp, false);
    }

    /** Creates a query whose query-start-time the history does not reach back to: DataMissing, then live updates. */
    static ActiveQuery missingData(Replies replies, IntPredicate selection, WaitingChanges waiting) {
        return new ActiveQuery(replies, selection, waiting, null, true);
    }

    /** Records that the lease in this slot has changed. */
    void changed(int slot) {
        if (selection.test(slot)) {
            waiting.add(slot);
        }
    }

    /** Whether there is nothing to send except that the connection is alive. */
    boolean isIdle() {
        return !hasWork();
    }

    /** The message for an idle connection (RFC 7724 section 8.2, RFC 7653 section 8.4). */
    Object keepAlive() {
        return replies.keepAlive();
    }

    @Override
    public int xid() {
        return replies.xid();
    }

    @Override
    public boolean hasWork() {
        return replies.owesOpening() || dataMissingAtOnce || catchUp != null || !waiting.isEmpty();
    }

    @Override
    public @Nullable Object next() {
        if (dataMissingAtOnce) {
            dataMissingAtOnce = false;
            return replies.dataMissing();
        }
        CatchUp running = catchUp;
        if (running == null) {
            return waiting.isEmpty() ? replies.opening() : reply(waiting.take());
        }
        boolean live = !catchUpsTurn && !waiting.isEmpty();
        catchUpsTurn = !catchUpsTurn;
        return live ? reply(waiting.take()) : nextOf(running);
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public Object terminated(Verdict verdict) {
        return replies.terminated(verdict);
    }

    private @Nullable Object nextOf(CatchUp running) {
        return switch (running.progress()) {
            case RUNNING -> replyInCatchUp(running.next());
            case COMPLETE -> {
                if (replies.owesOpening()) {
                    yield replies.opening();
                }
                catchUp = null;
                yield replies.catchUpComplete();
            }
            case DATA_MISSING -> {
                catchUp = null;
                yield replies.dataMissing();
            }
        };
    }

    private @Nullable Object replyInCatchUp(int slot) {
        return selection.test(slot) ? reply(slot) : null;
    }

    private @Nullable Object reply(int slot) {
        return replies.lease(slot, waiting::remove);
    }
}
