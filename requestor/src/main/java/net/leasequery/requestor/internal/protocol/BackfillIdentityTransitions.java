package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.BackfillEffect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.BackfillEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.BackfillState.Answering;
import net.leasequery.requestor.internal.protocol.BackfillState.BackingOff;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;

/** Transitions of a back-fill when a server tells its identity, on the bulk connection or on the live one. */
final class BackfillIdentityTransitions {

    private BackfillIdentityTransitions() {}

    /**
     * Both connections lead to one address. If the server of the live one has not told who it is, it has changed with
     * this one; if it has, the address leads to several servers, and another attempt may find the right one.
     */
    static BackfillStep next(Answering state, ServerIdentified event, RetainedState retained) {
        ResumeState resume = retained.resume();
        if (!resume.isOfAnotherServerThan(event.server())) {
            return BackfillStep.to(state, retained.withServer(event.server()));
        }
        if (retained.serverIdentified()) {
            String detail =
                    "server " + event.server() + " answered the bulk query, but the stream of changes comes from"
                            + " server " + resume.server() + "; give each server a name of its own in dhcp.servers";
            return Backfill.failed(state.failures(), retained, detail, event.at());
        }
        RetainedState changed = retained.withNewServer(event.server());
        int failures = state.failures() == Integer.MAX_VALUE ? Integer.MAX_VALUE : state.failures() + 1;
        return BackfillStep.to(
                new BackingOff(failures),
                changed,
                Backfill.notice(event.changedFrom(resume), changed, event.at()),
                new CloseConnection(),
                new AwaitBackOff(failures));
    }

    /** What was asked of another server is of no use. A question gives way to the back-fill that is owed now. */
    static BackfillStep abandon(BackfillState state, RetainedState retained) {
        return switch (state.phase()) {
            case CONNECTING, ANSWERING -> BackfillStep.to(new Idle(0), retained, new CloseConnection());
            case AWAITING_PROOF -> BackfillStep.to(new Idle(0), retained);
            case IDLE, BACKING_OFF, ASKING, STOPPED -> BackfillStep.to(state, retained);
        };
    }
}
