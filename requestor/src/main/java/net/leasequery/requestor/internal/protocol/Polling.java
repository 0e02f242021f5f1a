package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.PollEffect.Connect;
import net.leasequery.requestor.internal.protocol.PollState.Answering;
import net.leasequery.requestor.internal.protocol.PollState.Connecting;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of polling. Pure. One poll is one pass through all configured queries; polls
 * never overlap. The resume state moves when a poll has been answered whole, and not before: a poll
 * that fails is repeated as a whole.
 */
public final class Polling {

    private final long overlapSeconds;
    private final boolean endsCanBeTold;
    private final PollQueries queries;
    private final PollAnswerTransitions whileAnswering;

    /**
     * @param queries to run in each poll, at least one
     * @param interval from the start of one poll to that of the next
     * @param overlapSeconds taken off every query-start-time, not negative
     * @param endsCanBeTold whether the protocol can tell in answer to a query-start-time that a binding
     *     has ended; if not, each poll asks for everything
     */
    public Polling(
            List<BulkQuery> queries,
            Duration interval,
            long overlapSeconds,
            boolean endsCanBeTold,
            MalformedMessagePolicy malformedMessages) {
        this.overlapSeconds = overlapSeconds;
        this.endsCanBeTold = endsCanBeTold;
        this.queries = new PollQueries(queries);
        this.whileAnswering = new PollAnswerTransitions(this.queries, interval, overlapSeconds, malformedMessages);
    }

    /** What {@code event} makes of {@code state}. */
    public PollStep next(PollState state, BulkEvent event) {
        return switch (state.phase()) {
            case WAITING, BACKING_OFF -> whileWaiting(state, event);
            case CONNECTING -> whileConnecting((Connecting) state, event);
            case ANSWERING -> whileAnswering.next((Answering) state, event);
            case STOPPED -> PollStep.to(state);
        };
    }

    private static PollStep whileWaiting(PollState state, BulkEvent event) {
        return switch (event.bulkKind()) {
            case WAIT_ELAPSED -> PollStep.to(new Connecting(state.retained(), event.at(), null), new Connect());
            case STOPPED -> PollClosingTransitions.stopped(state);
            case CONNECTION_OPENED,
                    SERVER_IDENTIFIED,
                    BINDINGS,
                    DONE,
                    REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    FAILED -> PollStep.to(state);
        };
    }

    private PollStep whileConnecting(Connecting state, BulkEvent event) {
        return switch (event.bulkKind()) {
            case CONNECTION_OPENED -> opened(state, (ConnectionOpened) event);
            case FAILED -> {
                Failed failed = (Failed) event;
                yield PollClosingTransitions.failed(state.retained(), failed.reason(), failed.detail(), failed.at());
            }
            case STOPPED -> PollClosingTransitions.stopped(state);
            case WAIT_ELAPSED, SERVER_IDENTIFIED, BINDINGS, DONE, REFUSED, UNEXPECTED_MESSAGE, MALFORMED_MESSAGE ->
                PollStep.to(state);
        };
    }

    private PollStep opened(Connecting state, ConnectionOpened event) {
        RetainedPollState retained = state.retained();
        Notice.Connected connection = new Notice.Connected(event.peer(), event.security());
        PollRun interrupted = state.interrupted();
        if (interrupted != null) {
            PollRun run = interrupted.continuedWith(event.firstXid(), connection);
            return PollStep.to(new Answering(retained, run), queries.send(run));
        }
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        PollRun run = PollRun.beginning(
                BulkPass.beginning(id, event.firstXid()),
                connection,
                state.since(),
                start(retained),
                retained.snapshotOwed());
        List<PollEffect> effects = new ArrayList<>();
        effects.add(queries.send(run));
        if (run.snapshot()) {
            effects.add(PollClosingTransitions.notice(new Notice.SnapshotStarted(id), retained, event.at()));
        }
        effects.add(PollClosingTransitions.notice(new Notice.PollStarted(id, run.isFull()), retained, event.at()));
        return new PollStep(new Answering(retained, run), effects);
    }

    private @Nullable ServerTime start(RetainedPollState retained) {
        ResumePosition position = retained.resume().position();
        boolean changesOnly = endsCanBeTold && retained.incremental().isSafe();
        return changesOnly && position != null ? position.queryStartTime(overlapSeconds) : null;
    }
}
