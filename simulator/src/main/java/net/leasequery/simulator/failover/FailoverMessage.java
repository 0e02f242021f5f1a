package net.leasequery.simulator.failover;

import java.time.Instant;

/** Messages between partners (RFC 8156 section 6), as values. */
sealed interface FailoverMessage {

    /**
     * CONTACT and STATE in one: shows that the sender is alive.
     *
     * @param state of the sender; STARTUP while its STARTUP flag is set
     * @param since when it entered the state
     */
    record Contact(FailoverState state, Instant since) implements FailoverMessage {}

    /** BNDUPD: what the sender did to a lease. */
    record BindingUpdate(FailoverLease lease) implements FailoverMessage {}

    /**
     * BNDREPLY.
     *
     * @param about the lease as it was in the update
     * @param accepted whether the receiver has stored the update
     * @param own the receiver's lease; newer than the update if it was not accepted
     */
    record BindingReply(FailoverLease about, boolean accepted, FailoverLease own) implements FailoverMessage {}

    /**
     * UPDREQ, UPDREQALL. Sent again until it is answered.
     *
     * @param number of the request; a repetition has the same number
     * @param all whether the sender wants every lease, not only what it has not acknowledged
     */
    record UpdateRequest(long number, boolean all) implements FailoverMessage {}

    /**
     * UPDDONE: every requested lease has been acknowledged.
     *
     * @param number of the request
     */
    record UpdateDone(long number) implements FailoverMessage {}

    /** POOLREQ: the secondary asks for its share of the free addresses. */
    record PoolRequest() implements FailoverMessage {}
}
