package net.leasequery.simulator.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import org.jspecify.annotations.Nullable;

/** Answers the clients of one failover endpoint, within the limits that RFC 8156 sets for its state. */
final class LeaseGrants {

    private static final Duration OFFER_LASTS = Duration.ofSeconds(10);
    private static final int ABANDONED_FOR_LEASES = 5;

    private final String server;
    private final FailoverSettings settings;
    private final List<Link> links;
    private final FailoverLeases leases;
    private final Map<LeaseAddress, OpenOffer> offers = new HashMap<>();

    /**
     * Addresses whose end of lease was sent to the partner: until it answers, not even the same client may have the
     * address.
     */
    private final Set<LeaseAddress> endsSent = new HashSet<>();

    LeaseGrants(String server, FailoverSettings settings, List<Link> links, FailoverLeases leases) {
        this.server = server;
        this.settings = settings;
        this.links = links;
        this.leases = leases;
    }

    /** Forgets all offers, because the server has crashed. */
    void forgetOffers() {
        offers.clear();
    }

    /** Records that an update about the end of a lease was sent. */
    void endWasSent(LeaseAddress address) {
        endsSent.add(address);
    }

    /** Records that the partner has answered the end of a lease, or has reported something later. */
    void endIsKnown(LeaseAddress address) {
        endsSent.remove(address);
    }

    /**
     * Returns the answer to a client, after storing the change that it makes in stable storage.
     *
     * @param partnerDownSince when PARTNER-DOWN was entered; null in every other state
     * @param alone whether the partner may be serving without reporting to this server
     * @return null for no answer
     */
    @Nullable
    ServerReply answer(ClientRequest request, Instant now, @Nullable Instant partnerDownSince, boolean alone) {
        return switch (request.kind()) {
            case DISCOVER -> offer(request, now, partnerDownSince);
            case SELECTING -> select(request, now, partnerDownSince);
            case INIT_REBOOT, RENEWING, REBINDING -> extend(request, now, partnerDownSince, alone);
            case RELEASE -> release(request, now);
            case DECLINE -> decline(request, now);
        };
    }

    /** Whether this endpoint leases addresses on the link of the client. */
    boolean serves(ClientRequest request) {
        return linkOf(request) != null;
    }

    private @Nullable ServerReply offer(ClientRequest request, Instant now, @Nullable Instant partnerDownSince) {
        LeaseAddress address = choose(request, now, partnerDownSince);
        if (address == null) {
            return null;
        }
        offers.put(address, new OpenOffer(request.client(), now.plus(OFFER_LASTS)));
        return new ServerReply.Offer(server, address);
    }

    private @Nullable LeaseAddress choose(ClientRequest request, Instant now, @Nullable Instant partnerDownSince) {
        Link link = linkOf(request);
        if (link == null) {
            return null;
        }
        Client client = request.client();
        Predicate<LeaseAddress> open = address -> !isOfferedToAnother(address, client, now);
        LeaseAddress known = first(
                link,
                request,
                address -> leases.get(address).isHeldBy(client)
                        || (leases.get(address).isLeftBy(client) && !endsSent.contains(address)));
        if (known != null) {
            return known;
        }
        LeaseAddress before = first(
                link,
                request,
                address -> client.equals(leases.get(address).client())
                        && leases.belongsHere(leases.get(address))
                        && open.test(address));
        if (before != null) {
            return before;
        }
        LeaseAddress own =
                first(link, request, address -> leases.belongsHere(leases.get(address)) && open.test(address));
        return own != null || partnerDownSince == null
                ? own
                : first(
                        link,
                        request,
                        address -> isReusable(leases.get(address), now, partnerDownSince) && open.test(address));
    }

    /** Whether a server whose partner is down may lease this to a new client (RFC 8156 sections 4.2.2.1 and 8.4.1). */
    private boolean isReusable(FailoverLease lease, Instant now, Instant partnerDownSince) {
        if (!lease.status().isFree() && !lease.status().hasEnded()) {
            return false;
        }
        return now.isAfter(lease.latestEnd(partnerDownSince).plus(settings.mclt()));
    }

    private @Nullable ServerReply select(ClientRequest request, Instant now, @Nullable Instant partnerDownSince) {
        LeaseAddress address = request.requireAddress();
        OpenOffer offer = offers.remove(address);
        if (!server.equals(request.server())) {
            return null;
        }
        FailoverLease lease = leases.get(address);
        if (lease.isHeldBy(request.client())) {
            return grant(request, lease, now, partnerDownSince);
        }
        boolean offered = offer != null && offer.client.equals(request.client()) && now.isBefore(offer.until);
        boolean still = leases.belongsHere(lease)
                || (lease.isLeftBy(request.client()) && !endsSent.contains(address))
                || (partnerDownSince != null && isReusable(lease, now, partnerDownSince));
        return offered && still ? grant(request, lease, now, partnerDownSince) : new ServerReply.Nak(server, address);
    }

    private @Nullable ServerReply extend(
            ClientRequest request, Instant now, @Nullable Instant partnerDownSince, boolean alone) {
        LeaseAddress address = request.requireAddress();
        Link link = linkOf(request);
        if (link == null) {
            return null;
        }
        if (!link.has(address)) {
            return request.kind() == RequestKind.RENEWING ? null : new ServerReply.Nak(server, address);
        }
        FailoverLease lease = leases.get(address);
        if (lease.isHeldBy(request.client()) || (lease.isLeftBy(request.client()) && !endsSent.contains(address))) {
            return grant(request, lease, now, partnerDownSince);
        }
        if (lease.status() == BindingStatus.ACTIVE) {
            return new ServerReply.Nak(server, address);
        }
        // The partner may have leased it and failed before it reported the lease: then only the client knows.
        boolean perhapsOfPartner = leases.belongsToPartner(lease) && alone;
        return request.kind() != RequestKind.INIT_REBOOT && perhapsOfPartner
                ? grant(request, lease, now, partnerDownSince)
                : null;
    }

    private ServerReply grant(
            ClientRequest request, FailoverLease lease, Instant now, @Nullable Instant partnerDownSince) {
        Duration lifetime = lifetime(lease, now, partnerDownSince != null);
        Instant reportedToPartner = now.plus(settings.lease()).plus(lifetime.dividedBy(2));
        leases.put(lease.granted(request, now, lifetime, reportedToPartner));
        return new ServerReply.Ack(server, lease.address(), lifetime);
    }

    /** Never more than the MCLT beyond what the partner has acknowledged (RFC 8156 section 4.4). */
    private Duration lifetime(FailoverLease lease, Instant now, boolean partnerIsDown) {
        if (partnerIsDown) {
            return settings.lease();
        }
        Instant acked = lease.ackedPartnerLifetime();
        Instant base = acked != null && lease.status() == BindingStatus.ACTIVE && acked.isAfter(now) ? acked : now;
        Duration most = Duration.between(now, base.plus(settings.mclt()));
        Duration lifetime = most.compareTo(settings.lease()) < 0 ? most : settings.lease();
        return Duration.ofSeconds(Math.max(1, lifetime.toSeconds()));
    }

    private @Nullable ServerReply release(ClientRequest request, Instant now) {
        LeaseAddress address = request.requireAddress();
        if (leases.has(address) && leases.get(address).isHeldBy(request.client())) {
            leases.put(leases.get(address).ended(BindingStatus.RELEASED, now, now));
        }
        return null;
    }

    private @Nullable ServerReply decline(ClientRequest request, Instant now) {
        LeaseAddress address = request.requireAddress();
        if (leases.has(address) && leases.get(address).isHeldBy(request.client())) {
            FailoverLease abandoned = leases.get(address).ended(BindingStatus.ABANDONED, now, now);
            leases.put(abandoned.until(now.plus(settings.lease().multipliedBy(ABANDONED_FOR_LEASES))));
        }
        return null;
    }

    private @Nullable LeaseAddress first(Link link, ClientRequest request, Predicate<LeaseAddress> wanted) {
        return link.addresses().stream()
                .filter(address -> address.type() == request.type())
                .filter(wanted)
                .findFirst()
                .orElse(null);
    }

    private boolean isOfferedToAnother(LeaseAddress address, Client client, Instant now) {
        OpenOffer offer = offers.get(address);
        return offer != null && now.isBefore(offer.until) && !offer.client.equals(client);
    }

    private @Nullable Link linkOf(ClientRequest request) {
        return links.stream()
                .filter(link -> Objects.equals(link.name(), request.link()))
                .findFirst()
                .orElse(null);
    }

    private record OpenOffer(Client client, Instant until) {}
}
