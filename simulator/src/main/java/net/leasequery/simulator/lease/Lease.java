package net.leasequery.simulator.lease;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpState;
import org.jspecify.annotations.Nullable;

/**
 * All that the server knows about one configured address. Times are whole seconds of the server's clock.
 *
 * @param address the address or prefix
 * @param vpn VPN that it belongs to; {@link VirtualSubnet#GLOBAL} for the default one
 * @param state state of RFC 6926 section 6.2.7, whose names are also used for IPv6
 * @param stateStart when the address entered {@code state}
 * @param lastTransaction last exchange with the client; null for an address that never had one
 * @param term how long the lease is valid; present exactly if {@code state} is ACTIVE
 * @param client holder if ACTIVE, else the last holder, if there was one
 * @param relay attachment of that client, if a relay agent reported it
 * @param remote the most recent change was made by a partner server (data-source REMOTE, RFC 6926
 *     section 6.2.8)
 */
public record Lease(
        LeaseAddress address,
        VirtualSubnet vpn,
        DhcpState state,
        Instant stateStart,
        @Nullable Instant lastTransaction,
        @Nullable LeaseTerm term,
        @Nullable Client client,
        @Nullable Relay relay,
        boolean remote) {

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException if an ACTIVE lease lacks client or term, if another state has a
     *     term, or if a time has a fraction of a second
     */
    public Lease {
        Objects.requireNonNull(address, "address");
        boolean active = state == DhcpState.ACTIVE;
        if (active != (term != null)) {
            throw new IllegalArgumentException(
                    state + " lease " + (active ? "without" : "with") + " a term: " + address);
        }
        if (active && client == null) {
            throw new IllegalArgumentException("ACTIVE lease without a client: " + address);
        }
        requireWholeSeconds(stateStart);
        if (lastTransaction != null) {
            requireWholeSeconds(lastTransaction);
        }
    }

    /** An address that was configured at {@code since} and that nobody has ever held. */
    public static Lease neverLeased(LeaseAddress address, VirtualSubnet vpn, Instant since) {
        return new Lease(address, vpn, DhcpState.AVAILABLE, since, null, null, null, null, false);
    }

    /** Whether a client holds the address now. */
    public boolean isActive() {
        return state == DhcpState.ACTIVE;
    }

    /** When the binding last changed: the later of state start and last transaction (RFC 6926 section 8.2). */
    public Instant changed() {
        return lastTransaction != null && lastTransaction.isAfter(stateStart) ? lastTransaction : stateStart;
    }

    /** Moves times that lie after {@code now} to {@code now}, as a server does when its clock was set back. */
    Lease withoutTimesAfter(Instant now) {
        return new Lease(
                address,
                vpn,
                state,
                stateStart.isAfter(now) ? now : stateStart,
                lastTransaction != null && lastTransaction.isAfter(now) ? now : lastTransaction,
                term,
                client,
                relay,
                remote);
    }

    /** The same lease with {@code time} as its last transaction. */
    Lease heardAt(Instant time) {
        return new Lease(address, vpn, state, stateStart, time, term, client, relay, remote);
    }

    private static void requireWholeSeconds(Instant time) {
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(time + " has a fraction of a second; the wire has none");
        }
    }
}
