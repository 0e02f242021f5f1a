package net.leasequery.connect.table;

import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The part of a binding that is needed to detect a change and to end the binding. All times are in the server's clock;
 * an absent time is null.
 *
 * @param address address or prefix of the binding
 * @param state state at the server, or as concluded
 * @param digest over state, client, relay, options, data-source and whether the lease is infinite; stays the same when
 *     the same binding is reported again
 * @param expiry end of the lease
 * @param lastTransaction last exchange with the client
 * @param stateStart when the address entered its state
 * @param covered whether a complete answer to the configured bulk queries would hold it, so that its absence from one
 *     means that it ended
 * @param details what else a sweep compares
 * @param reportedAt when the server built the message with the binding; null if the server did not say, or if this was
 *     read back
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
        @Nullable ServerTime reportedAt) {

    /** Without the time at which the server built its message. */
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

    /** Returns this binding in another VPN. */
    Fingerprint withVpn(@Nullable String vpn) {
        BindingAddress there = new BindingAddress(address.leaseType(), address.text(), address.prefixLength(), vpn);
        return new Fingerprint(there, state, digest, expiry, lastTransaction, stateStart, covered, details);
    }

    /** Whether the address is leased: only ACTIVE means that a binding is in force. */
    public boolean isBound() {
        return state == BindingState.ACTIVE;
    }

    /** Returns this binding after its end, in the state {@code ending}; the server no longer knows its content. */
    public Fingerprint ended(BindingState ending) {
        return new Fingerprint(address, ending, 0, expiry, lastTransaction, stateStart, covered);
    }
}
