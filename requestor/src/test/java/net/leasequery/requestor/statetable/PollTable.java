package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.FOREIGN;
import static net.leasequery.requestor.statetable.Samples.NOW;
import static net.leasequery.requestor.statetable.Samples.OVERLAP;
import static net.leasequery.requestor.statetable.Samples.XID;
import static net.leasequery.requestor.statetable.Samples.binding;
import static net.leasequery.requestor.statetable.Samples.identified;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.PollState;
import net.leasequery.requestor.internal.protocol.Polling;
import net.leasequery.requestor.internal.protocol.Refusal;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;

/** Polling by Bulk Leasequery, with two queries. */
final class PollTable {

    private static final String RFC73 = "RFC 6926 §7.3";

    private static final PollState NEW = PollState.initial(ResumeState.NONE, SnapshotMode.INITIAL);
    private static final PollState CONNECTING = after(NEW, BulkSamples.event(BulkKind.WAIT_ELAPSED));
    private static final PollState FIRST_QUERY = after(CONNECTING, opened());
    private static final PollState HEARD = after(FIRST_QUERY, released(XID));
    private static final PollState SECOND_QUERY = after(HEARD, done(XID));
    private static final PollState INTERRUPTED = after(SECOND_QUERY, BulkSamples.closed());
    private static final PollState WELL = after(SECOND_QUERY, done(XID + 1));
    private static final PollState AGAIN = after(WELL, BulkSamples.event(BulkKind.WAIT_ELAPSED));
    private static final PollState FOR_CHANGES = after(AGAIN, opened());
    private static final PollState FOR_CHANGES_AFTER_FAILURE =
            after(after(after(FOR_CHANGES, BulkSamples.closed()), BulkSamples.event(BulkKind.WAIT_ELAPSED)), opened());
    private static final PollState LAST_FOR_CHANGES = after(FOR_CHANGES, done(XID));
    private static final PollState BACKING_OFF = after(CONNECTING, BulkSamples.closed());
    private static final PollState AT_EAST = after(FIRST_QUERY, identified(Samples.EAST));
    private static final PollState HEARD_AT_EAST = after(AT_EAST, released(XID));
    private static final PollState ALL_AT_EAST = after(
            after(
                    after(
                            PollState.initial(Samples.STORED.withServer(Samples.EAST), SnapshotMode.INITIAL),
                            BulkSamples.event(BulkKind.WAIT_ELAPSED)),
                    opened()),
            identified(Samples.EAST));
    private static final PollState CHANGES_AT_EAST = after(FOR_CHANGES, identified(Samples.EAST));
    private static final PollState STOPPED = after(NEW, BulkSamples.event(BulkKind.STOPPED));

    private PollTable() {}

    static List<Row> rows() {
        String end = "; close connection; await back off";
        return List.of(
                row(NEW, "WAIT_ELAPSED, at the start", "CONNECTING", "connect", ""),
                row(WELL, "WAIT_ELAPSED", "CONNECTING", "connect", ""),
                row(NEW, "STOPPED", "STOPPED", "close connection", ""),
                row(
                        CONNECTING,
                        "CONNECTION_OPENED, with nothing stored",
                        "ANSWERING",
                        "send bulk query; report SnapshotStarted; report PollStarted",
                        "RFC 6926 §7.2"),
                row(
                        AGAIN,
                        "CONNECTION_OPENED, to a server that reports ends and honours query-start-time",
                        "ANSWERING",
                        "send bulk query for changes; report PollStarted",
                        "RFC 6926 §7.2"),
                row(
                        INTERRUPTED,
                        "CONNECTION_OPENED, to continue a poll",
                        "ANSWERING",
                        "send bulk query",
                        "RFC 6926 §7.8"),
                row(CONNECTING, "FAILED", "BACKING_OFF", "report Disconnected CLOSED_BY_SERVER" + end, "RFC 6926 §7.2"),
                row(CONNECTING, "STOPPED", "STOPPED", "close connection", ""),
                row(
                        FIRST_QUERY,
                        "BINDINGS, the first answer since the start or a failure",
                        "ANSWERING",
                        "report Connected; hand over binding POLL",
                        RFC73),
                row(HEARD, "BINDINGS", "ANSWERING", "hand over binding POLL", RFC73),
                row(
                        FIRST_QUERY,
                        BulkSamples.event(BulkKind.BINDINGS, FOREIGN),
                        "BINDINGS, with a foreign transaction-id",
                        "BACKING_OFF",
                        "report Disconnected PROTOCOL_ERROR" + end,
                        RFC73),
                row(
                        FOR_CHANGES,
                        new SharedEvent.Bindings(XID, NOW.plusSeconds(-3_600), List.of(binding()), AT),
                        "BINDINGS, of a server whose clock was set back",
                        "CONNECTING",
                        "report ClockStepped; close connection; connect",
                        ""),
                row(
                        FOR_CHANGES,
                        new SharedEvent.Bindings(XID, NOW.plusSeconds(3_600), List.of(binding()), AT),
                        "BINDINGS, of a server whose clock was set forward",
                        "CONNECTING",
                        "report ClockStepped; close connection; connect",
                        ""),
                row(
                        FOR_CHANGES_AFTER_FAILURE,
                        new SharedEvent.Bindings(XID, NOW.plusSeconds(-3_600), List.of(binding()), AT),
                        "BINDINGS, the first answer since a failure, of a server whose clock was set back",
                        "CONNECTING",
                        "report Connected; report ClockStepped; close connection; connect",
                        ""),
                row(HEARD, "DONE, with a query left", "ANSWERING", "send bulk query", "RFC 6926 §7.7"),
                row(FIRST_QUERY, "DONE, of an empty answer", "ANSWERING", "report Connected; send bulk query", RFC73),
                row(
                        SECOND_QUERY,
                        done(XID + 1),
                        "DONE, of the last query",
                        "WAITING",
                        "report PollCompleted; report SnapshotCompleted; close connection; next poll in 60 s;"
                                + " **position moves**",
                        RFC73),
                row(
                        LAST_FOR_CHANGES,
                        new BulkEvent.Done(XID + 1, NOW.plusSeconds(3), AT),
                        "DONE, of the last query for changes",
                        "WAITING",
                        "report PollCompleted; close connection; next poll in 60 s; **position moves**",
                        RFC73),
                row(FIRST_QUERY, "REFUSED", "BACKING_OFF", "report Disconnected REFUSED" + end, RFC73),
                row(FOR_CHANGES, "REFUSED, asking for changes", "CONNECTING", "close connection; connect", ""),
                row(
                        FOR_CHANGES,
                        new BulkEvent.Refused(XID, NOW, Refusal.FAILED, "busy", AT),
                        "REFUSED, asking for changes, for now",
                        "BACKING_OFF",
                        "report Disconnected REFUSED" + end,
                        RFC73),
                row(
                        FIRST_QUERY,
                        "UNEXPECTED_MESSAGE",
                        "BACKING_OFF",
                        "report Disconnected PROTOCOL_ERROR" + end,
                        RFC73),
                malformed(
                        MalformedMessagePolicy.FAIL,
                        "BACKING_OFF",
                        "report MalformedMessage; report Disconnected MALFORMED_MESSAGE" + end),
                malformed(MalformedMessagePolicy.SKIP, "ANSWERING", "report MalformedMessage"),
                malformed(
                        MalformedMessagePolicy.QUARANTINE,
                        "ANSWERING",
                        "report MalformedMessage; hand over the octets"),
                row(
                        HEARD,
                        "FAILED, in the middle of an answer",
                        "BACKING_OFF",
                        "report Disconnected CLOSED_BY_SERVER" + end,
                        RFC73),
                row(
                        SECOND_QUERY,
                        "FAILED, closed by the server between two answers",
                        "CONNECTING",
                        "connect",
                        "RFC 6926 §7.8"),
                row(FIRST_QUERY, "STOPPED", "STOPPED", "close connection", ""),
                row(FIRST_QUERY, "SERVER_IDENTIFIED, for the first time", "ANSWERING", "**identity** 192.0.2.1", RFC73),
                row(AT_EAST, "SERVER_IDENTIFIED, as the same", "ANSWERING", "", RFC73),
                row(
                        ALL_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, asking for everything",
                        "ANSWERING",
                        "report ServerChanged; report SnapshotStarted; **position moves**; **gap recorded**;"
                                + " **identity** 192.0.2.2",
                        RFC73),
                row(
                        AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, at a snapshot",
                        "ANSWERING",
                        "report ServerChanged; **gap recorded**; **identity** 192.0.2.2",
                        RFC73),
                row(
                        CHANGES_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, asking for changes",
                        "CONNECTING",
                        "report ServerChanged; close connection; connect; **position moves**; **gap recorded**;"
                                + " **identity** 192.0.2.2",
                        RFC73),
                row(
                        HEARD_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, in the middle of a poll",
                        "BACKING_OFF",
                        "report Disconnected SERVER_CHANGED" + end,
                        RFC73),
                row(BACKING_OFF, "WAIT_ELAPSED", "CONNECTING", "connect", ""),
                row(BACKING_OFF, "STOPPED", "STOPPED", "close connection", ""));
    }

    /** Every pair of state and event that is in no row: nothing happens. */
    static List<Row> silentRows() {
        List<Row> pairs = Stream.of(WELL, CONNECTING, FIRST_QUERY, BACKING_OFF, STOPPED)
                .flatMap(state -> Arrays.stream(BulkKind.values())
                        .map(kind -> row(state, kind.name(), state.phase().name(), "", "")))
                .toList();
        return Row.without(rows(), pairs);
    }

    private static Row malformed(MalformedMessagePolicy policy, String next, String effects) {
        return row(
                policy,
                FIRST_QUERY,
                BulkSamples.event(BulkKind.MALFORMED_MESSAGE),
                "MALFORMED_MESSAGE, policy " + policy,
                next,
                effects,
                "");
    }

    private static Row row(PollState state, String event, String next, String effects, String section) {
        BulkEvent sample = BulkSamples.event(BulkKind.valueOf(event.replaceFirst(",.*", "")));
        return row(state, sample, event, next, effects, section);
    }

    private static Row row(PollState state, BulkEvent event, String text, String next, String effects, String section) {
        return row(MalformedMessagePolicy.FAIL, state, event, text, next, effects, section);
    }

    private static Row row(
            MalformedMessagePolicy policy,
            PollState state,
            BulkEvent event,
            String text,
            String next,
            String effects,
            String section) {
        return new Row(state.phase().name(), text, next, effects, section, () -> {
            Step<PollState> step = machine(policy).nextBulk(state, event);
            Effects performed = Effects.of(step.effects())
                    .with(state.retained().resume(), step.state().retained().resume());
            return new Row.Outcome(step.state().phase().name(), performed.toString());
        });
    }

    private static Polling machine(MalformedMessagePolicy policy) {
        BulkQuery all = new BulkQuery.All();
        return new Polling(List.of(all, all), Duration.ofMinutes(1), OVERLAP, true, policy);
    }

    private static PollState after(PollState state, BulkEvent event) {
        return machine(MalformedMessagePolicy.FAIL).nextBulk(state, event).state();
    }

    private static BulkEvent opened() {
        return BulkSamples.event(BulkKind.CONNECTION_OPENED);
    }

    private static BulkEvent done(int xid) {
        return BulkSamples.event(BulkKind.DONE, xid);
    }

    private static BulkEvent released(int xid) {
        return new SharedEvent.Bindings(xid, NOW, List.of(binding(BindingState.RELEASED, NOW)), AT);
    }
}
