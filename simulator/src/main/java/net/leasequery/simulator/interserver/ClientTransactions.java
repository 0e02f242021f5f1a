package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.Scheduler;

/**
 * Answers the clients of one server of a group (draft-ietf-dhc-interserver-alt-00 section 7.1). No other server is
 * asked between DISCOVER and OFFER, nor between accepting an offer and its ACK; others are asked only when a client
 * names an address that this server knows nothing about.
 */
final class ClientTransactions {

    private static final Duration OFFER_LASTS = Duration.ofSeconds(10);

    private final String server;
    private final GroupSettings settings;
    private final Scheduler scheduler;
    private final GroupAddresses addresses;
    private final AddressPolls polls;
    private final GroupMembership membership;
    private final Consumer<GroupBinding> push;
    private final Map<LeaseAddress, OpenOffer> offers = new HashMap<>();

    ClientTransactions(
            String server,
            GroupSettings settings,
            Scheduler scheduler,
            GroupAddresses addresses,
            AddressPolls polls,
            GroupMembership membership,
            Consumer<GroupBinding> push) {
        this.server = server;
        this.settings = settings;
        this.scheduler = scheduler;
        this.addresses = addresses;
        this.polls = polls;
        this.membership = membership;
        this.push = push;
    }

    void forgetOffers() {
        offers.clear();
    }

    boolean isOffered(LeaseAddress address) {
        OpenOffer offer = offers.get(address);
        return offer != null && scheduler.now().isBefore(offer.until);
    }

    /** Answers a client, at once or after asking other servers. */
    void receive(ClientRequest request, Consumer<ServerReply> reply) {
        if (request.kind() == RequestKind.DISCOVER) {
            offer(request, reply);
            return;
        }
        LeaseAddress address = request.requireAddress();
        if (request.kind() == RequestKind.SELECTING) {
            select(request, address, reply);
        } else if (!addresses.has(address) || !isOnLink(request, address)) {
            refuse(request, address, reply);
        } else if (request.kind() == RequestKind.RELEASE || request.kind() == RequestKind.DECLINE) {
            giveBack(request, address, true);
        } else {
            extend(request, address, reply);
        }
    }

    private void offer(ClientRequest request, Consumer<ServerReply> reply) {
        Client client = request.client();
        GroupBinding best = addresses.first(request.link(), request.type(), binding -> binding.isOf(client));
        if (best == null) {
            best = addresses.first(
                    request.link(),
                    request.type(),
                    binding -> binding.state() == AddressState.BINDABLE
                            && client.equals(binding.client())
                            && isOpenFor(client, binding.address()));
        }
        if (best == null) {
            best = addresses.first(
                    request.link(),
                    request.type(),
                    binding -> binding.state() == AddressState.BINDABLE && isOpenFor(client, binding.address()));
        }
        if (best != null) {
            offers.put(best.address(), new OpenOffer(client, scheduler.now().plus(OFFER_LASTS)));
            reply.accept(new ServerReply.Offer(server, best.address()));
        }
    }

    private boolean isOpenFor(Client client, LeaseAddress address) {
        OpenOffer offer = offers.get(address);
        return offer == null || !isOffered(address) || offer.client.equals(client);
    }

    private void select(ClientRequest request, LeaseAddress address, Consumer<ServerReply> reply) {
        OpenOffer offer = offers.get(address);
        boolean offered = isOffered(address) && offer != null && offer.client.equals(request.client());
        if (!server.equals(request.server())) {
            if (offered) {
                offers.remove(address);
            }
            return;
        }
        GroupBinding known = addresses.get(address);
        if (known.isOf(request.client()) || (offered && known.state() == AddressState.BINDABLE)) {
            bind(request, known, reply);
        } else {
            reply.accept(new ServerReply.Nak(server, address));
        }
    }

    private void extend(ClientRequest request, LeaseAddress address, Consumer<ServerReply> reply) {
        GroupBinding known = addresses.get(address);
        if (known.unavailable()) {
            reply.accept(new ServerReply.Nak(server, address));
        } else if (known.isOf(request.client()) || known.state() == AddressState.BINDABLE) {
            bind(request, known, reply);
        } else if (known.isOfAnother(request.client())) {
            refuseAnother(request, known, reply);
        } else {
            polls.poll(membership.current(), List.of(address), true, answer -> extendAfterPoll(request, answer, reply));
        }
    }

    private void extendAfterPoll(ClientRequest request, AddressPolls.Answer answer, Consumer<ServerReply> reply) {
        LeaseAddress address = request.requireAddress();
        GroupBinding known = addresses.get(address);
        if (known.isOf(request.client()) || answer.isUnbindableEverywhere(address)) {
            bind(request, known, reply);
        } else if (known.isOfAnother(request.client())) {
            refuseAnother(request, known, reply);
        } else if (request.kind() == RequestKind.REBINDING && answer.nobodyClaims(address)) {
            // Only the client knows its lease: the server that granted it failed before it reported the lease.
            bind(request, known, reply);
        } else {
            reply.accept(new ServerReply.Nak(server, address));
        }
    }

    /** Refuses a client that uses another client's address: by section 7.1 both leases are in doubt. */
    private void refuseAnother(ClientRequest request, GroupBinding known, Consumer<ServerReply> reply) {
        if (request.kind() != RequestKind.INIT_REBOOT && known.state() == AddressState.BOUND) {
            addresses.put(known.unavailable(true, scheduler.now()));
        }
        reply.accept(new ServerReply.Nak(server, known.address()));
    }

    private void refuse(ClientRequest request, LeaseAddress address, Consumer<ServerReply> reply) {
        if (request.kind() == RequestKind.INIT_REBOOT || request.kind() == RequestKind.REBINDING) {
            reply.accept(new ServerReply.Nak(server, address));
        }
    }

    private void bind(ClientRequest request, GroupBinding known, Consumer<ServerReply> reply) {
        offers.remove(known.address());
        GroupBinding bound = known.bound(request, server, scheduler.now(), settings.lease());
        addresses.put(bound);
        reply.accept(new ServerReply.Ack(server, known.address(), settings.lease()));
        push.accept(bound);
    }

    private void giveBack(ClientRequest request, LeaseAddress address, boolean mayAsk) {
        GroupBinding known = addresses.get(address);
        if (known.isOf(request.client())) {
            Instant now = scheduler.now();
            GroupBinding back = known.released(server, now, request.kind() == RequestKind.DECLINE);
            addresses.put(back);
            push.accept(back);
        } else if (known.state() == AddressState.UNBINDABLE && !known.unavailable() && mayAsk) {
            polls.poll(membership.current(), List.of(address), false, answer -> giveBack(request, address, false));
        }
    }

    private boolean isOnLink(ClientRequest request, LeaseAddress address) {
        return addresses.links().stream().anyMatch(link -> link.name().equals(request.link()) && link.has(address));
    }

    private record OpenOffer(Client client, Instant until) {}
}
