package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.BulkEvent.WaitElapsed;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.PollState.Answering;
import net.leasequery.requestor.internal.protocol.PollState.BackingOff;
import net.leasequery.requestor.internal.protocol.PollState.Connecting;
import net.leasequery.requestor.internal.protocol.PollState.Stopped;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of polling. Pure. One poll is one pass through all configured queries; polls never overlap.
 * The resume state moves only when a poll has been answered completely; a poll that fails is repeated as a whole.
 */
public final class Polling implements StateMachine<PollState> {

    private static final Transitions<PollState, RetainedPollState, PollState> WAITING = new Transitions<
                    PollState, RetainedPollState, PollState>((state, retained) -> state)
            .on(
                    WaitElapsed.class,
                    (state, event, retained) ->
                            Step.to(new Connecting(retained, event.at(), null), new Connect(Link.BULK)))
            .on(SharedEvent.Stopped.class, (state, event, retained) -> stopped(retained));

    private final long overlapSeconds;
    private final boolean endsAreReported;
    private final PollAnswer answer;
    private final Transitions<Connecting, RetainedPollState, PollState> connecting;

    /**
     * @param queries to run in each poll, at least one
     * @param interval time from the start of one poll to the start of the next
     * @param overlapSeconds subtracted from every query-start-time, not negative
     * @param endsAreReported whether the answer to a query with a query-start-time can report that a binding has ended;
     *     if not, each poll asks for everything
     */
    public Polling(
            List<BulkQuery> queries,
            Duration interval,
            long overlapSeconds,
            boolean endsAreReported,
            MalformedMessagePolicy malformedMessages) {
        this.overlapSeconds = overlapSeconds;
        this.endsAreReported = endsAreReported;
        this.answer = new PollAnswer(queries, interval, overlapSeconds, malformedMessages);
        this.connecting = new Transitions<Connecting, RetainedPollState, PollState>((state, retained) -> state)
                .on(ConnectionOpened.class, (state, event, retained) -> opened(state, event))
                .on(
                        Failed.class,
                        (state, event, retained) -> failed(retained, event.reason(), event.detail(), event.at()))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> stopped(retained));
    }

    /** Returns the polling that these settings describe. */
    public static Polling of(RequestorSettings settings) {
        return new Polling(
                settings.bulkQueries(),
                settings.bulkPollInterval(),
                settings.overlapSeconds(),
                settings.family().reportsEndsInBulk(),
                settings.malformedMessages());
    }

    @Override
    public Link mainLink() {
        return Link.BULK;
    }

    @Override
    public Step<PollState> start(PollState state, LocalMoment at) {
        return nextBulk(state, new WaitElapsed(at));
    }

    @Override
    public Step<PollState> stop(PollState state, LocalMoment at) {
        return nextBulk(state, new SharedEvent.Stopped(at));
    }

    @Override
    public Step<PollState> nextBulk(PollState state, BulkEvent event) {
        RetainedPollState retained = state.retained();
        return switch (state.phase()) {
            case WAITING, BACKING_OFF -> WAITING.next(state, event, retained);
            case CONNECTING -> connecting.next((Connecting) state, event, retained);
            case ANSWERING -> answer.answered((Answering) state, event, retained);
            case STOPPED -> Step.to(state);
        };
    }

    static Step<PollState> failed(RetainedPollState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedPollState after = retained.afterFailure();
        return Step.to(
                new BackingOff(after),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after.resume(), at),
                new CloseConnection(Link.BULK),
                new AwaitBackOff(Link.BULK, after.failures()));
    }

    /** Asks for everything at once: the server is healthy, but a query for changes only is not enough. */
    static Step<PollState> startedOver(RetainedPollState retained, LocalMoment at) {
        return Step.to(new Connecting(retained, at, null), new CloseConnection(Link.BULK), new Connect(Link.BULK));
    }

    static Step<PollState> stopped(RetainedPollState retained) {
        return Step.to(new Stopped(retained), new CloseConnection(Link.BULK));
    }

    private Step<PollState> opened(Connecting state, ConnectionOpened event) {
        RetainedPollState retained = state.retained();
        Notice.Connected connection = new Notice.Connected(event.peer(), event.security());
        PollRun interrupted = state.interrupted();
        if (interrupted != null) {
            PollRun run = interrupted.continuedWith(event.firstXid(), connection);
            return Step.to(new Answering(retained, run), answer.send(run));
        }
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        PollRun run = PollRun.beginning(
                BulkPass.beginning(id, event.firstXid()),
                connection,
                state.since(),
                start(retained),
                retained.snapshotOwed());
        List<Effect> effects = new ArrayList<>();
        effects.add(answer.send(run));
        if (run.snapshot()) {
            effects.add(Deliveries.notice(new Notice.SnapshotStarted(id), retained.resume(), event.at()));
        }
        effects.add(Deliveries.notice(new Notice.PollStarted(id, run.isFull()), retained.resume(), event.at()));
        return new Step<>(new Answering(retained, run), effects);
    }

    private @Nullable ServerTime start(RetainedPollState retained) {
        ResumePosition position = retained.resume().position();
        boolean changesOnly = endsAreReported && retained.incremental().isSafe();
        return changesOnly && position != null ? position.queryStartTime(overlapSeconds) : null;
    }
}
