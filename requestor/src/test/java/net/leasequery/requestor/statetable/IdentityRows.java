package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.NOW;
import static net.leasequery.requestor.statetable.Samples.XID;
import static net.leasequery.requestor.statetable.Samples.identified;

import java.util.List;
import java.util.stream.Stream;
import net.leasequery.requestor.internal.protocol.ConversationEvent;

/** What happens to a live connection when its server tells who it is. */
final class IdentityRows {

    private static final String ADOPTED = "**identity** 192.0.2.1";
    private static final String CHANGED =
            "report ServerChanged; **position moves**; **gap recorded**; **identity** 192.0.2.2";
    private static final String RFC = "RFC 6926 §7.3";

    private IdentityRows() {}

    /** These rows after those. */
    static List<Row> after(List<Row> others) {
        return Stream.concat(others.stream(), rows().stream()).toList();
    }

    private static List<Row> rows() {
        return List.of(
                ConversationRows.row(
                        ConversationRows.QUERYING, "SERVER_IDENTIFIED, for the first time", "QUERYING", ADOPTED, RFC),
                ConversationRows.row(
                        ConversationRows.ASKED_EAST, "SERVER_IDENTIFIED, as the same", "QUERYING", "", RFC),
                ConversationRows.besideBackfill(
                        ConversationRows.ASKED_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, with bulk queries for a snapshot",
                        "QUERYING",
                        CHANGED,
                        RFC),
                ConversationRows.row(
                        ConversationRows.ASKED_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, with no bulk queries",
                        "DISCONNECTED",
                        "report ServerChanged; report Disconnected SERVER_CHANGED; close connection; await back off;"
                                + " **position moves**; **gap recorded**; **identity** 192.0.2.2",
                        RFC),
                ConversationRows.row(
                        ConversationRows.ASKED_EAST_FOR_A_SNAPSHOT,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, of a snapshot",
                        "QUERYING",
                        "report ServerChanged; **identity** 192.0.2.2",
                        RFC),
                ConversationRows.row(
                        ConversationRows.CATCHING_UP,
                        "SERVER_IDENTIFIED, for the first time",
                        "CATCHING_UP",
                        ADOPTED,
                        RFC),
                ConversationRows.row(
                        ConversationRows.RESUMED_AT_EAST, "SERVER_IDENTIFIED, as the same", "CATCHING_UP", "", RFC),
                ConversationRows.row(
                        ConversationRows.RESUMED_AT_EAST,
                        identified(Samples.EAST_OF_TWO_INTERFACES),
                        "SERVER_IDENTIFIED, as the same, with a further identifier",
                        "CATCHING_UP",
                        "**identity** 192.0.2.1,192.0.2.129",
                        RFC),
                ConversationRows.besideBackfill(
                        ConversationRows.RESUMED_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, with bulk queries for a snapshot",
                        "CATCHING_UP",
                        CHANGED,
                        RFC),
                ConversationRows.row(
                        ConversationRows.RESUMED_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, with no bulk queries",
                        "DISCONNECTED",
                        "report ServerChanged; report Disconnected SERVER_CHANGED; close connection; await back off;"
                                + " **position moves**; **gap recorded**; **identity** 192.0.2.2",
                        RFC),
                ConversationRows.row(
                        ConversationRows.SNAPSHOT_OF_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, of a snapshot",
                        "CATCHING_UP",
                        "report ServerChanged; **identity** 192.0.2.2",
                        RFC),
                ConversationRows.besideBackfill(
                        ConversationRows.MEANT_FOR_ANOTHER,
                        new ConversationEvent.CatchUpComplete(XID, NOW, AT),
                        "CATCH_UP_COMPLETE, of a query that was meant for another server",
                        "LIVE",
                        "**position moves**",
                        "RFC 7724 §7.4.1"),
                ConversationRows.besideBackfill(
                        ConversationRows.MEANT_FOR_ANOTHER,
                        new ConversationEvent.DataMissing(XID, NOW, AT),
                        "DATA_MISSING, of a query that was meant for another server",
                        "LIVE",
                        "**position moves**",
                        "RFC 7724 §7.4.1"),
                ConversationRows.row(
                        ConversationRows.LIVE, "SERVER_IDENTIFIED, for the first time", "LIVE", ADOPTED, RFC),
                ConversationRows.besideBackfill(
                        ConversationRows.LIVE_AT_EAST,
                        identified(Samples.WEST),
                        "SERVER_IDENTIFIED, as another, with bulk queries for a snapshot",
                        "LIVE",
                        CHANGED,
                        RFC));
    }
}
