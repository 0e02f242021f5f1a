package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.internal.protocol.ConversationState.CatchingUp;
import net.leasequery.requestor.internal.protocol.ConversationState.Disconnected;
import net.leasequery.requestor.internal.protocol.ConversationState.Querying;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;

/**
 * Transitions of an open connection when its server identifies itself. A position is valid only at the server that it
 * was received from; at another server everything is owed.
 */
final class IdentityTransitions {

    private static final String NEEDS_OTHER_QUERY = "another server answered than the one that the query was meant for;"
            + " it is asked for everything with the next connection";

    private final boolean snapshotByCatchUp;

    /**
     * @param snapshotByCatchUp whether the live connection has to ask for an owed snapshot because there is no
     *     back-fill
     */
    IdentityTransitions(boolean snapshotByCatchUp) {
        this.snapshotByCatchUp = snapshotByCatchUp;
    }

    Step<ConversationState> next(ConversationState state, ServerIdentified event) {
        RetainedState retained = state.retained();
        if (!retained.resume().isOfAnotherServerThan(event.server())) {
            return Step.to(state.with(retained.withServer(event.server()).withServerIdentified()));
        }
        RetainedState changed = retained.withNewServer(event.server()).withServerIdentified();
        Deliver report = Deliveries.notice(event.changedFrom(retained.resume()), changed, event.at());
        if (asksForEverything(state) || !snapshotByCatchUp) {
            return Step.to(state.with(changed), report);
        }
        RetainedState after = changed.afterConnection();
        return Step.to(
                new Disconnected(after),
                report,
                Deliveries.notice(
                        new Notice.Disconnected(DisconnectReason.SERVER_CHANGED, NEEDS_OTHER_QUERY), after, event.at()),
                new CloseConnection(Effect.Link.LIVE),
                new AwaitBackOff(Effect.Link.LIVE, after.fruitless()));
    }

    private static boolean asksForEverything(ConversationState state) {
        return state instanceof CatchingUp catchingUp
                ? catchingUp.snapshotId() != null
                : state instanceof Querying querying && querying.snapshotId() != null;
    }

    /** Whether the query of this catch-up was meant for another server, so that the end of catch-up proves nothing. */
    static boolean isVoid(CatchingUp state) {
        return state.snapshotId() == null && state.retained().resume().position() == null;
    }
}
