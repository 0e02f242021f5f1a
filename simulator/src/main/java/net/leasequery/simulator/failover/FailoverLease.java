package net.leasequery.simulator.failover;

import java.time.Duration;
import java.time.Instant;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/**
 * What one partner knows of one address. Times are the server's clock.
 *
 * @param address the address or prefix
 * @param status its status
 * @param client holder if ACTIVE, else the last one; null if there was none
 * @param relay attachment of that client
 * @param stateStart since when it has the status
 * @param transaction last exchange with the client; null if there was none
 * @param expiry end of the lease that the client was given; null if it is not leased
 * @param partnerLifetime end of the lease as sent to the partner or received from it (RFC 8156 section 4.4); null if
 *     none
 * @param ackedPartnerLifetime the latest of these that either partner has acknowledged to the other; null if none
 * @param remote the last change was made by the partner
 * @param unacknowledged the partner has not acknowledged the last change
 */
record FailoverLease(
        LeaseAddress address,
        BindingStatus status,
        @Nullable Client client,
        @Nullable Relay relay,
        Instant stateStart,
        @Nullable Instant transaction,
        @Nullable Instant expiry,
        @Nullable Instant partnerLifetime,
        @Nullable Instant ackedPartnerLifetime,
        boolean remote,
        boolean unacknowledged) {

    /** An address that has never been leased. */
    static FailoverLease never(LeaseAddress address, BindingStatus status, Instant since) {
        return new FailoverLease(address, status, null, null, since, null, null, null, null, false, false);
    }

    /** Whether this client holds it. */
    boolean isHeldBy(Client other) {
        return status == BindingStatus.ACTIVE && other.equals(client);
    }

    /** Whether this client held it last, and no other client can have had it since. */
    boolean isLeftBy(Client other) {
        return status.hasEnded() && other.equals(client);
    }

    /** The lease after a grant to the client of a request, or its renewal. */
    FailoverLease granted(ClientRequest request, Instant now, Duration lifetime, Instant reportedToPartner) {
        Instant start = isHeldBy(request.client()) ? stateStart : now;
        return new FailoverLease(
                address,
                BindingStatus.ACTIVE,
                request.client(),
                request.relay(),
                start,
                now,
                now.plus(lifetime),
                reportedToPartner,
                ackedPartnerLifetime,
                false,
                true);
    }

    /** The lease after its end. */
    FailoverLease ended(BindingStatus how, Instant now, @Nullable Instant lastTransaction) {
        return new FailoverLease(
                address,
                how,
                client,
                relay,
                now,
                lastTransaction,
                expiry,
                partnerLifetime,
                ackedPartnerLifetime,
                false,
                true);
    }

    /** The same lease, ending at this moment. */
    FailoverLease until(Instant end) {
        return new FailoverLease(
                address,
                status,
                client,
                relay,
                stateStart,
                transaction,
                end,
                partnerLifetime,
                ackedPartnerLifetime,
                remote,
                unacknowledged);
    }

    /** The address after both partners know that nobody holds it. */
    FailoverLease freed(BindingStatus owner, Instant now) {
        return new FailoverLease(address, owner, client, relay, now, transaction, null, null, null, remote, false);
    }

    /** The address after a move to another pool. */
    FailoverLease given(BindingStatus owner, Instant now, boolean mustBeAcknowledged) {
        return new FailoverLease(
                address, owner, null, null, now, transaction, null, null, null, remote, mustBeAcknowledged);
    }

    /** The partner's lease, as this server stores it. */
    FailoverLease learned() {
        return new FailoverLease(
                address,
                status,
                client,
                relay,
                stateStart,
                transaction,
                expiry,
                partnerLifetime,
                partnerLifetime,
                true,
                false);
    }

    /** The lease after the partner has acknowledged it. */
    FailoverLease acknowledged() {
        return new FailoverLease(
                address,
                status,
                client,
                relay,
                stateStart,
                transaction,
                expiry,
                partnerLifetime,
                partnerLifetime,
                remote,
                false);
    }

    /** The lease marked for sending to the partner again, as after the partner has lost its storage. */
    FailoverLease toBeReported() {
        return new FailoverLease(
                address,
                status,
                client,
                relay,
                stateStart,
                transaction,
                expiry,
                partnerLifetime,
                ackedPartnerLifetime,
                remote,
                true);
    }

    /** The latest moment at which a client can believe that it holds this address, without the MCLT. */
    Instant latestEnd(Instant atLeast) {
        Instant latest = atLeast;
        for (Instant end : new Instant[] {expiry, partnerLifetime, ackedPartnerLifetime}) {
            if (end != null && end.isAfter(latest)) {
                latest = end;
            }
        }
        return latest;
    }

    /**
     * Whether this is news to a server that knows {@code own} (RFC 8156 section 7.5.5): the later exchange with the
     * client wins; within the same exchange, the later change. A lease wins over the pool that it was taken from.
     */
    boolean isNewerThan(FailoverLease own) {
        int byTransaction = compare(transaction, own.transaction);
        return byTransaction != 0 ? byTransaction > 0 : !stateStart.isBefore(own.stateStart);
    }

    private static int compare(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? (other == null ? 0 : -1) : 1;
        }
        return one.compareTo(other);
    }
}
