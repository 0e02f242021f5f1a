package net.leasequery.simulator.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.lease.Lease;
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
    private final Random random;
    private final FailoverLeases leases;
    private final LeaseGrants grants;
    private final BindingUpdates updates;

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

    // Lost in a crash.
    private @Nullable Instant partnerHeard;
    private FailoverMessage.@Nullable UpdateRequest request;
    private long requests;

    /**
     * Creates an endpoint that has never operated and does nothing until it has a partner.
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
            Random random,
            List<Link> links,
            Consumer<Lease> view) {
        this.server = server;
        this.primary = primary;
        this.settings = settings;
        this.scheduler = scheduler;
        this.network = network;
        this.random = random;
        this.since = scheduler.now();
        this.lastOperation = scheduler.now();
        this.leases = new FailoverLeases(primary, links, scheduler.now(), view);
        this.grants = new LeaseGrants(server, settings, links, leases);
        this.updates = new BindingUpdates(scheduler, leases, grants, this::send);
    }

    /** Makes two endpoints partners, and starts both. */
    static void join(FailoverEndpoint primary, FailoverEndpoint secondary) {
        primary.partner = secondary;
        secondary.partner = primary;
        primary.start();
        secondary.start();
    }

    @Override
    public String name() {
        return server;
    }

    /** Its state. */
    public FailoverState state() {
        return state;
    }

    /** Whether it is up. */
    public boolean isUp() {
        return up;
    }

    /** Whether its partner has acknowledged all its changes. */
    boolean hasReportedAll() {
        return leases.unacknowledged().isEmpty();
    }

    /** Stops at once. Stable storage survives. */
    void crash() {
        up = false;
        life++;
        grants.forgetOffers();
        partnerHeard = null;
        request = null;
        updates.contactIsLost();
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
        start();
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

    /** Its checks for due work are at moments of its own, as on different machines. */
    private void start() {
        long begun = life;
        long interval = settings.contactInterval().toMillis();
        scheduler.after(Duration.ofMillis(random.nextLong(interval)), () -> tick(begun));
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
        requestUpdatesAgain();
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
            request = null;
            updates.contactIsLost();
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
            updates.receive(update.lease(), state == FailoverState.RECOVER);
        } else if (message instanceof FailoverMessage.BindingReply reply) {
            updates.answered(reply);
        } else if (message instanceof FailoverMessage.UpdateRequest wanted) {
            updates.sendRequested(wanted);
            sendUpdates();
        } else if (message instanceof FailoverMessage.UpdateDone done) {
            requestIsDone(done);
        } else if (message instanceof FailoverMessage.PoolRequest) {
            updates.balancePools();
            sendUpdates();
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
        if (request == null && state == FailoverState.POTENTIAL_CONFLICT) {
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
        request = null;
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
        request = new FailoverMessage.UpdateRequest(++requests, all);
        send(request);
    }

    /** The request, or the answer to it, is lost when the partner restarts before this server notices. */
    private void requestUpdatesAgain() {
        if (request != null) {
            send(request);
        } else if (state == FailoverState.RECOVER && inContact()) {
            requestUpdates(memoryLost);
        }
    }

    private void requestIsDone(FailoverMessage.UpdateDone done) {
        if (request == null || request.number() != done.number()) {
            return;
        }
        request = null;
        if (state == FailoverState.RECOVER) {
            memoryLost = false;
            enter(FailoverState.RECOVER_WAIT);
        } else if (state == FailoverState.POTENTIAL_CONFLICT) {
            enter(primary ? FailoverState.CONFLICT_DONE : FailoverState.NORMAL);
        }
    }

    private void sendUpdates() {
        if (inContact() && state != FailoverState.STARTUP && state != FailoverState.RECOVER) {
            updates.send();
        }
    }

    private boolean inContact() {
        return partnerHeard != null;
    }

    private void send(FailoverMessage message) {
        FailoverEndpoint other = Objects.requireNonNull(partner, "no partner");
        network.sendInOrder(server, other.server, () -> other.receive(message));
    }
}
