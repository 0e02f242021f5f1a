package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.internal.protocol.PollEffect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.PollEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.PollEffect.Connect;
import net.leasequery.requestor.internal.protocol.PollEffect.Deliver;
import net.leasequery.requestor.internal.protocol.PollState.BackingOff;
import net.leasequery.requestor.internal.protocol.PollState.Connecting;
import net.leasequery.requestor.internal.protocol.PollState.Stopped;

/** The ways in which a poll ends before it is whole. */
final class PollClosingTransitions {

    private PollClosingTransitions() {}

    static PollStep failed(RetainedPollState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedPollState after = retained.afterFailure();
        return PollStep.to(
                new BackingOff(after),
                notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(),
                new AwaitBackOff(after.failures()));
    }

    /** Nothing is wrong with the server, but changes alone will not do: ask for everything, now. */
    static PollStep startedOver(RetainedPollState retained, LocalMoment at) {
        return PollStep.to(new Connecting(retained, at, null), new CloseConnection(), new Connect());
    }

    static PollStep stopped(PollState state) {
        return PollStep.to(new Stopped(state.retained()), new CloseConnection());
    }

    static Deliver notice(Notice notice, RetainedPollState retained, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), retained.resume()));
    }
}
