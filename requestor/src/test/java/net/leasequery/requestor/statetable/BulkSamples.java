package net.leasequery.requestor.statetable;

import static net.leasequery.requestor.statetable.Samples.AT;
import static net.leasequery.requestor.statetable.Samples.NOW;
import static net.leasequery.requestor.statetable.Samples.XID;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Refusal;
import net.leasequery.requestor.internal.protocol.SharedEvent;

/** What happens on bulk connections. */
final class BulkSamples {

    private BulkSamples() {}

    static BulkEvent event(BulkKind kind) {
        return event(kind, XID);
    }

    static BulkEvent event(BulkKind kind, int xid) {
        return switch (kind) {
            case WAIT_ELAPSED -> new BulkEvent.WaitElapsed(AT);
            case CONNECTION_OPENED -> new SharedEvent.ConnectionOpened("peer", "clear text", xid, AT);
            case SERVER_IDENTIFIED -> Samples.identified(Samples.EAST);
            case BINDINGS -> new SharedEvent.Bindings(xid, NOW, List.of(Samples.binding()), AT);
            case DONE -> new BulkEvent.Done(xid, NOW, AT);
            case REFUSED -> new BulkEvent.Refused(xid, NOW, Refusal.NOT_ALLOWED, "no", AT);
            case UNEXPECTED_MESSAGE -> new SharedEvent.UnexpectedMessage(xid, NOW, "what", AT);
            case MALFORMED_MESSAGE -> new SharedEvent.MalformedMessage("short", Octets.of(1, 2), AT);
            case FAILED -> closed();
            case STOPPED -> new SharedEvent.Stopped(AT);
        };
    }

    static BulkEvent closed() {
        return new BulkEvent.Failed(DisconnectReason.CLOSED_BY_SERVER, "closed", AT);
    }
}
