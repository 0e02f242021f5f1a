package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.BackfillState.Answering;
import net.leasequery.requestor.internal.protocol.BackfillState.AwaitingProof;
import net.leasequery.requestor.internal.protocol.BackfillState.BackingOff;
import net.leasequery.requestor.internal.protocol.BackfillState.Connecting;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.Effect.SendBulkQuery;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import org.jspecify.annotations.Nullable;

/** Receives the answers to a back-fill: they deliver the owed bindings, and the last DONE closes the gap. */
final class BackfillAnswer extends BulkAnswer<Answering, RetainedState, BackfillOutcome> {

    private final List<BulkQuery> queries;
    private final boolean endsCanBeTold;
    private final long overlapSeconds;

    BackfillAnswer(
            List<BulkQuery> queries, boolean endsCanBeTold, long overlapSeconds, MalformedMessagePolicy malformed) {
        super(malformed, BackfillOutcome::new);
        this.queries = queries;
        this.endsCanBeTold = endsCanBeTold;
        this.overlapSeconds = overlapSeconds;
    }

    SendBulkQuery send(BackfillRun run) {
        BulkPass pass = run.pass();
        return new SendBulkQuery(
                new BulkRequest(pass.xid(), queries.get(pass.index()), endsCanBeTold ? run.gap() : Gap.SNAPSHOT));
    }

    @Override
    BulkPass pass(Answering phase) {
        return phase.run().pass();
    }

    @Override
    ResumeState resume(RetainedState retained) {
        return retained.resume();
    }

    /**
     * Both connections lead to one address. If the server on the live connection has not identified itself, it is taken
     * to have changed too. If it has, the address leads to several servers, and another attempt may reach the right
     * one.
     */
    @Override
    Step<BackfillOutcome> identified(Answering phase, ServerIdentified event, RetainedState retained) {
        ResumeState resume = retained.resume();
        if (!resume.isOfAnotherServerThan(event.server())) {
            return BackfillOutcome.to(phase, retained.withServer(event.server()));
        }
        if (retained.serverIdentified()) {
            String detail =
                    "server " + event.server() + " answered the bulk query, but the stream of changes comes from"
                            + " server " + resume.server() + "; give each server its own serverName";
            return failed(phase.failures(), retained, detail, event.at());
        }
        RetainedState changed = retained.withNewServer(event.server());
        return backingOff(oneMore(phase.failures()), changed)
                .after(Deliveries.notice(event.changedFrom(resume), changed.resume(), event.at()));
    }

    @Override
    Step<BackfillOutcome> bindings(Answering phase, Bindings event, RetainedState retained) {
        BackfillRun run = phase.run();
        BulkPass pass = run.pass().after(event.baseTime(), event.bindings().size());
        RetainedState seen = noting(event, run.pass(), retained);
        BackfillRun next = run.with(pass).withLinks(queries.get(pass.index()), event.bindings());
        return new Step<>(
                new BackfillOutcome(new Answering(phase.failures(), next), seen),
                Deliveries.bindings(event, run.origin(), pass.id(), seen.skew(), seen.resume(), run.window()::admits));
    }

    @Override
    Step<BackfillOutcome> done(Answering phase, BulkEvent.Done event, RetainedState retained) {
        RetainedState seen = noting(event, phase.run().pass(), retained);
        BulkPass pass = phase.run().pass().after(event.baseTime(), 0);
        BackfillRun run = phase.run().with(pass);
        if (pass.index() + 1 < queries.size()) {
            BackfillRun next = run.with(pass.withNextQuery());
            return BackfillOutcome.to(new Answering(phase.failures(), next), seen, send(next));
        }
        Gap remaining = remaining(run);
        RetainedState after = seen.withBackfilled(remaining);
        Notice notice = run.gap().isSnapshot()
                ? new Notice.SnapshotCompleted(pass.id(), pass.bindings(), run.links())
                : new Notice.GapFilled(run.gap(), pass.id(), pass.bindings(), !endsCanBeTold, run.links());
        Deliver report = Deliveries.notice(notice, after.resume(), event.at());
        // A server that loses its history again and again must not be asked for it in a fast loop.
        return remaining == null
                ? backingOff(oneMore(phase.failures()), after).after(report)
                : BackfillOutcome.to(new AwaitingProof(), after, report, new CloseConnection(Link.BULK));
    }

    @Override
    Step<BackfillOutcome> refused(Answering phase, BulkEvent.Refused event, RetainedState retained) {
        String detail = event.refusal().explained(queries.get(pass(phase).index()), event.detail());
        return failed(phase.failures(), retained, detail, event.at());
    }

    @Override
    Step<BackfillOutcome> stopped(RetainedState retained) {
        return stop(retained);
    }

    static Step<BackfillOutcome> stop(RetainedState retained) {
        return BackfillOutcome.to(new Stopped(), retained, new CloseConnection(Link.BULK));
    }

    @Override
    Step<BackfillOutcome> failed(
            Answering phase, DisconnectReason reason, String detail, LocalMoment at, RetainedState retained) {
        return failed(phase.failures(), retained, detail, at);
    }

    @Override
    Step<BackfillOutcome> reconnecting(Answering phase, RetainedState retained) {
        return BackfillOutcome.to(new Connecting(phase.failures(), phase.run()), retained, new Connect(Link.BULK));
    }

    @Override
    BackfillOutcome withoutMessage(Answering phase, RetainedState retained) {
        return new BackfillOutcome(phase, retained);
    }

    static Step<BackfillOutcome> failed(int failures, RetainedState retained, String detail, LocalMoment at) {
        Gap owed = retained.resume().gap();
        List<Effect> report = new ArrayList<>(1);
        if (owed != null) {
            report.add(Deliveries.notice(new Notice.BackfillFailed(owed, detail), retained.resume(), at));
        }
        return backingOff(oneMore(failures), retained).after(report);
    }

    private static Step<BackfillOutcome> backingOff(int failures, RetainedState retained) {
        return BackfillOutcome.to(
                new BackingOff(failures),
                retained,
                new CloseConnection(Link.BULK),
                new AwaitBackOff(Link.BULK, failures));
    }

    private static int oneMore(int failures) {
        return failures == Integer.MAX_VALUE ? failures : failures + 1;
    }

    /** Returns the gap that a complete answer leaves: none if the live stream is known to deliver all later changes. */
    private @Nullable Gap remaining(BackfillRun run) {
        if (run.streamProven()) {
            return null;
        }
        ServerTime answered = run.pass().firstBaseTime();
        return answered == null ? run.gap() : new Gap(answered.plusSeconds(-overlapSeconds), null);
    }

    /** The first message of an answer is taken as prompt: nothing delays it. */
    private RetainedState noting(ServerMessage event, BulkPass before, RetainedState retained) {
        ServerTime baseTime = event.baseTime();
        if (baseTime == null) {
            return retained;
        }
        if (before.firstBaseTime() != null) {
            return retained.with(retained.skew().after(baseTime, event.at()));
        }
        RetainedState dated = retained.withClockOf(baseTime, event.at(), overlapSeconds);
        return dated.with(dated.skew().afterPrompt(baseTime, event.at()));
    }
}
