package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.BEFORE;
import static net.leasequery.requestor.statetable.Samples.FOREIGN;
import static net.leasequery.requestor.statetable.Samples.OVERLAP;
import static net.leasequery.requestor.statetable.Samples.OWING;
import static net.leasequery.requestor.statetable.Samples.SNAPSHOT_OWED;
import static net.leasequery.requestor.statetable.Samples.STORED;
import static net.leasequery.requestor.statetable.Samples.XID;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.Backfill;
import net.leasequery.requestor.internal.protocol.BackfillOutcome;
import net.leasequery.requestor.internal.protocol.BackfillState;
import net.leasequery.requestor.internal.protocol.BackfillWindow;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.ClockSkew;
import net.leasequery.requestor.internal.protocol.ConversationState;
import net.leasequery.requestor.internal.protocol.QuestionAnswer;
import net.leasequery.requestor.internal.protocol.RetainedState;
import net.leasequery.requestor.internal.protocol.Step;

/** The back-fill beside the live stream, by Bulk Leasequery with two queries. */
final class BackfillTable {

    private static final String RFC73 = "RFC 6926 §7.3";
    private static final RetainedState GAP = retained(OWING);
    private static final RetainedState SNAPSHOT = retained(SNAPSHOT_OWED);

    private static final ResumeState OWING_EAST = OWING.withServer(Samples.EAST);

    private static final BackfillState IDLE = BackfillState.initial();
    private static final BackfillState AWAITING_PROOF = new BackfillState.AwaitingProof();
    private static final BackfillState CONNECTING = new BackfillState.Connecting(0, null);
    private static final BackfillState FIRST_QUERY = after(CONNECTING, BulkKind.CONNECTION_OPENED, XID, GAP);
    private static final BackfillState TOUCHED_BY_STREAM = touched(GAP, Samples.binding());
    private static final BackfillState SECOND_QUERY = after(FIRST_QUERY, BulkKind.DONE, XID, GAP);
    private static final BackfillState INTERRUPTED = after(SECOND_QUERY, BulkKind.FAILED, XID, GAP);
    private static final BackfillState SNAPSHOT_QUERY = after(CONNECTING, BulkKind.CONNECTION_OPENED, XID, SNAPSHOT);
    private static final BackfillState LAST_SNAPSHOT_QUERY = after(SNAPSHOT_QUERY, BulkKind.DONE, XID, SNAPSHOT);
    private static final BackfillState BACKING_OFF = new BackfillState.BackingOff(1);
    private static final BackfillState STOPPED = new BackfillState.Stopped();

    private BackfillTable() {}

    static List<Row> rows() {
        String failed = "report BackfillFailed; close connection; await back off";
        String closing = "; close connection";
        return List.of(
                follows(
                        IDLE,
                        "stream requested, with something owed",
                        live(GAP),
                        "CONNECTING",
                        "connect",
                        "RFC 7724 §7.4.1"),
                follows(IDLE, "stream requested, with nothing owed", live(retained(STORED)), "IDLE", "", ""),
                follows(IDLE, "stream down, with something owed", down(GAP), "IDLE", "", ""),
                follows(IDLE, "stream stopped", stopped(GAP), "STOPPED", "", ""),
                follows(
                        AWAITING_PROOF,
                        "stream requested, nothing heard yet",
                        live(SNAPSHOT),
                        "AWAITING_PROOF",
                        "",
                        ""),
                follows(AWAITING_PROOF, "stream heard", live(GAP), "CONNECTING", "connect", "RFC 7724 §7.4.1"),
                follows(AWAITING_PROOF, "stream stopped", stopped(GAP), "STOPPED", "", ""),
                follows(CONNECTING, "stream stopped", stopped(GAP), "STOPPED", "close connection", ""),
                follows(FIRST_QUERY, "stream down", down(GAP), "ANSWERING", "", "RFC 7724 §7.4.1"),
                follows(FIRST_QUERY, "stream stopped", stopped(GAP), "STOPPED", "close connection", ""),
                follows(BACKING_OFF, "stream stopped", stopped(GAP), "STOPPED", "close connection", ""),
                clockStepped(IDLE, "IDLE", ""),
                clockStepped(CONNECTING, "CONNECTING", ""),
                clockStepped(FIRST_QUERY, "BACKING_OFF", failed),
                clockStepped(INTERRUPTED, "BACKING_OFF", failed),
                row(IDLE, GAP, "STOPPED", "STOPPED", "", ""),
                row(AWAITING_PROOF, GAP, "STOPPED", "STOPPED", "", ""),
                row(
                        CONNECTING,
                        GAP,
                        "CONNECTION_OPENED, for a gap",
                        "ANSWERING",
                        "send bulk query for the gap",
                        "RFC 7724 §7.4.1"),
                row(
                        CONNECTING,
                        SNAPSHOT,
                        "CONNECTION_OPENED, for a snapshot",
                        "ANSWERING",
                        "send bulk query; report SnapshotStarted",
                        "RFC 6926 §7.2"),
                row(
                        CONNECTING,
                        retained(STORED),
                        "CONNECTION_OPENED, with nothing owed any more",
                        "IDLE",
                        "close connection",
                        ""),
                row(
                        INTERRUPTED,
                        GAP,
                        "CONNECTION_OPENED, to continue a back-fill",
                        "ANSWERING",
                        "send bulk query for the gap",
                        "RFC 6926 §7.8"),
                row(CONNECTING, GAP, "FAILED", "BACKING_OFF", failed, "RFC 6926 §7.2"),
                row(CONNECTING, GAP, "STOPPED", "STOPPED", "close connection", ""),
                row(FIRST_QUERY, GAP, "BINDINGS, of a gap", "ANSWERING", "hand over binding GAP_FILL", RFC73),
                row(
                        TOUCHED_BY_STREAM,
                        GAP,
                        "BINDINGS, no newer than what the stream has reported since the query",
                        "ANSWERING",
                        "",
                        "RFC 6926 §7.6"),
                row(
                        touched(GAP, Samples.olderBinding()),
                        GAP,
                        "BINDINGS, newer than what the stream has reported since the query",
                        "ANSWERING",
                        "hand over binding GAP_FILL",
                        "RFC 6926 §7.6"),
                row(
                        touched(GAP, Samples.olderBinding()),
                        behind(GAP),
                        "BINDINGS, of an address that the stream has reported since the query, built ahead of its clock",
                        "ANSWERING",
                        "",
                        ""),
                row(
                        FIRST_QUERY,
                        behind(GAP),
                        "BINDINGS, of another address, built ahead of the stream's clock",
                        "ANSWERING",
                        "hand over binding GAP_FILL",
                        ""),
                row(
                        SNAPSHOT_QUERY,
                        SNAPSHOT,
                        "BINDINGS, of a snapshot",
                        "ANSWERING",
                        "hand over binding SNAPSHOT",
                        RFC73),
                row(
                        MalformedMessagePolicy.FAIL,
                        FIRST_QUERY,
                        GAP,
                        BulkSamples.event(BulkKind.BINDINGS, FOREIGN),
                        "BINDINGS, with a foreign transaction-id",
                        "BACKING_OFF",
                        failed,
                        RFC73),
                row(
                        FIRST_QUERY,
                        GAP,
                        "DONE, with a query left",
                        "ANSWERING",
                        "send bulk query for the gap",
                        "RFC 6926 §7.7"),
                row(
                        MalformedMessagePolicy.FAIL,
                        SECOND_QUERY,
                        GAP,
                        BulkSamples.event(BulkKind.DONE, XID + 1),
                        "DONE, of the last query, stream proven open before",
                        "BACKING_OFF",
                        "report GapFilled; close connection; await back off; **gap closed**",
                        RFC73),
                row(
                        MalformedMessagePolicy.FAIL,
                        LAST_SNAPSHOT_QUERY,
                        SNAPSHOT,
                        BulkSamples.event(BulkKind.DONE, XID + 1),
                        "DONE, of the last query, stream not proven open",
                        "AWAITING_PROOF",
                        "report SnapshotCompleted; close connection; **gap changed**",
                        RFC73),
                row(FIRST_QUERY, GAP, "REFUSED", "BACKING_OFF", failed, RFC73),
                row(FIRST_QUERY, GAP, "UNEXPECTED_MESSAGE", "BACKING_OFF", failed, RFC73),
                malformed(MalformedMessagePolicy.FAIL, "BACKING_OFF", "report MalformedMessage; " + failed),
                malformed(MalformedMessagePolicy.SKIP, "ANSWERING", "report MalformedMessage"),
                malformed(
                        MalformedMessagePolicy.QUARANTINE,
                        "ANSWERING",
                        "report MalformedMessage; hand over the octets"),
                row(FIRST_QUERY, GAP, "FAILED, in the middle of an answer", "BACKING_OFF", failed, RFC73),
                row(
                        SECOND_QUERY,
                        GAP,
                        "FAILED, closed by the server between two answers",
                        "CONNECTING",
                        "connect",
                        "RFC 6926 §7.8"),
                row(FIRST_QUERY, GAP, "STOPPED", "STOPPED", "close connection", ""),
                abandons(CONNECTING, "IDLE", "close connection"),
                abandons(FIRST_QUERY, "IDLE", "close connection"),
                abandons(AWAITING_PROOF, "IDLE", ""),
                abandons(BACKING_OFF, "BACKING_OFF", ""),
                row(
                        FIRST_QUERY,
                        GAP,
                        "SERVER_IDENTIFIED, for the first time",
                        "ANSWERING",
                        "**identity** 192.0.2.1",
                        RFC73),
                row(
                        FIRST_QUERY,
                        retained(OWING_EAST),
                        "SERVER_IDENTIFIED, as that of the stream",
                        "ANSWERING",
                        "",
                        RFC73),
                row(
                        FIRST_QUERY,
                        new RetainedState(OWING.withServer(Samples.WEST), null, ClockSkew.UNKNOWN, 0, true),
                        "SERVER_IDENTIFIED, as another than the stream's",
                        "BACKING_OFF",
                        failed,
                        RFC73),
                row(
                        FIRST_QUERY,
                        retained(OWING.withServer(Samples.WEST)),
                        "SERVER_IDENTIFIED, as another, while that of the stream has not identified itself",
                        "BACKING_OFF",
                        "report ServerChanged; close connection; await back off; **position moves**; **gap changed**;"
                                + " **identity** 192.0.2.1",
                        RFC73),
                row(BACKING_OFF, GAP, "WAIT_ELAPSED", "IDLE", "", ""),
                row(BACKING_OFF, GAP, "STOPPED", "STOPPED", closing.substring(2), ""));
    }

    /** Every pair of state and event that is in no row: nothing happens. */
    static List<Row> silentRows() {
        List<Row> pairs = Stream.of(IDLE, AWAITING_PROOF, CONNECTING, FIRST_QUERY, BACKING_OFF, STOPPED)
                .flatMap(state -> Arrays.stream(BulkKind.values())
                        .map(kind -> row(state, GAP, kind.name(), state.phase().name(), "", "")))
                .toList();
        return Row.without(rows(), pairs);
    }

    private static BackfillState touched(RetainedState retained, Binding live) {
        return touched(after(CONNECTING, BulkKind.CONNECTION_OPENED, XID, retained), live);
    }

    /** The stream brings a binding while an answer is received. */
    static BackfillState touched(BackfillState state, Binding live) {
        Objects.requireNonNull(state.window()).touch(live);
        return state;
    }

    /** With a stream whose clock is behind the samples, because the clock was set back. */
    static RetainedState behind(RetainedState retained) {
        return new RetainedState(retained.resume(), null, ClockSkew.UNKNOWN.afterPrompt(BEFORE, AT), 0, false);
    }

    private static Row clockStepped(BackfillState state, String next, String effects) {
        return new Row(state.phase().name(), "clock of the stream's server was set", next, effects, "", () -> {
            Step<BackfillOutcome> step = backfill(MalformedMessagePolicy.FAIL).giveUp(state, GAP, "clock set", AT);
            return outcome(step, GAP);
        });
    }

    private static Row abandons(BackfillState state, String next, String effects) {
        return new Row(state.phase().name(), "stream comes from another server", next, effects, "", () -> {
            Step<BackfillOutcome> step = backfill(MalformedMessagePolicy.FAIL).abandon(state, SNAPSHOT);
            return outcome(step, SNAPSHOT);
        });
    }

    private static Row malformed(MalformedMessagePolicy policy, String next, String effects) {
        return row(
                policy,
                FIRST_QUERY,
                GAP,
                BulkSamples.event(BulkKind.MALFORMED_MESSAGE),
                "MALFORMED_MESSAGE, policy " + policy,
                next,
                effects,
                "");
    }

    static Row follows(
            BackfillState state, String event, ConversationState live, String next, String effects, String section) {
        return new Row(state.phase().name(), event, next, effects, section, () -> {
            Step<BackfillOutcome> step = backfill(MalformedMessagePolicy.FAIL).follow(state, live, AT);
            return outcome(step, live.retained());
        });
    }

    static Row row(
            BackfillState state, RetainedState retained, String event, String next, String effects, String section) {
        BulkEvent sample = BulkSamples.event(BulkKind.valueOf(event.replaceFirst(",.*", "")));
        return row(MalformedMessagePolicy.FAIL, state, retained, sample, event, next, effects, section);
    }

    static Row row(
            MalformedMessagePolicy policy,
            BackfillState state,
            RetainedState retained,
            BulkEvent event,
            String text,
            String next,
            String effects,
            String section) {
        return new Row(
                state.phase().name(),
                text,
                next,
                effects,
                section,
                () -> outcome(next(policy, state, event, retained), retained));
    }

    private static Step<BackfillOutcome> next(
            MalformedMessagePolicy policy, BackfillState state, BulkEvent event, RetainedState retained) {
        return state instanceof BackfillState.Questioning asking
                ? questions(policy).next(asking, event, retained)
                : backfill(policy).next(state, event, retained);
    }

    static Row.Outcome outcome(Step<BackfillOutcome> step, RetainedState before) {
        Effects effects = Effects.of(step.effects())
                .with(before.resume(), step.state().retained().resume());
        return new Row.Outcome(step.state().backfill().phase().name(), effects.toString());
    }

    static QuestionAnswer questions(MalformedMessagePolicy policy) {
        return new QuestionAnswer(true, policy, BackfillTable::window);
    }

    static Backfill backfill(MalformedMessagePolicy policy) {
        BulkQuery all = new BulkQuery.All();
        return new Backfill(List.of(all, all), SnapshotMode.INITIAL, true, OVERLAP, policy, BackfillTable::window);
    }

    static BackfillState after(BackfillState state, BulkKind kind, int xid, RetainedState retained) {
        return next(MalformedMessagePolicy.FAIL, state, BulkSamples.event(kind, xid), retained)
                .state()
                .backfill();
    }

    static BackfillWindow window() {
        return new BackfillWindow(new MemoryBudget().share(Long.MAX_VALUE));
    }

    static RetainedState retained(ResumeState resume) {
        return new RetainedState(resume, null, ClockSkew.UNKNOWN, 0, false);
    }

    static ConversationState live(RetainedState retained) {
        return new ConversationState.Live(retained, new ActiveQuery(1, null, AT), null);
    }

    static ConversationState down(RetainedState retained) {
        return new ConversationState.Disconnected(retained);
    }

    static ConversationState stopped(RetainedState retained) {
        return new ConversationState.Stopped(retained);
    }
}
