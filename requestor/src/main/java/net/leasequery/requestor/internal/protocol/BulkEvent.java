package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** Something that happened on the bulk connection, in terms common to DHCPv4 and DHCPv6. */
public sealed interface BulkEvent extends Event
        permits SharedEvent, BulkEvent.WaitElapsed, BulkEvent.Done, BulkEvent.Refused, BulkEvent.Failed {

    /** The wait for the next attempt is over; there is no wait before the first attempt. */
    record WaitElapsed(LocalMoment at) implements BulkEvent {}

    /** The answer is complete (RFC 6926 section 7.3). */
    record Done(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements BulkEvent, ServerMessage {}

    /**
     * The answer ends with an error; the bindings received before it are valid.
     *
     * @param refusal what the error means
     * @param detail status and text, for people
     */
    record Refused(int xid, @Nullable ServerTime baseTime, Refusal refusal, String detail, LocalMoment at)
            implements BulkEvent, ServerMessage {}

    /**
     * The connection could not be made, ended or stalled.
     *
     * @param detail for people
     */
    record Failed(DisconnectReason reason, String detail, LocalMoment at) implements BulkEvent {}
}
