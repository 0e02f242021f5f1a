package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/**
 * What one server of a group knows of one address (draft-ietf-dhc-interserver-alt-00 section 5.2.1). Times are the
 * scheduler's and are equivalent to the draft's "seconds from now".
 *
 * @param address the address or prefix
 * @param state its state at this server
 * @param stateStart when it entered the state
 * @param client holder if BOUND, else the last one; null if there was none
 * @param relay attachment of that client
 * @param expiry end of the lease; null if it was never leased
 * @param transaction what last changed the binding; null if it has never changed
 * @param transactionTime time of the client's last transaction about it; an expiration does not move this time
 * @param transactionServer server of that transaction
 * @param unavailable whether two clients seem to have it, so that no server may touch it (section 10)
 */
record GroupBinding(
        LeaseAddress address,
        AddressState state,
        Instant stateStart,
        @Nullable Client client,
        @Nullable Relay relay,
        @Nullable Instant expiry,
        @Nullable LastTransaction transaction,
        @Nullable Instant transactionTime,
        @Nullable String transactionServer,
        boolean unavailable) {

    /** An address that nobody has ever leased. */
    static GroupBinding never(LeaseAddress address, Instant since) {
        return new GroupBinding(address, AddressState.UNBINDABLE, since, null, null, null, null, null, null, false);
    }

    /** Whether this client holds it, or held it last and no other client can have had it since. */
    boolean isOf(Client other) {
        return (state == AddressState.BOUND || state == AddressState.EXPIRED) && other.equals(client);
    }

    /** Whether another client holds it or held it last. */
    boolean isOfAnother(Client other) {
        return (state == AddressState.BOUND || state == AddressState.EXPIRED) && !other.equals(client);
    }

    /** The same in another state. */
    GroupBinding in(AddressState next, Instant now) {
        return new GroupBinding(
                address,
                next,
                now,
                client,
                relay,
                expiry,
                transaction,
                transactionTime,
                transactionServer,
                unavailable);
    }

    /** Leased to the client of a request by this server. */
    GroupBinding bound(ClientRequest request, String server, Instant now, Duration lifetime) {
        boolean sameHolder = state == AddressState.BOUND && request.client().equals(client);
        return new GroupBinding(
                address,
                AddressState.BOUND,
                sameHolder ? stateStart : now,
                request.client(),
                request.relay(),
                now.plus(lifetime),
                LastTransaction.of(request.kind()),
                now,
                server,
                false);
    }

    /** Given back by its client to this server. */
    GroupBinding released(String server, Instant now, boolean nowUnavailable) {
        return new GroupBinding(
                address,
                AddressState.UNBINDABLE,
                now,
                client,
                relay,
                expiry,
                LastTransaction.RELEASE,
                now,
                server,
                nowUnavailable);
    }

    /** Run out. The time of the transaction stays: a renewal that another server made before now is more recent. */
    GroupBinding expired(Instant now) {
        return new GroupBinding(
                address,
                AddressState.EXPIRED,
                now,
                client,
                relay,
                expiry,
                LastTransaction.EXPIRATION,
                transactionTime,
                transactionServer,
                unavailable);
    }

    /** Marked, or no longer marked, as held by two clients. */
    GroupBinding unavailable(boolean marked, Instant now) {
        return new GroupBinding(
                address,
                AddressState.UNBINDABLE,
                now,
                client,
                relay,
                expiry,
                transaction,
                transactionTime,
                transactionServer,
                marked);
    }

    /**
     * Whether this binding, reported by {@code reporter}, is more recent than {@code known} (section 7.2.2). Beyond the
     * draft: a lease that has run out stays so although a server that has not yet noticed its end still reports it.
     * EXPIRATION comes last in the order of precedence, so servers that look at their leases at different moments would
     * otherwise return an expired lease to each other without end.
     *
     * @param epsilon difference of times that is ignored
     */
    boolean isMoreRecentThan(GroupBinding known, String reporter, Duration epsilon) {
        if (transactionTime == null || known.transactionTime == null) {
            return transactionTime != null;
        }
        if (known.transaction == LastTransaction.EXPIRATION && isSameLeaseAs(known)) {
            return false;
        }
        if (Duration.between(known.transactionTime, transactionTime).abs().compareTo(epsilon) > 0) {
            return transactionTime.isAfter(known.transactionTime);
        }
        if (reporter.equals(transactionServer) && reporter.equals(known.transactionServer)) {
            return true;
        }
        if (transaction != known.transaction && transaction != null && known.transaction != null) {
            return transaction.compareTo(known.transaction) < 0;
        }
        return expiry != null && (known.expiry == null || expiry.isAfter(known.expiry));
    }

    private boolean isSameLeaseAs(GroupBinding other) {
        return Objects.equals(client, other.client)
                && Objects.equals(transactionTime, other.transactionTime)
                && Objects.equals(expiry, other.expiry);
    }
}
