package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Effect;
import net.leasequery.requestor.internal.protocol.PollState;
import net.leasequery.requestor.internal.protocol.Polling;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;
import org.jspecify.annotations.Nullable;

/** Drives the polling of a server that speaks Bulk Leasequery only. */
final class PollDriver extends StateMachineDriver<PollState> {

    private final Polling polling;
    /** Whether the server is well is counted by the notices: each poll opens and closes a connection. */
    private boolean well;

    PollDriver(RequestorContext context, ResumeState resumeState) {
        super(
                context,
                context.connector(),
                PollState.initial(
                        resumeState, isSnapshotWanted(context.settings().snapshotMode(), resumeState)));
        RequestorSettings settings = context.settings();
        this.polling = new Polling(
                settings.bulkQueries(),
                settings.bulkPollInterval(),
                settings.overlapSeconds(),
                settings.family().tellsEndsInBulk(),
                settings.malformedMessages());
    }

    private static boolean isSnapshotWanted(SnapshotMode mode, ResumeState stored) {
        return switch (mode) {
            case INITIAL, WHEN_NEEDED ->
                stored.position() == null
                        || (stored.gap() != null && stored.gap().isSnapshot());
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    @Override
    public Phase phase() {
        return state().health();
    }

    @Override
    public @Nullable Long clockSkewMillis() {
        return state().retained().skew().smoothedMillis();
    }

    @Override
    public void start() {
        handle(new BulkEvent.WaitElapsed(context.now()));
    }

    @Override
    public void ask(Question question) {
        throw new UnsupportedOperationException("each poll asks for everything");
    }

    @Override
    public void stop() {
        handle(new SharedEvent.Stopped(context.now()));
    }

    @Override
    public void received(BulkEvent event) {
        context.connector().answered();
        super.received(event);
    }

    @Override
    Step<PollState> next(PollState before, BulkEvent event) {
        return polling.next(before, event);
    }

    @Override
    void moved(PollState before, PollState after) {
        context.log().moved(before.health(), after.health());
    }

    @Override
    ReconnectingConnection<?> connection(Effect.Link link) {
        return bulk;
    }

    @Override
    void performOwn(Effect effect) {
        if (effect instanceof Effect.SendBulkQuery send) {
            context.log().asksAgain(send.request());
        } else if (effect instanceof Effect.AwaitNextPoll next) {
            bulk.await(next.delay());
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    @Override
    void attempted(Effect.Link link) {
        context.counters().attempts.incrementAndGet();
    }

    @Override
    void told(Notice notice) {
        if (notice instanceof Notice.Connected) {
            well = true;
        } else if (notice instanceof Notice.Disconnected && well) {
            well = false;
            context.counters().disconnects.incrementAndGet();
        } else if (notice instanceof Notice.PollCompleted) {
            context.counters().proved(context.now());
        }
    }
}
