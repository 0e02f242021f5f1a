package net.leasequery.connect.sweep;

import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * As much of a binding as it takes to see whether it changed, and to end it. All times in the server's
 * clock; absent is null.
 *
 * @param address what the binding is about
 * @param state state at the server, or as concluded
 * @param digest over state, client, relay, options and whether the lease is infinite; nothing in it
 *     moves when the same binding is told again
 * @param expiry end of the lease
 * @param lastTransaction last exchange with the client
 * @param stateStart when the address entered its state
 * @param covered whether a complete answer to the configured bulk queries would hold it, so that its
 *     absence from one means that it ended
 * @param details what else a sweep compares
 * @param toldAt when the server built the message that told of it; null if it did not say, or if this was read back
 */
public record Fingerprint(
        BindingAddress address,
        BindingState state,
        long digest,
        @Nullable ServerTime expiry,
        @Nullable ServerTime lastTransaction,
        @Nullable ServerTime stateStart,
        boolean covered,
        Details details,
        @Nullable ServerTime toldAt) {

    /** Without the time at which it was told. */
    public Fingerprint(
            BindingAddress address,
            BindingState state,
            long digest,
            @Nullable ServerTime expiry,
            @Nullable ServerTime lastTransaction,
            @Nullable ServerTime stateStart,
            boolean covered,
            Details details) {
        this(address, state, digest, expiry, lastTransaction, stateStart, covered, details, null);
    }

    /** Without details. */
    public Fingerprint(
            BindingAddress address,
            BindingState state,
            long digest,
            @Nullable ServerTime expiry,
            @Nullable ServerTime lastTransaction,
            @Nullable ServerTime stateStart,
            boolean covered) {
        this(address, state, digest, expiry, lastTransaction, stateStart, covered, Details.UNKNOWN);
    }

    /** This binding in another VPN. */
    Fingerprint withVpn(@Nullable String vpn) {
        BindingAddress there = new BindingAddress(address.leaseType(), address.text(), address.prefixLength(), vpn);
        return new Fingerprint(there, state, digest, expiry, lastTransaction, stateStart, covered, details);
    }

    /** Whether the address is leased: only ACTIVE is a binding in force. */
    public boolean isBound() {
        return state == BindingState.ACTIVE;
    }

    /** This binding once it has ended, as {@code ending}; its content is no longer known to the server. */
    public Fingerprint ended(BindingState ending) {
        return new Fingerprint(address, ending, 0, expiry, lastTransaction, stateStart, covered);
    }
}
