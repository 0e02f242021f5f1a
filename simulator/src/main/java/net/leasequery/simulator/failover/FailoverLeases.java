package net.leasequery.simulator.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.LeaseType;
import org.jspecify.annotations.Nullable;

/**
 * The lease database of one failover endpoint, in stable storage. Every change is also shown to requestors, as the
 * server's own view: a lease learned from the partner ends at the partner lifetime, data-source REMOTE.
 */
final class FailoverLeases {

    private final boolean primary;
    private final Consumer<Lease> view;
    private final Map<LeaseAddress, FailoverLease> leases = new LinkedHashMap<>();
    private final Map<LeaseAddress, BindingStatus> owners = new HashMap<>();
    private final Set<LeaseAddress> unacknowledged = new LinkedHashSet<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::end));

    /** Creates a database without leases; the primary owns every address that may be handed over. */
    FailoverLeases(boolean primary, List<Link> links, Instant now, Consumer<Lease> view) {
        this.primary = primary;
        this.view = view;
        for (Link link : links) {
            for (LeaseAddress address : link.addresses()) {
                BindingStatus owner = owner(link, address);
                owners.put(address, owner);
                leases.put(address, FailoverLease.never(address, owner, now));
            }
        }
    }

    /**
     * Returns who owns a free address at first and again after each lease: IPv6 addresses are allocated
     * independently, alternately by the two servers (RFC 8156 section 4.2.1); all others belong to the primary
     * (section 4.2.2).
     */
    private static BindingStatus owner(Link link, LeaseAddress address) {
        boolean independent = isIndependent(address);
        return independent && link.addresses().indexOf(address) % 2 == 1
                ? BindingStatus.FREE_BACKUP
                : BindingStatus.FREE;
    }

    /** Whether the servers never hand over addresses of this type. */
    static boolean isIndependent(LeaseAddress address) {
        return address.type() == LeaseType.NA || address.type() == LeaseType.TA;
    }

    FailoverLease get(LeaseAddress address) {
        FailoverLease lease = leases.get(address);
        if (lease == null) {
            throw new IllegalArgumentException(address + " is not configured on both partners");
        }
        return lease;
    }

    boolean has(LeaseAddress address) {
        return leases.containsKey(address);
    }

    Collection<FailoverLease> all() {
        return leases.values();
    }

    /** Leases whose last change the partner has not acknowledged; a copy. */
    List<FailoverLease> unacknowledged() {
        return unacknowledged.stream().map(this::get).toList();
    }

    /** Whether the partner may lease this, and this server may not. */
    boolean belongsToPartner(FailoverLease lease) {
        return lease.status() == (primary ? BindingStatus.FREE_BACKUP : BindingStatus.FREE);
    }

    /** Whether this server may lease this. */
    boolean belongsHere(FailoverLease lease) {
        return lease.status().isFree() && !belongsToPartner(lease) && !lease.unacknowledged();
    }

    /** Replaces a lease in stable storage, and shows the change to the view. */
    void put(FailoverLease lease) {
        leases.put(lease.address(), lease);
        if (lease.unacknowledged()) {
            unacknowledged.add(lease.address());
        } else {
            unacknowledged.remove(lease.address());
        }
        Instant end = endHere(lease);
        if (end != null) {
            due.add(new Due(end, lease.address()));
        }
        view.accept(shown(lease));
    }

    /** A lease that, as far as this server knows, ends at or before this moment; null if there is none. */
    @Nullable
    FailoverLease nextDue(Instant now) {
        while (!due.isEmpty() && !due.peek().end().isAfter(now)) {
            Due first = due.remove();
            FailoverLease lease = get(first.address());
            if (first.end().equals(endHere(lease))) {
                return lease;
            }
        }
        return null;
    }

    /** Returns who owns an address when its lease is over. */
    BindingStatus ownerAfter(LeaseAddress address) {
        return Objects.requireNonNull(owners.get(address));
    }

    /** Forgets everything, as a server that has lost its stable storage. */
    void loseAll(Instant now) {
        owners.forEach((address, owner) -> put(FailoverLease.never(address, owner, now)));
    }

    private static @Nullable Instant endHere(FailoverLease lease) {
        return switch (lease.status()) {
            case ACTIVE -> lease.remote() ? lease.partnerLifetime() : lease.expiry();
            case ABANDONED -> lease.remote() ? null : lease.expiry();
            default -> null;
        };
    }

    private Lease shown(FailoverLease lease) {
        DhcpState state = switch (lease.status()) {
            case ACTIVE -> DhcpState.ACTIVE;
            case EXPIRED -> DhcpState.EXPIRED;
            case RELEASED -> DhcpState.RELEASED;
            case ABANDONED -> DhcpState.ABANDONED;
            case FREE, FREE_BACKUP -> belongsToPartner(lease) ? DhcpState.REMOTE : DhcpState.AVAILABLE;
        };
        Instant transaction = lease.transaction() == null ? null : Seconds.of(lease.transaction());
        return new Lease(
                lease.address(),
                VirtualSubnet.GLOBAL,
                state,
                Seconds.of(lease.stateStart()),
                transaction,
                state == DhcpState.ACTIVE ? term(lease) : null,
                lease.client(),
                lease.relay(),
                lease.remote());
    }

    private static LeaseTerm term(FailoverLease lease) {
        Instant start = Seconds.of(Objects.requireNonNull(lease.transaction()));
        Instant end = endHere(lease);
        long seconds = end == null ? 1 : Duration.between(start, end).toSeconds();
        return lease.address().type().term(start, Duration.ofSeconds(Math.max(1, seconds)));
    }

    private record Due(Instant end, LeaseAddress address) {}
}
