package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.BackfillTable.after;
import static net.leasequery.requestor.statetable.BackfillTable.down;
import static net.leasequery.requestor.statetable.BackfillTable.live;
import static net.leasequery.requestor.statetable.BackfillTable.outcome;
import static net.leasequery.requestor.statetable.BackfillTable.questions;
import static net.leasequery.requestor.statetable.BackfillTable.retained;
import static net.leasequery.requestor.statetable.BackfillTable.row;
import static net.leasequery.requestor.statetable.BackfillTable.stopped;
import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.FOREIGN;
import static net.leasequery.requestor.statetable.Samples.OVERLAP;
import static net.leasequery.requestor.statetable.Samples.OWING;
import static net.leasequery.requestor.statetable.Samples.STORED;
import static net.leasequery.requestor.statetable.Samples.XID;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.internal.protocol.BackfillOutcome;
import net.leasequery.requestor.internal.protocol.BackfillState;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationState;
import net.leasequery.requestor.internal.protocol.QuestionAnswer;
import net.leasequery.requestor.internal.protocol.Refusal;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.RetainedState;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.protocol.Step;

/** A question of two queries, asked while nothing is owed. */
final class QuestionTable {

    private static final String SECTION = "RFC 5460 §5.3";
    private static final Question QUESTION = new Question(
            "why", List.of(BulkQuery.ByLinkAddress.of("2001:db8::1"), BulkQuery.ByLinkAddress.of("2001:db8::2")));
    private static final RetainedState GAP = retained(OWING);
    private static final RetainedState NOTHING_OWED = retained(STORED);

    private static final BackfillState IDLE = BackfillState.initial();
    private static final BackfillState CONNECTING = asked(IDLE, live(NOTHING_OWED));
    private static final BackfillState FIRST = after(CONNECTING, BulkKind.CONNECTION_OPENED, XID, NOTHING_OWED);
    private static final BackfillState SECOND = after(FIRST, BulkKind.DONE, XID, NOTHING_OWED);
    private static final BackfillState INTERRUPTED = after(SECOND, BulkKind.FAILED, XID, NOTHING_OWED);

    private QuestionTable() {}

    static List<Row> rows() {
        String failed = "report QuestionFailed; close connection";
        String next = "send bulk query";
        return List.of(
                asks(IDLE, "asked, with nothing owed", live(NOTHING_OWED), "ASKING", "connect"),
                asks(IDLE, "asked, with something owed", live(GAP), "IDLE", "report QuestionFailed"),
                asks(IDLE, "asked, stream down", down(NOTHING_OWED), "IDLE", "report QuestionFailed"),
                asks(
                        new BackfillState.Connecting(0, null),
                        "asked, bulk connection in use",
                        live(NOTHING_OWED),
                        "CONNECTING",
                        "report QuestionFailed"),
                asks(
                        new BackfillState.AwaitingProof(),
                        "asked, a back-fill is not complete",
                        live(NOTHING_OWED),
                        "AWAITING_PROOF",
                        "report QuestionFailed"),
                asks(
                        new BackfillState.BackingOff(1),
                        "asked, after a back-fill that failed",
                        live(NOTHING_OWED),
                        "BACKING_OFF",
                        "report QuestionFailed"),
                asks(
                        FIRST,
                        "asked, while another question is asked",
                        live(NOTHING_OWED),
                        "ASKING",
                        "report QuestionFailed"),
                asks(new BackfillState.Stopped(), "asked", stopped(NOTHING_OWED), "STOPPED", ""),
                forbidden(),
                follows(FIRST, "gap recorded", live(GAP), "CONNECTING", failed + "; connect", "RFC 7724 §7.4.1"),
                follows(
                        CONNECTING,
                        "gap recorded, no connection yet",
                        live(GAP),
                        "CONNECTING",
                        failed + "; connect",
                        ""),
                follows(FIRST, "stream down", down(NOTHING_OWED), "ASKING", "", ""),
                follows(FIRST, "stream stopped", stopped(NOTHING_OWED), "STOPPED", "close connection", ""),
                row(CONNECTING, NOTHING_OWED, "CONNECTION_OPENED", "ASKING", next, SECTION),
                row(
                        INTERRUPTED,
                        NOTHING_OWED,
                        "CONNECTION_OPENED, to continue a question",
                        "ASKING",
                        next,
                        "RFC 6926 §7.8"),
                row(CONNECTING, NOTHING_OWED, "FAILED, no connection", "IDLE", failed, ""),
                row(FIRST, NOTHING_OWED, "BINDINGS", "ASKING", "hand over binding GAP_FILL", SECTION),
                row(
                        touched(Samples.binding()),
                        NOTHING_OWED,
                        "BINDINGS, no newer than what the stream has reported since the query",
                        "ASKING",
                        "",
                        "RFC 6926 §7.6"),
                row(
                        touched(Samples.olderBinding()),
                        BackfillTable.behind(NOTHING_OWED),
                        "BINDINGS, of an address that the stream has reported since the query, built ahead of its clock",
                        "ASKING",
                        "",
                        ""),
                row(
                        FIRST,
                        BackfillTable.behind(NOTHING_OWED),
                        "BINDINGS, of another address, built ahead of the stream's clock",
                        "ASKING",
                        "hand over binding GAP_FILL",
                        ""),
                row(
                        FIRST,
                        NOTHING_OWED,
                        "SERVER_IDENTIFIED, for the first time",
                        "ASKING",
                        "**identity** 192.0.2.1",
                        SECTION),
                row(
                        FIRST,
                        retained(STORED.withServer(Samples.WEST)),
                        "SERVER_IDENTIFIED, as another than the stream's",
                        "IDLE",
                        failed,
                        SECTION),
                foreign(),
                row(FIRST, NOTHING_OWED, "DONE, with a query left", "ASKING", next, SECTION),
                last(BulkKind.DONE, "DONE, of the last query"),
                row(FIRST, NOTHING_OWED, "REFUSED, with a query left", "ASKING", next, SECTION),
                last(BulkKind.REFUSED, "REFUSED, of the last query"),
                row(
                        MalformedMessagePolicy.FAIL,
                        FIRST,
                        NOTHING_OWED,
                        new BulkEvent.Refused(XID, null, Refusal.FAILED, "busy", AT),
                        "REFUSED, for now",
                        "IDLE",
                        failed,
                        SECTION),
                clockStepped(failed),
                row(FIRST, NOTHING_OWED, "UNEXPECTED_MESSAGE", "IDLE", failed, ""),
                malformed(MalformedMessagePolicy.FAIL, "IDLE", "report MalformedMessage; " + failed),
                malformed(MalformedMessagePolicy.SKIP, "ASKING", "report MalformedMessage"),
                malformed(MalformedMessagePolicy.QUARANTINE, "ASKING", "report MalformedMessage; hand over the octets"),
                row(FIRST, NOTHING_OWED, "FAILED, in the middle of an answer", "IDLE", failed, ""),
                row(
                        SECOND,
                        NOTHING_OWED,
                        "FAILED, closed by the server between two answers",
                        "ASKING",
                        "connect",
                        "RFC 6926 §7.8"),
                row(FIRST, NOTHING_OWED, "STOPPED", "STOPPED", "close connection", ""),
                row(CONNECTING, NOTHING_OWED, "STOPPED, no connection yet", "STOPPED", "close connection", ""));
    }

    /** Every event that is in no row: nothing happens. */
    static List<Row> silentRows() {
        return Row.without(
                rows(),
                Stream.of(CONNECTING, FIRST)
                        .flatMap(state -> Arrays.stream(BulkKind.values())
                                .map(kind -> row(state, NOTHING_OWED, kind.name(), "ASKING", "", "")))
                        .toList());
    }

    private static BackfillState touched(Binding live) {
        BackfillState asked = asked(IDLE, live(NOTHING_OWED));
        return BackfillTable.touched(after(asked, BulkKind.CONNECTION_OPENED, XID, NOTHING_OWED), live);
    }

    private static Row asks(BackfillState state, String event, ConversationState live, String next, String effects) {
        return new Row(
                state.phase().name(),
                event,
                next,
                effects,
                "",
                () -> outcome(questions(MalformedMessagePolicy.FAIL).ask(state, QUESTION, live, AT), live.retained()));
    }

    /** The session decides between a question and a back-fill, with any event of the stream. */
    private static Row follows(
            BackfillState state, String event, ConversationState live, String next, String effects, String section) {
        Session session = new Session(
                new Conversation(ResumeRules.withOverlap(OVERLAP), null, MalformedMessagePolicy.FAIL),
                BackfillTable.backfill(MalformedMessagePolicy.FAIL),
                questions(MalformedMessagePolicy.FAIL));
        return new Row(state.phase().name(), event, next, effects, section, () -> {
            Step<SessionState> step = session.resumeReading(new SessionState(live, state), AT);
            return outcome(
                    new Step<>(
                            new BackfillOutcome(
                                    step.state().backfill(), step.state().live().retained()),
                            step.effects()),
                    live.retained());
        });
    }

    private static Row clockStepped(String effects) {
        return new Row(
                "ASKING",
                "clock of the stream's server was set",
                "IDLE",
                effects,
                "",
                () -> outcome(
                        questions(MalformedMessagePolicy.FAIL)
                                .failed((BackfillState.Questioning) FIRST, NOTHING_OWED, "clock set", AT),
                        NOTHING_OWED));
    }

    private static Row forbidden() {
        QuestionAnswer never = new QuestionAnswer(false, MalformedMessagePolicy.FAIL, BackfillTable::window);
        return new Row(
                "IDLE",
                "asked, snapshotMode NEVER",
                "IDLE",
                "report QuestionFailed",
                "",
                () -> outcome(never.ask(IDLE, QUESTION, live(NOTHING_OWED), AT), NOTHING_OWED));
    }

    private static Row foreign() {
        return row(
                MalformedMessagePolicy.FAIL,
                FIRST,
                NOTHING_OWED,
                BulkSamples.event(BulkKind.BINDINGS, FOREIGN),
                "BINDINGS, with a foreign transaction-id",
                "IDLE",
                "report QuestionFailed; close connection",
                "RFC 5460 §6.3");
    }

    private static Row last(BulkKind kind, String text) {
        return row(
                MalformedMessagePolicy.FAIL,
                SECOND,
                NOTHING_OWED,
                BulkSamples.event(kind, XID + 1),
                text,
                "IDLE",
                "report QuestionAnswered; close connection",
                SECTION);
    }

    private static Row malformed(MalformedMessagePolicy policy, String next, String effects) {
        BulkEvent event = BulkSamples.event(BulkKind.MALFORMED_MESSAGE);
        return row(policy, FIRST, NOTHING_OWED, event, "MALFORMED_MESSAGE, policy " + policy, next, effects, "");
    }

    private static BackfillState asked(BackfillState state, ConversationState live) {
        return questions(MalformedMessagePolicy.FAIL)
                .ask(state, QUESTION, live, AT)
                .state()
                .backfill();
    }
}
