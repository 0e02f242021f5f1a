package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.FOREIGN;
import static net.leasequery.requestor.statetable.Samples.NOW;
import static net.leasequery.requestor.statetable.Samples.OVERLAP;
import static net.leasequery.requestor.statetable.Samples.SNAPSHOT_OWED;
import static net.leasequery.requestor.statetable.Samples.STORED;
import static net.leasequery.requestor.statetable.Samples.XID;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.ConversationState;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;

/** What the table of the live stream is made of: states, events, and rows of them. */
final class ConversationRows {

    private static final ServerTime BEGINNING = new ServerTime(1);

    static final ConversationState NEW = ConversationState.initial(ResumeState.NONE);
    static final ConversationState CONNECTING = after(NEW, new ConversationEvent.Started(AT));
    static final ConversationState UPGRADING = after(CONNECTING, new ConversationEvent.TlsRequested(AT));
    static final ConversationState HANDSHAKING = after(UPGRADING, new ConversationEvent.TlsAgreed(AT));
    static final ConversationState RESUMING =
            after(ConversationState.initial(STORED), new ConversationEvent.Started(AT));
    static final ConversationState QUERYING_SINCE = after(RESUMING, event(LiveKind.CONNECTION_OPENED));
    static final ConversationState CATCHING_UP = answered(QUERYING_SINCE);
    static final ConversationState LIVE_WITHOUT_BASE_TIME =
            after(CATCHING_UP, new ConversationEvent.CatchUpComplete(XID, null, AT));
    static final ConversationState HEARD_IN_CATCH_UP = after(CATCHING_UP, event(LiveKind.BINDINGS));
    static final ConversationState QUERYING = after(CONNECTING, event(LiveKind.CONNECTION_OPENED));
    static final ConversationState NEW_LIVE = answered(QUERYING);
    static final ConversationState LIVE = after(NEW_LIVE, new ConversationEvent.KeepAlive(XID, NOW, AT));
    static final ConversationState SNAPSHOT_WANTED =
            after(ConversationState.initial(SNAPSHOT_OWED), new ConversationEvent.Started(AT));
    static final ConversationState SNAPSHOT_WANTED_AGAIN =
            after(ConversationState.initial(STORED.withMissing(Gap.SNAPSHOT)), new ConversationEvent.Started(AT));
    static final ConversationState QUERYING_SNAPSHOT = after(SNAPSHOT_WANTED, event(LiveKind.CONNECTION_OPENED));
    static final ConversationState SNAPSHOT = answered(QUERYING_SNAPSHOT);
    static final ConversationState HEARD_IN_SNAPSHOT = after(SNAPSHOT, event(LiveKind.BINDINGS));
    static final ConversationState ASKED_EAST = after(
            after(ConversationState.initial(STORED.withServer(Samples.EAST)), new ConversationEvent.Started(AT)),
            event(LiveKind.CONNECTION_OPENED));
    static final ConversationState RESUMED_AT_EAST = answered(ASKED_EAST);
    static final ConversationState ASKED_EAST_FOR_A_SNAPSHOT = after(
            after(ConversationState.initial(SNAPSHOT_OWED.withServer(Samples.EAST)), new ConversationEvent.Started(AT)),
            event(LiveKind.CONNECTION_OPENED));
    static final ConversationState SNAPSHOT_OF_EAST = answered(ASKED_EAST_FOR_A_SNAPSHOT);
    static final ConversationState LIVE_AT_EAST = after(LIVE, Samples.identified(Samples.EAST));
    static final ConversationState MEANT_FOR_ANOTHER = new Conversation(
                    ResumeRules.withOverlap(OVERLAP), null, MalformedMessagePolicy.FAIL)
            .next(RESUMED_AT_EAST, Samples.identified(Samples.WEST))
            .state();
    static final ConversationState STOPPED = after(NEW, new SharedEvent.Stopped(AT));

    private ConversationRows() {}

    /** For each phase a state in it. */
    static List<ConversationState> states() {
        return List.of(NEW, CONNECTING, UPGRADING, HANDSHAKING, QUERYING, CATCHING_UP, LIVE, STOPPED);
    }

    /** The state after an answer on the connection for bulk queries, which says nothing of this one. */
    private static ConversationState answered(ConversationState querying) {
        return ((ConversationState.Querying) querying).answered(AT).state();
    }

    static Row foreign(ConversationState state, LiveKind kind) {
        ConversationEvent event = kind == LiveKind.KEEP_ALIVE
                ? new ConversationEvent.KeepAlive(FOREIGN, NOW, AT)
                : new SharedEvent.Bindings(FOREIGN, NOW, List.of(Samples.binding()), AT);
        return row(
                state,
                event,
                kind + ", with a foreign transaction-id",
                "DISCONNECTED",
                "report Disconnected PROTOCOL_ERROR; close connection; await back off",
                "RFC 6926 §7.3");
    }

    static Row malformed(ConversationState state, MalformedMessagePolicy policy) {
        String event = "MALFORMED_MESSAGE, policy " + policy;
        String phase = state.phase().name();
        return switch (policy) {
            case FAIL ->
                row(
                        policy,
                        state,
                        event(LiveKind.MALFORMED_MESSAGE),
                        event,
                        "DISCONNECTED",
                        "report MalformedMessage; report Disconnected MALFORMED_MESSAGE; close connection; await back off",
                        "RFC 7724 §7.4");
            case SKIP ->
                row(policy, state, event(LiveKind.MALFORMED_MESSAGE), event, phase, "report MalformedMessage", "");
            case QUARANTINE ->
                row(
                        policy,
                        state,
                        event(LiveKind.MALFORMED_MESSAGE),
                        event,
                        phase,
                        "report MalformedMessage; hand over the octets",
                        "");
        };
    }

    static Row row(ConversationState state, String event, String next, String effects, String section) {
        LiveKind kind = LiveKind.valueOf(event.replaceFirst(",.*", ""));
        return row(state, event(kind), event, next, effects, section);
    }

    static Row row(
            ConversationState state,
            ConversationEvent event,
            String text,
            String next,
            String effects,
            String section) {
        return row(MalformedMessagePolicy.FAIL, state, event, text, next, effects, section);
    }

    static Row row(
            MalformedMessagePolicy policy,
            ConversationState state,
            ConversationEvent event,
            String text,
            String next,
            String effects,
            String section) {
        return row(
                new Conversation(ResumeRules.withOverlap(OVERLAP), BEGINNING, policy),
                state,
                event,
                text,
                next,
                effects,
                section);
    }

    /** A row of a stream beside which a back-fill brings snapshots. */
    static Row besideBackfill(
            ConversationState state,
            ConversationEvent event,
            String text,
            String next,
            String effects,
            String section) {
        Conversation machine = new Conversation(ResumeRules.withOverlap(OVERLAP), null, MalformedMessagePolicy.FAIL);
        return row(machine, state, event, text, next, effects, section);
    }

    private static Row row(
            Conversation machine,
            ConversationState state,
            ConversationEvent event,
            String text,
            String next,
            String effects,
            String section) {
        return new Row(state.phase().name(), text, next, effects, section, () -> {
            Step<ConversationState> step = machine.next(state, event);
            Effects performed = Effects.of(step.effects())
                    .with(state.retained().resume(), step.state().retained().resume());
            return new Row.Outcome(step.state().phase().name(), performed.toString());
        });
    }

    /** A row of a conversation by these rules. */
    static Row row(
            ResumeRules rules,
            boolean bulkQueries,
            ConversationState state,
            ConversationEvent event,
            String text,
            String next,
            String effects) {
        return new Row(state.phase().name(), text, next, effects, "", () -> {
            Conversation conversation =
                    new Conversation(rules, bulkQueries ? null : BEGINNING, MalformedMessagePolicy.FAIL);
            Step<ConversationState> step = conversation.next(state, event);
            Effects performed = Effects.of(step.effects())
                    .with(state.retained().resume(), step.state().retained().resume());
            return new Row.Outcome(step.state().phase().name(), performed.toString());
        });
    }

    private static ConversationState after(ConversationState state, ConversationEvent event) {
        return new Conversation(ResumeRules.withOverlap(OVERLAP), BEGINNING, MalformedMessagePolicy.FAIL)
                .next(state, event)
                .state();
    }

    private static ConversationEvent event(LiveKind kind) {
        return switch (kind) {
            case STARTED -> new ConversationEvent.Started(AT);
            case BACK_OFF_ELAPSED -> new ConversationEvent.BackOffElapsed(AT);
            case TLS_REQUESTED -> new ConversationEvent.TlsRequested(AT);
            case TLS_AGREED -> new ConversationEvent.TlsAgreed(AT);
            case CONNECTION_OPENED -> new SharedEvent.ConnectionOpened("peer", "clear text", XID, AT);
            case CONNECT_FAILED -> new ConversationEvent.ConnectFailed(DisconnectReason.CONNECT_FAILED, "", AT);
            case READING_RESUMED -> new ConversationEvent.ReadingResumed(AT);
            case SERVER_IDENTIFIED -> Samples.identified(Samples.EAST);
            case BINDINGS -> new SharedEvent.Bindings(XID, NOW, List.of(Samples.binding()), AT);
            case KEEP_ALIVE -> new ConversationEvent.KeepAlive(XID, NOW, AT);
            case CATCH_UP_COMPLETE -> new ConversationEvent.CatchUpComplete(XID, NOW, AT);
            case DATA_MISSING -> new ConversationEvent.DataMissing(XID, NOW, AT);
            case REMARK -> new ConversationEvent.Remark(XID, NOW, AT);
            case QUERY_TERMINATED -> new ConversationEvent.QueryTerminated(XID, NOW, "", AT);
            case REFUSED -> new ConversationEvent.Refused(XID, NOW, "no", AT);
            case UNEXPECTED_MESSAGE -> new SharedEvent.UnexpectedMessage(XID, NOW, "what", AT);
            case MALFORMED_MESSAGE -> new SharedEvent.MalformedMessage("short", Octets.of(1, 2), AT);
            case RECEIVE_TIMED_OUT -> new ConversationEvent.ReceiveTimedOut("silent", AT);
            case WRITE_TIMED_OUT -> new ConversationEvent.WriteTimedOut("stalled", AT);
            case CONNECTION_CLOSED ->
                new ConversationEvent.ConnectionClosed(DisconnectReason.CLOSED_BY_SERVER, "closed", AT);
            case STOPPED -> new SharedEvent.Stopped(AT);
        };
    }
}
