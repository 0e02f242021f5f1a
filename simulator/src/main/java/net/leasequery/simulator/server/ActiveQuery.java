package net.leasequery.simulator.server;

import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.lease.LeaseTable;
import org.jspecify.annotations.Nullable;

/**
 * An Active query: changes as they happen and, at the beginning, those since its query-start-time. The
 * two are told in turns (RFC 7724 section 7.4.1). A reply shows the lease as it is when the reply is
 * built, and a base-time of that moment even if older changes still wait (RFC 7724 section 6).
 */
final class ActiveQuery implements Query {

    private final QueryReplies replies;
    private final VpnSelection vpns;
    private final LeaseTable table;
    private final WaitingChanges waiting;

    private @Nullable CatchUp catchUp;
    private boolean dataMissingAtOnce;
    private boolean catchUpsTurn = true;

    private ActiveQuery(
            QueryReplies replies,
            VpnSelection vpns,
            LeaseTable table,
            WaitingChanges waiting,
            @Nullable CatchUp catchUp,
            boolean dataMissingAtOnce) {
        this.replies = replies;
        this.vpns = vpns;
        this.table = table;
        this.waiting = waiting;
        this.catchUp = catchUp;
        this.dataMissingAtOnce = dataMissingAtOnce;
    }

    /** A query without query-start-time: changes from now on. */
    static ActiveQuery live(QueryReplies replies, VpnSelection vpns, LeaseTable table, WaitingChanges waiting) {
        return new ActiveQuery(replies, vpns, table, waiting, null, false);
    }

    /** A query whose query-start-time the history reaches back to. */
    static ActiveQuery catchingUp(
            QueryReplies replies, VpnSelection vpns, LeaseTable table, WaitingChanges waiting, CatchUp catchUp) {
        return new ActiveQuery(replies, vpns, table, waiting, catchUp, false);
    }

    /** A query whose query-start-time the history does not reach back to: DataMissing, then live. */
    static ActiveQuery missingData(QueryReplies replies, VpnSelection vpns, LeaseTable table, WaitingChanges waiting) {
        return new ActiveQuery(replies, vpns, table, waiting, null, true);
    }

    /** The lease in this slot has changed. */
    void changed(int slot) {
        if (vpns.includes(table.vpnOf(slot))) {
            waiting.add(slot);
        }
    }

    /** Whether there is nothing to tell but that the connection lives. */
    boolean isIdle() {
        return !hasWork();
    }

    /** What an idle connection is told (RFC 7724 section 8.2). */
    Dhcpv4Message connectionActive() {
        return replies.status(Status.of(StatusCode.CONNECTION_ACTIVE, ""));
    }

    @Override
    public int xid() {
        return replies.xid();
    }

    @Override
    public boolean hasWork() {
        return dataMissingAtOnce || catchUp != null || !waiting.isEmpty();
    }

    @Override
    public @Nullable Dhcpv4Message next() {
        if (dataMissingAtOnce) {
            dataMissingAtOnce = false;
            return dataMissing();
        }
        CatchUp running = catchUp;
        if (running == null) {
            return waiting.isEmpty() ? null : replies.binding(table.get(waiting.take()));
        }
        boolean live = !catchUpsTurn && !waiting.isEmpty();
        catchUpsTurn = !catchUpsTurn;
        return live ? replies.binding(table.get(waiting.take())) : nextOf(running);
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public Dhcpv4Message terminated(Status status) {
        return replies.statusWithBaseTime(status);
    }

    private @Nullable Dhcpv4Message nextOf(CatchUp running) {
        return switch (running.progress()) {
            case RUNNING -> toldInCatchUp(running.next());
            case COMPLETE -> {
                catchUp = null;
                yield replies.status(Status.of(StatusCode.CATCH_UP_COMPLETE, ""));
            }
            case DATA_MISSING -> {
                catchUp = null;
                yield dataMissing();
            }
        };
    }

    private @Nullable Dhcpv4Message toldInCatchUp(int slot) {
        return vpns.includes(table.vpnOf(slot)) ? replies.binding(table.get(slot)) : null;
    }

    private Dhcpv4Message dataMissing() {
        return replies.statusWithBaseTime(
                Status.of(StatusCode.DATA_MISSING, "the history does not reach back to query-start-time"));
    }
}
