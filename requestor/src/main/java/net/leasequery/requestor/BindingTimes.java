package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * Times of a binding, made absolute with the base-time of their message (RFC 6926 section 7.4). All times are in the
 * server's clock; absent times are null.
 *
 * @param baseTime when the server built the message
 * @param stateStart when the address entered its state
 * @param lastTransaction last exchange with the client
 * @param leaseExpiry end of the lease; null also if the lease is infinite
 * @param renewal T1
 * @param rebinding T2
 * @param preferredExpiry end of the preferred lifetime, DHCPv6 only
 * @param infiniteLease the lease has no end (lease time 0xffffffff, RFC 2131 section 3.3)
 */
public record BindingTimes(
        @Nullable ServerTime baseTime,
        @Nullable ServerTime stateStart,
        @Nullable ServerTime lastTransaction,
        @Nullable ServerTime leaseExpiry,
        @Nullable ServerTime renewal,
        @Nullable ServerTime rebinding,
        @Nullable ServerTime preferredExpiry,
        boolean infiniteLease) {

    /**
     * Returns when the binding last changed: the later of state start and last transaction; null if neither is known.
     */
    public @Nullable ServerTime change() {
        if (stateStart == null) {
            return lastTransaction;
        }
        return lastTransaction == null ? stateStart : ServerTime.later(stateStart, lastTransaction);
    }
}
