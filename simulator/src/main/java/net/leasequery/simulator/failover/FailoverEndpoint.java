package net.leasequery.simulator.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One server's part in one failover relationship (RFC 8156 section 8). A server that backs several others has an
 * endpoint for each. It can crash and recover, with or without its stable storage. Runs in the scheduler's thread.
 */
public final class FailoverEndpoint implements DhcpService {

    private final String server;
    private final boolean primary;
    private final FailoverSettings settings;
    private final Scheduler scheduler;
    private final MessageNetwork network;
    private final FailoverLeases leases;
    private final LeaseGrants grants;

    private @Nullable FailoverEndpoint partner;
    private boolean up = true;
    private long life;

    // Stable storage.
    private FailoverState state = FailoverState.STARTUP;
    private FailoverState before = FailoverState.COMMUNICATIONS_INTERRUPTED;
    private Instant since;
    private Instant lastOperation;
    private Instant lastFailure = Instant.EPOCH;
    private boolean memoryLost;

    // What a crash ends.
    private @Nullable Instant partnerHeard;
    private boolean updateRequested;
    private @Nullable Set<LeaseAddress> requestedByPartner;

    /**
     * An endpoint that has never operated and does nothing until it has a partner.
     *
     * @param server name of the server, its node on the network
     * @param links what both partners lease, the same for both
     * @param view shown every change, as requestors see it
     */
    public FailoverEndpoint(
            String server,
            boolean primary,
            FailoverSettings settings,
            Scheduler scheduler,
            MessageNetwork network,
            List<Link> links,
            Consumer<Lease> view) {
        this.server = server;
        this.primary = primary;
        this.settings = settings;
        this.scheduler = scheduler;
        this.network = network;
        this.since = scheduler.now();
        this.lastOperation = scheduler.now();
        this.leases = new FailoverLeases(primary, links, scheduler.now(), view);
        this.grants = new LeaseGrants(server, settings, links, leases);
    }

    /** Makes two endpoints partners, and starts both. */
    static void join(FailoverEndpoint primary, FailoverEndpoint secondary) {
        primary.partner = secondary;
        secondary.partner = primary;
        primary.tick(primary.life);
        secondary.tick(secondary.life);
    }

    @Override
    public String name() {
        return server;
    }

    /** Where it stands. */
    public FailoverState state() {
        return state;
    }

    /** Whether it is up. */
    public boolean isUp() {
        return up;
    }

    /** Whether it has told its partner everything. */
    boolean hasToldAll() {
        return leases.unacknowledged().isEmpty();
    }

    /** What it knows of its leases. */
    Collection<FailoverLease> leases() {
        return leases.all();
    }

    /** Stops at once. Stable storage survives. */
    void crash() {
        up = false;
        life++;
        grants.forgetOffers();
        partnerHeard = null;
        updateRequested = false;
        requestedByPartner = null;
    }

    /** Starts again after {@link #crash}. */
    void recover(boolean keepsStableStorage) {
        up = true;
        if (!keepsStableStorage) {
            leases.loseAll(scheduler.now());
            memoryLost = true;
        }
        before = state == FailoverState.STARTUP ? before : state.whenContactIsLost();
        enter(FailoverState.STARTUP);
        tick(life);
    }

    /** An operator says that the partner is down (RFC 8156 section 8.4). */
    void partnerDown() {
        if (up && !state.isUnresponsive()) {
            enter(FailoverState.PARTNER_DOWN);
        }
    }

    @Override
    public void receive(ClientRequest request, Consumer<ServerReply> reply) {
        if (!up || !grants.serves(request) || !serves(request)) {
            return;
        }
        Instant downSince = state == FailoverState.PARTNER_DOWN ? since : null;
        ServerReply answer = grants.answer(request, scheduler.now(), downSince, state.servesEverybody());
        if (answer != null) {
            reply.accept(answer);
        }
        long begun = life;
        scheduler.after(settings.updateDelay(), () -> {
            if (begun == life) {
                sendUpdates();
            }
        });
    }

    private boolean serves(ClientRequest request) {
        if (state.isUnresponsive()) {
            return false;
        }
        RequestKind kind = request.kind();
        if (state == FailoverState.RECOVER_DONE) {
            return kind == RequestKind.RENEWING
                    && leases.has(request.requireAddress())
                    && leases.get(request.requireAddress()).isHeldBy(request.client());
        }
        boolean addressed = kind == RequestKind.RENEWING
                || kind == RequestKind.RELEASE
                || kind == RequestKind.DECLINE
                || kind == RequestKind.SELECTING;
        return addressed || state.servesEverybody() || isMine(request);
    }

    /** Whether this server answers the client while both work: by hash, else the primary (RFC 8156 section 8.8.1). */
    private boolean isMine(ClientRequest request) {
        return settings.loadBalancing() ? ClientHash.isForPrimary(request.client()) == primary : primary;
    }

    private void tick(long begun) {
        if (begun != life || !up) {
            return;
        }
        Instant now = scheduler.now();
        lastOperation = state == FailoverState.STARTUP ? lastOperation : now;
        endDueLeases(now);
        watchContact(now);
        watchTime(now);
        send(new FailoverMessage.Contact(state, since));
        sendUpdates();
        if (state == FailoverState.RECOVER && !updateRequested && inContact()) {
            requestUpdates(memoryLost);
        }
        scheduler.after(settings.contactInterval(), () -> tick(begun));
    }

    private void endDueLeases(Instant now) {
        for (FailoverLease lease = leases.nextDue(now); lease != null; lease = leases.nextDue(now)) {
            leases.put(lease.ended(BindingStatus.EXPIRED, now, lease.transaction()));
        }
    }

    private void watchContact(Instant now) {
        if (partnerHeard != null && partnerHeard.plus(settings.contactTimeout()).isBefore(now)) {
            partnerHeard = null;
            updateRequested = false;
            requestedByPartner = null;
            enter(state.whenContactIsLost());
        }
    }

    private void watchTime(Instant now) {
        Duration inState = Duration.between(since, now);
        if (state == FailoverState.STARTUP && inState.compareTo(settings.contactTimeout()) > 0) {
            enter(memoryLost ? FailoverState.RECOVER : before);
        } else if (state == FailoverState.RECOVER_WAIT && !now.isBefore(lastFailure.plus(settings.mclt()))) {
            enter(FailoverState.RECOVER_DONE);
        } else if (state == FailoverState.COMMUNICATIONS_INTERRUPTED
                && settings.autoPartnerDown() != null
                && inState.compareTo(settings.autoPartnerDown()) > 0) {
            enter(FailoverState.PARTNER_DOWN);
        }
    }

    private void receive(FailoverMessage message) {
        if (!up) {
            return;
        }
        if (message instanceof FailoverMessage.Contact contact) {
            contact(contact);
        } else if (state == FailoverState.STARTUP) {
            return;
        } else if (message instanceof FailoverMessage.BindingUpdate update) {
            update(update.lease());
        } else if (message instanceof FailoverMessage.BindingReply reply) {
            updated(reply);
        } else if (message instanceof FailoverMessage.UpdateRequest request) {
            sendRequested(request.all());
        } else if (message instanceof FailoverMessage.UpdateDone) {
            requestIsDone();
        } else if (message instanceof FailoverMessage.PoolRequest) {
            balancePools();
        }
    }

    private void contact(FailoverMessage.Contact contact) {
        partnerHeard = scheduler.now();
        if (state == FailoverState.STARTUP) {
            enter(afterStartup(contact));
            lastFailure = lastOperation;
        }
        if (contact.state() == FailoverState.STARTUP) {
            return;
        }
        enter(state.whenPartnerIs(contact.state(), primary));
        if (!updateRequested && state == FailoverState.POTENTIAL_CONFLICT) {
            boolean myTurn = primary
                    ? contact.state() == FailoverState.POTENTIAL_CONFLICT
                    : contact.state() == FailoverState.CONFLICT_DONE;
            if (myTurn) {
                requestUpdates(false);
            }
        }
    }

    /** RFC 8156 section 8.3.2, step 5. */
    private FailoverState afterStartup(FailoverMessage.Contact contact) {
        if (memoryLost) {
            return FailoverState.RECOVER;
        }
        if (contact.state() == FailoverState.PARTNER_DOWN) {
            return contact.since().isAfter(lastOperation) ? FailoverState.RECOVER : FailoverState.POTENTIAL_CONFLICT;
        }
        return before;
    }

    private void enter(FailoverState next) {
        if (next == state) {
            return;
        }
        state = next;
        since = scheduler.now();
        updateRequested = false;
        if (next == FailoverState.NORMAL) {
            sendUpdates();
            if (!primary) {
                send(new FailoverMessage.PoolRequest());
            }
        }
        if (next != FailoverState.STARTUP) {
            send(new FailoverMessage.Contact(state, since));
        }
    }

    private void requestUpdates(boolean all) {
        updateRequested = true;
        send(new FailoverMessage.UpdateRequest(all));
    }

    private void sendRequested(boolean all) {
        if (all) {
            List.copyOf(leases.all()).forEach(lease -> leases.put(lease.toBeTold()));
        }
        requestedByPartner = new HashSet<>();
        leases.unacknowledged().forEach(lease -> requestedByPartner.add(lease.address()));
        sendUpdates();
        tellIfDone();
    }

    private void requestIsDone() {
        updateRequested = false;
        if (state == FailoverState.RECOVER) {
            memoryLost = false;
            enter(FailoverState.RECOVER_WAIT);
        } else if (state == FailoverState.POTENTIAL_CONFLICT) {
            enter(primary ? FailoverState.CONFLICT_DONE : FailoverState.NORMAL);
        }
    }

    private void sendUpdates() {
        if (!inContact() || state == FailoverState.STARTUP || state == FailoverState.RECOVER) {
            return;
        }
        for (FailoverLease lease : leases.unacknowledged()) {
            if (lease.status().hasEnded()) {
                grants.endWasSent(lease.address());
            }
            send(new FailoverMessage.BindingUpdate(lease));
        }
    }

    private void update(FailoverLease theirs) {
        FailoverLease own = leases.get(theirs.address());
        boolean accepted = state == FailoverState.RECOVER || theirs.isNewerThan(own);
        if (accepted) {
            leases.put(theirs.status().hasEnded() ? freed(theirs.learned()) : theirs.learned());
        }
        send(new FailoverMessage.BindingReply(theirs, accepted, own));
    }

    private void updated(FailoverMessage.BindingReply reply) {
        FailoverLease told = reply.about();
        FailoverLease own = leases.get(told.address());
        grants.answered(told.address());
        if (own.equals(told)) {
            if (!reply.accepted()) {
                leases.put(reply.own().isNewerThan(own) ? reply.own().learned() : own.acknowledged());
            } else {
                leases.put(told.status().hasEnded() ? freed(told) : told.acknowledged());
            }
        }
        if (requestedByPartner != null) {
            requestedByPartner.remove(told.address());
            tellIfDone();
        }
    }

    private FailoverLease freed(FailoverLease lease) {
        return lease.freed(leases.ownerAfter(lease.address()), scheduler.now());
    }

    private void tellIfDone() {
        if (requestedByPartner != null && requestedByPartner.isEmpty()) {
            requestedByPartner = null;
            send(new FailoverMessage.UpdateDone());
        }
    }

    /** Gives the secondary half of what is free (RFC 8156 section 4.2.2). */
    private void balancePools() {
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
        sendUpdates();
    }

    private boolean inContact() {
        return partnerHeard != null;
    }

    private void send(FailoverMessage message) {
        FailoverEndpoint other = Objects.requireNonNull(partner, "no partner");
        network.sendInOrder(server, other.server, () -> other.receive(message));
    }
}
