package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * The server-identifier of one answer. It is required only in the first reply and applies to all replies. RFC 6926
 * section 7.3.
 */
final class AnsweringServer {

    private final int xid;
    private @Nullable Ipv4Address address;
    private @Nullable String text;

    AnsweringServer(int xid) {
        this.xid = xid;
    }

    /** Returns the identifier received so far; null if none. */
    @Nullable
    String text() {
        return text;
    }

    private boolean isKnown(Ipv4Address reported) {
        return address != null && address.value() == reported.value();
    }

    /** Returns the identifier that applies to this reply; null if none was received so far. */
    @Nullable
    String after(DhcpLeaseQueryReply reply) {
        Ipv4Address reported = reply.options().serverIdentifier();
        // Many servers send the identifier in each reply, so its text is made only once.
        if (reported != null && reply.transactionId() == xid && !isKnown(reported)) {
            address = reported;
            text = reported.toString();
        }
        return text;
    }
}
