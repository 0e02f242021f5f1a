package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.ConversationRows.CATCHING_UP;
import static net.leasequery.requestor.statetable.ConversationRows.CONNECTING;
import static net.leasequery.requestor.statetable.ConversationRows.HANDSHAKING;
import static net.leasequery.requestor.statetable.ConversationRows.HEARD_IN_CATCH_UP;
import static net.leasequery.requestor.statetable.ConversationRows.HEARD_IN_SNAPSHOT;
import static net.leasequery.requestor.statetable.ConversationRows.LIVE;
import static net.leasequery.requestor.statetable.ConversationRows.LIVE_WITHOUT_BASE_TIME;
import static net.leasequery.requestor.statetable.ConversationRows.NEW;
import static net.leasequery.requestor.statetable.ConversationRows.NEW_LIVE;
import static net.leasequery.requestor.statetable.ConversationRows.QUERYING;
import static net.leasequery.requestor.statetable.ConversationRows.QUERYING_SINCE;
import static net.leasequery.requestor.statetable.ConversationRows.QUERYING_SNAPSHOT;
import static net.leasequery.requestor.statetable.ConversationRows.RESUMING;
import static net.leasequery.requestor.statetable.ConversationRows.SNAPSHOT;
import static net.leasequery.requestor.statetable.ConversationRows.SNAPSHOT_WANTED;
import static net.leasequery.requestor.statetable.ConversationRows.SNAPSHOT_WANTED_AGAIN;
import static net.leasequery.requestor.statetable.ConversationRows.UPGRADING;
import static net.leasequery.requestor.statetable.ConversationRows.foreign;
import static net.leasequery.requestor.statetable.ConversationRows.malformed;
import static net.leasequery.requestor.statetable.ConversationRows.row;
import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.NOW;
import static net.leasequery.requestor.statetable.Samples.XID;

import java.util.Arrays;
import java.util.List;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumeAssumption;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.SharedEvent;

/** The live stream, by Active Leasequery. */
final class ConversationTable {

    private static final ServerTime STORED_LESS_AN_HOUR = Samples.BEFORE.plusSeconds(-3_600);
    private static final ResumeRules IPV4 = ResumeRules.withOverlap(Samples.OVERLAP);
    private static final ResumeRules IPV6 = new ResumeRules(Samples.OVERLAP, ResumeAssumption.ORDER, true);
    private static final String RFC7 = "RFC 7724 §7";

    private ConversationTable() {}

    static List<Row> rows() {
        String end = "; close connection; await back off";
        return IdentityRows.after(List.of(
                row(NEW, "STARTED", "CONNECTING", "connect", ""),
                row(NEW, "BACK_OFF_ELAPSED", "CONNECTING", "connect", "RFC 7724 §7.1"),
                row(NEW, "STOPPED", "STOPPED", "", ""),
                row(CONNECTING, "TLS_REQUESTED", "UPGRADING", "", "RFC 7724 §7.2"),
                row(CONNECTING, "CONNECTION_OPENED, with nothing stored", "QUERYING", "send query", "RFC 7724 §7.3"),
                row(
                        RESUMING,
                        "CONNECTION_OPENED, with a stored position",
                        "QUERYING",
                        "send query with query-start-time",
                        "RFC 7724 §7.3"),
                row(
                        SNAPSHOT_WANTED,
                        "CONNECTION_OPENED, with a snapshot owed and no bulk queries",
                        "QUERYING",
                        "send query with query-start-time",
                        "RFC 7724 §7.3"),
                row(
                        SNAPSHOT_WANTED_AGAIN,
                        "CONNECTION_OPENED, with a snapshot owed, no bulk queries, and a stored position",
                        "QUERYING",
                        "send query with query-start-time",
                        "RFC 7724 §7.3"),
                row(CONNECTING, "CONNECT_FAILED", "DISCONNECTED", "report Disconnected CONNECT_FAILED" + end, RFC7),
                row(CONNECTING, "STOPPED", "STOPPED", "close connection", ""),
                row(UPGRADING, "TLS_AGREED", "HANDSHAKING", "", "RFC 7724 §7.2"),
                row(
                        UPGRADING,
                        "CONNECT_FAILED",
                        "DISCONNECTED",
                        "report Disconnected CONNECT_FAILED" + end,
                        "RFC 7724 §7.2"),
                row(UPGRADING, "STOPPED", "STOPPED", "close connection", ""),
                row(HANDSHAKING, "CONNECTION_OPENED", "QUERYING", "send query", "RFC 7724 §7.2"),
                row(
                        HANDSHAKING,
                        "CONNECT_FAILED",
                        "DISCONNECTED",
                        "report Disconnected CONNECT_FAILED" + end,
                        "RFC 7724 §7.2"),
                row(HANDSHAKING, "STOPPED", "STOPPED", "close connection", ""),
                row(
                        QUERYING,
                        "BINDINGS, the first answer to a query without query-start-time",
                        "LIVE",
                        "report Connected; hand over binding LIVE; **position moves**",
                        "RFC 7724 §7.4"),
                row(
                        QUERYING_SINCE,
                        "BINDINGS, the first answer to a query with query-start-time",
                        "CATCHING_UP",
                        "report Connected; hand over binding CATCH_UP",
                        "RFC 7724 §7.4.1"),
                row(
                        QUERYING_SNAPSHOT,
                        "BINDINGS, the first answer to a query for a snapshot",
                        "CATCHING_UP",
                        "report Connected; report SnapshotStarted; hand over binding SNAPSHOT",
                        "RFC 7724 §7.4.1"),
                foreign(QUERYING, LiveKind.BINDINGS),
                row(
                        QUERYING,
                        "KEEP_ALIVE",
                        "LIVE",
                        "report Connected; hand over keep-alive; **position moves**",
                        "RFC 7724 §7.4"),
                row(
                        QUERYING_SINCE,
                        "CATCH_UP_COMPLETE, at once",
                        "LIVE",
                        "report Connected; report CatchUpCompleted; **position moves**",
                        "RFC 7724 §7.4.1"),
                row(QUERYING, "CATCH_UP_COMPLETE", "LIVE", "report Connected; **position moves**", ""),
                row(QUERYING, "REMARK", "LIVE", "report Connected; **position moves**", "RFC 7724 §5.2.2"),
                row(
                        QUERYING_SINCE,
                        "DATA_MISSING, at once",
                        "LIVE",
                        "report Connected; report DataMissing; **position moves**; **gap recorded**",
                        "RFC 7724 §7.4.1"),
                row(
                        QUERYING,
                        "QUERY_TERMINATED, before anything else",
                        "DISCONNECTED",
                        "report Connected; report QueryTerminated; report Disconnected QUERY_TERMINATED" + end
                                + "; **position moves**",
                        "RFC 7724 §7.4"),
                row(QUERYING, "REFUSED", "DISCONNECTED", "report Disconnected REFUSED" + end, "RFC 7724 §7.4"),
                row(
                        QUERYING,
                        "UNEXPECTED_MESSAGE",
                        "DISCONNECTED",
                        "report Disconnected PROTOCOL_ERROR" + end,
                        "RFC 7724 §7.4"),
                malformed(QUERYING, MalformedMessagePolicy.FAIL),
                malformed(QUERYING, MalformedMessagePolicy.SKIP),
                malformed(QUERYING, MalformedMessagePolicy.QUARANTINE),
                row(
                        QUERYING,
                        "RECEIVE_TIMED_OUT",
                        "DISCONNECTED",
                        "report Disconnected RECEIVE_TIMEOUT" + end,
                        "RFC 7724 §7.4"),
                row(
                        QUERYING,
                        "WRITE_TIMED_OUT",
                        "DISCONNECTED",
                        "report Disconnected DATA_TIMEOUT" + end,
                        "RFC 7724 §7.3"),
                row(
                        QUERYING,
                        "CONNECTION_CLOSED",
                        "DISCONNECTED",
                        "report Disconnected CLOSED_BY_SERVER" + end,
                        "RFC 7724 §7.1"),
                row(QUERYING, "STOPPED", "STOPPED", "close connection", ""),
                row(CATCHING_UP, "BINDINGS", "CATCHING_UP", "hand over binding CATCH_UP", "RFC 7724 §7.4.1"),
                row(
                        IPV4,
                        true,
                        CATCHING_UP,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, with the first base-time before the one asked for",
                        "CATCHING_UP",
                        "report DataMissing; hand over binding CATCH_UP; **gap recorded**"),
                row(
                        IPV6,
                        false,
                        CATCHING_UP,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, with the first base-time before the one asked for, and no bulk queries",
                        "DISCONNECTED",
                        "report DataMissing; report Disconnected CLOCK_STEPPED" + end + "; **gap recorded**"),
                row(
                        IPV4,
                        true,
                        HEARD_IN_CATCH_UP,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, of a server whose clock was set back, DHCPv4",
                        "CATCHING_UP",
                        "report ClockStepped; hand over binding CATCH_UP"),
                row(
                        IPV6,
                        true,
                        HEARD_IN_CATCH_UP,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, of a server whose clock was set back, DHCPv6",
                        "CATCHING_UP",
                        "report ClockStepped; hand over binding CATCH_UP; **gap recorded**"),
                row(
                        IPV6,
                        false,
                        HEARD_IN_CATCH_UP,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, of a server whose clock was set back, DHCPv6 without bulk queries",
                        "DISCONNECTED",
                        "report ClockStepped; report Disconnected CLOCK_STEPPED" + end + "; **gap recorded**"),
                foreign(CATCHING_UP, LiveKind.BINDINGS),
                row(CATCHING_UP, "KEEP_ALIVE", "CATCHING_UP", "", "RFC 7724 §7.4"),
                row(CATCHING_UP, "REMARK", "CATCHING_UP", "", "RFC 7724 §5.2.2"),
                row(
                        HEARD_IN_CATCH_UP,
                        "CATCH_UP_COMPLETE",
                        "LIVE",
                        "report CatchUpCompleted; **position moves**",
                        "RFC 7724 §7.4.1"),
                row(
                        CATCHING_UP,
                        new ConversationEvent.CatchUpComplete(XID, null, AT),
                        "CATCH_UP_COMPLETE, without any base-time",
                        "LIVE",
                        "report CatchUpCompleted",
                        "RFC 7724 §7.4.1"),
                row(SNAPSHOT, "BINDINGS, of a snapshot", "CATCHING_UP", "hand over binding SNAPSHOT", ""),
                row(
                        HEARD_IN_SNAPSHOT,
                        "CATCH_UP_COMPLETE, of a snapshot",
                        "LIVE",
                        "report CatchUpCompleted; report SnapshotCompleted; **position moves**; **gap closed**",
                        "RFC 7724 §7.4.1"),
                row(
                        SNAPSHOT,
                        "DATA_MISSING, of a snapshot",
                        "LIVE",
                        "report DataMissing; report BackfillFailed; **position moves**; **gap changed**",
                        "RFC 7724 §7.4.1"),
                row(
                        CATCHING_UP,
                        "DATA_MISSING, at once",
                        "LIVE",
                        "report DataMissing; **position moves**; **gap recorded**",
                        "RFC 7724 §7.4.1"),
                row(
                        HEARD_IN_CATCH_UP,
                        "DATA_MISSING, after some bindings",
                        "LIVE",
                        "report DataMissing; **position moves**; **gap recorded**",
                        "RFC 7724 §7.4.1"),
                row(
                        CATCHING_UP,
                        "QUERY_TERMINATED",
                        "DISCONNECTED",
                        "report QueryTerminated; report Disconnected QUERY_TERMINATED" + end,
                        "RFC 7724 §7.4.1"),
                row(CATCHING_UP, "REFUSED", "DISCONNECTED", "report Disconnected REFUSED" + end, "RFC 7724 §7.4"),
                row(
                        CATCHING_UP,
                        "UNEXPECTED_MESSAGE",
                        "DISCONNECTED",
                        "report Disconnected PROTOCOL_ERROR" + end,
                        "RFC 7724 §7.4"),
                malformed(CATCHING_UP, MalformedMessagePolicy.FAIL),
                malformed(CATCHING_UP, MalformedMessagePolicy.SKIP),
                malformed(CATCHING_UP, MalformedMessagePolicy.QUARANTINE),
                row(
                        CATCHING_UP,
                        "RECEIVE_TIMED_OUT",
                        "DISCONNECTED",
                        "report Disconnected RECEIVE_TIMEOUT" + end,
                        "RFC 7724 §7.4"),
                row(
                        CATCHING_UP,
                        "WRITE_TIMED_OUT",
                        "DISCONNECTED",
                        "report Disconnected DATA_TIMEOUT" + end,
                        "RFC 7724 §7.3"),
                row(
                        HEARD_IN_CATCH_UP,
                        "CONNECTION_CLOSED",
                        "DISCONNECTED",
                        "report Disconnected CLOSED_BY_SERVER" + end,
                        "RFC 7724 §7.4.1"),
                row(CATCHING_UP, "STOPPED", "STOPPED", "close connection", ""),
                row(
                        NEW_LIVE,
                        "BINDINGS, the first of a stream without catch-up",
                        "LIVE",
                        "hand over binding LIVE; **position moves**",
                        "RFC 7724 §7.4"),
                row(
                        LIVE,
                        new SharedEvent.Bindings(XID, null, List.of(Samples.binding()), AT),
                        "BINDINGS, without base-time",
                        "LIVE",
                        "hand over binding LIVE",
                        "RFC 7724 §7.3"),
                row(
                        LIVE,
                        new SharedEvent.Bindings(
                                XID, NOW.plusSeconds(4), List.of(Samples.binding(), Samples.binding()), AT),
                        "BINDINGS, several",
                        "LIVE",
                        "hand over binding LIVE; hand over binding LIVE; **position moves**",
                        "RFC 7724 §7.4, RFC 7653 §8.4"),
                foreign(LIVE, LiveKind.BINDINGS),
                foreign(LIVE, LiveKind.KEEP_ALIVE),
                row(
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, NOW.plusSeconds(4), AT),
                        "KEEP_ALIVE",
                        "LIVE",
                        "hand over keep-alive; **position moves**",
                        "RFC 7724 §7.4"),
                row(
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, null, AT),
                        "KEEP_ALIVE, without base-time",
                        "LIVE",
                        "hand over keep-alive",
                        "RFC 7724 §7.4"),
                row(
                        IPV4,
                        true,
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, NOW.plusSeconds(3_600), AT),
                        "KEEP_ALIVE, of a server whose clock was set forward, DHCPv4",
                        "LIVE",
                        "report ClockStepped; hand over keep-alive; **position moves**"),
                row(
                        IPV6,
                        true,
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, NOW.plusSeconds(3_600), AT),
                        "KEEP_ALIVE, of a server whose clock was set forward, DHCPv6",
                        "LIVE",
                        "report ClockStepped; hand over keep-alive; **position moves**; **gap recorded**"),
                row(
                        IPV6,
                        false,
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, NOW.plusSeconds(3_600), AT),
                        "KEEP_ALIVE, of a server whose clock was set forward, DHCPv6 without bulk queries",
                        "DISCONNECTED",
                        "report ClockStepped; hand over keep-alive; report Disconnected CLOCK_STEPPED" + end
                                + "; **position moves**; **gap recorded**"),
                row(
                        IPV6,
                        true,
                        LIVE,
                        new ConversationEvent.KeepAlive(XID, STORED_LESS_AN_HOUR, AT),
                        "KEEP_ALIVE, of a server whose clock was set back, DHCPv6",
                        "LIVE",
                        "report ClockStepped; hand over keep-alive; **position moves**; **gap recorded**"),
                row(
                        IPV4,
                        true,
                        LIVE,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, of a server whose clock was set back, DHCPv4",
                        "LIVE",
                        "report ClockStepped; hand over binding LIVE; **position moves**"),
                row(
                        IPV6,
                        true,
                        LIVE,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, of a server whose clock was set back, DHCPv6",
                        "LIVE",
                        "report ClockStepped; hand over binding LIVE; **position moves**; **gap recorded**"),
                row(
                        IPV4,
                        true,
                        LIVE_WITHOUT_BASE_TIME,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, with the first base-time after catch-up, before the one asked for",
                        "LIVE",
                        "report DataMissing; hand over binding LIVE; **position moves**; **gap recorded**"),
                row(
                        IPV6,
                        false,
                        LIVE_WITHOUT_BASE_TIME,
                        new SharedEvent.Bindings(XID, STORED_LESS_AN_HOUR, List.of(Samples.binding()), AT),
                        "BINDINGS, with the first base-time after catch-up, before the one asked for, and no bulk"
                                + " queries",
                        "DISCONNECTED",
                        "report DataMissing; report Disconnected CLOCK_STEPPED" + end + "; **gap recorded**"),
                row(LIVE, "CATCH_UP_COMPLETE", "LIVE", "", "RFC 7724 §7.4.1"),
                row(
                        LIVE,
                        new ConversationEvent.Remark(XID, NOW.plusSeconds(4), AT),
                        "REMARK",
                        "LIVE",
                        "**position moves**",
                        "RFC 7724 §5.2.2"),
                row(LIVE, "DATA_MISSING", "LIVE", "report DataMissing; **gap recorded**", "RFC 7724 §7.4.1"),
                row(
                        LIVE,
                        new ConversationEvent.QueryTerminated(XID, NOW.plusSeconds(4), "", AT),
                        "QUERY_TERMINATED, with base-time",
                        "DISCONNECTED",
                        "report QueryTerminated; report Disconnected QUERY_TERMINATED" + end + "; **position moves**",
                        "RFC 7724 §7.4"),
                row(
                        LIVE,
                        new ConversationEvent.QueryTerminated(XID, null, "", AT),
                        "QUERY_TERMINATED, without base-time",
                        "DISCONNECTED",
                        "report QueryTerminated; report Disconnected QUERY_TERMINATED" + end,
                        "RFC 7724 §7.4"),
                row(LIVE, "REFUSED", "DISCONNECTED", "report Disconnected REFUSED" + end, "RFC 7724 §7.4"),
                row(
                        LIVE,
                        "UNEXPECTED_MESSAGE",
                        "DISCONNECTED",
                        "report Disconnected PROTOCOL_ERROR" + end,
                        "RFC 7724 §7.4"),
                malformed(LIVE, MalformedMessagePolicy.FAIL),
                malformed(LIVE, MalformedMessagePolicy.SKIP),
                malformed(LIVE, MalformedMessagePolicy.QUARANTINE),
                row(
                        LIVE,
                        "RECEIVE_TIMED_OUT",
                        "DISCONNECTED",
                        "report Disconnected RECEIVE_TIMEOUT" + end,
                        "RFC 7724 §7.4"),
                row(LIVE, "WRITE_TIMED_OUT", "DISCONNECTED", "report Disconnected DATA_TIMEOUT" + end, "RFC 7724 §7.3"),
                row(
                        LIVE,
                        "CONNECTION_CLOSED",
                        "DISCONNECTED",
                        "report Disconnected CLOSED_BY_SERVER" + end,
                        "RFC 7724 §7.1"),
                row(LIVE, "STOPPED", "STOPPED", "close connection", "")));
    }

    /** Every pair of state and event that is in no row: nothing happens. */
    static List<Row> silentRows() {
        List<Row> pairs = ConversationRows.states().stream()
                .flatMap(state -> Arrays.stream(LiveKind.values())
                        .map(kind -> row(state, kind.name(), state.phase().name(), "", "")))
                .toList();
        return Row.without(rows(), pairs);
    }
}
