package net.leasequery.simulator.failover;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * What partners exchange about their leases: binding updates and their answers (RFC 8156 sections 7.5 and 7.6),
 * updates on request (section 7.8), and the division of free addresses (section 4.2.2).
 */
final class BindingUpdates {

    private final Scheduler scheduler;
    private final FailoverLeases leases;
    private final LeaseGrants grants;
    private final Consumer<FailoverMessage> partner;

    /** The partner's request that is being, or has been, answered; null if there is none since contact was lost. */
    private FailoverMessage.@Nullable UpdateRequest request;

    /** Addresses of that request that the partner has not acknowledged yet. */
    private final Set<LeaseAddress> requested = new HashSet<>();

    BindingUpdates(Scheduler scheduler, FailoverLeases leases, LeaseGrants grants, Consumer<FailoverMessage> partner) {
        this.scheduler = scheduler;
        this.leases = leases;
        this.grants = grants;
        this.partner = partner;
    }

    /** Drops the partner's request, which ends with the contact; the partner makes another one. */
    void contactIsLost() {
        request = null;
        requested.clear();
    }

    /** Sends what the partner has not acknowledged. */
    void send() {
        for (FailoverLease lease : leases.unacknowledged()) {
            if (lease.status().hasEnded()) {
                grants.endWasSent(lease.address());
            }
            partner.accept(new FailoverMessage.BindingUpdate(lease));
        }
    }

    /**
     * Takes the partner's request for what it has not acknowledged; UPDDONE follows when it has acknowledged all of
     * it. A request that is repeated continues as it is, or is answered again.
     */
    void sendRequested(FailoverMessage.UpdateRequest wanted) {
        if (!wanted.equals(request)) {
            if (wanted.all()) {
                List.copyOf(leases.all()).forEach(lease -> leases.put(lease.toBeReported()));
            }
            request = wanted;
            requested.clear();
            leases.unacknowledged().forEach(lease -> requested.add(lease.address()));
        }
        tellIfDone();
    }

    /**
     * Handles the partner's update of a lease.
     *
     * @param acceptAll whether this server knows nothing that could be newer
     */
    void receive(FailoverLease theirs, boolean acceptAll) {
        FailoverLease own = leases.get(theirs.address());
        boolean accepted = acceptAll || theirs.isNewerThan(own);
        if (accepted) {
            grants.endIsKnown(theirs.address());
            leases.put(theirs.status().hasEnded() ? freed(theirs.learned()) : theirs.learned());
        }
        partner.accept(new FailoverMessage.BindingReply(theirs, accepted, own));
    }

    /** Handles the partner's answer to an update. */
    void answered(FailoverMessage.BindingReply reply) {
        FailoverLease reported = reply.about();
        FailoverLease own = leases.get(reported.address());
        if (reported.status().hasEnded()) {
            grants.endIsKnown(reported.address());
        }
        if (own.equals(reported)) {
            leases.put(reply.accepted() ? acknowledged(reported) : afterRefusal(own, reply.own()));
        }
        if (requested.contains(reported.address())) {
            tellIfDone();
        }
    }

    private FailoverLease acknowledged(FailoverLease reported) {
        return reported.status().hasEnded() ? freed(reported) : reported.acknowledged();
    }

    private static FailoverLease afterRefusal(FailoverLease own, FailoverLease theirs) {
        return theirs.isNewerThan(own) ? theirs.learned() : own.acknowledged();
    }

    private FailoverLease freed(FailoverLease lease) {
        return lease.freed(leases.ownerAfter(lease.address()), scheduler.now());
    }

    private void tellIfDone() {
        requested.removeIf(address -> !leases.get(address).unacknowledged());
        if (request != null && requested.isEmpty()) {
            partner.accept(new FailoverMessage.UpdateDone(request.number()));
        }
    }

    /** Gives the secondary half of the free addresses, but none of those that are allocated independently. */
    void balancePools() {
        List<FailoverLease> free = leases.all().stream()
                .filter(lease -> lease.status() == BindingStatus.FREE && leases.belongsHere(lease))
                .filter(lease -> !FailoverLeases.isIndependent(lease.address()))
                .toList();
        long backup = leases.all().stream()
                .filter(lease -> lease.status() == BindingStatus.FREE_BACKUP)
                .filter(lease -> !FailoverLeases.isIndependent(lease.address()))
                .count();
        long wanted = (free.size() + backup) / 2 - backup;
        for (int i = 0; i < wanted; i++) {
            FailoverLease lease = free.get(free.size() - 1 - i);
            leases.put(lease.given(BindingStatus.FREE_BACKUP, scheduler.now(), true));
        }
    }
}
