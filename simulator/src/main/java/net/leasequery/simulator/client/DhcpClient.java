package net.leasequery.simulator.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.lease.Relay;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A DHCP client with one lease (RFC 2131 section 4.4; for IPv6 one identity association, RFC 8415 section 18.2). It
 * counts its lease from the moment at which it first sent the request that was granted; a retransmission does not
 * move that moment. So its lease never ends later than the server's. Runs in the scheduler's thread.
 */
public final class DhcpClient {

    private static final Duration OFFER_WAIT = Duration.ofMillis(200);
    private static final Duration REPLY_WAIT = Duration.ofSeconds(1);
    private static final Duration DISCOVER_AGAIN = Duration.ofSeconds(2);
    private static final Duration LONGEST_DISCOVER_WAIT = Duration.ofSeconds(16);
    private static final Duration SHORTEST_RENEWAL_WAIT = Duration.ofSeconds(1);
    private static final int REQUEST_ATTEMPTS = 3;

    private final Scheduler scheduler;
    private final ReachableServers servers;
    private final HoldingLog log;
    private final String node;
    private final Client client;
    private final LeaseType type;

    private String link;
    private @Nullable Relay relay;
    private State state = State.OFF;
    private boolean declinesNext;

    /** Counts the exchanges; a timer or a reply of an earlier exchange is ignored. */
    private long exchange;

    private final List<ServerReply.Offer> offers = new ArrayList<>();
    private Duration discoverWait = DISCOVER_AGAIN;
    private @Nullable LeaseAddress address;
    private @Nullable String server;
    private Instant requestedAt = Instant.MIN;
    private Instant expiry = Instant.MIN;

    /**
     * Creates a client that is switched off and has never held a lease.
     *
     * @param servers servers that the client can try at the moment; queried with every broadcast
     */
    public DhcpClient(
            Scheduler scheduler,
            MessageNetwork network,
            Supplier<? extends Collection<? extends DhcpService>> servers,
            HoldingLog log,
            String node,
            Client client,
            LeaseType type,
            String link,
            @Nullable Relay relay) {
        this.scheduler = scheduler;
        this.servers = new ReachableServers(network, node, servers);
        this.log = log;
        this.node = node;
        this.client = client;
        this.type = type;
        this.link = link;
        this.relay = relay;
    }

    /** Who it is. */
    public Client client() {
        return client;
    }

    /** What it leases. */
    public LeaseType type() {
        return type;
    }

    /** Its node on the network. */
    public String node() {
        return node;
    }

    /** What it holds now; null if nothing. */
    public @Nullable LeaseAddress address() {
        return scheduler.now().isBefore(expiry) ? address : null;
    }

    /** Switches it on: it confirms the lease that it remembers, or else discovers a new one. */
    public void powerOn() {
        if (state != State.OFF) {
            return;
        }
        if (address() == null) {
            discover();
            return;
        }
        begin(State.REBOOTING);
        ask(RequestKind.INIT_REBOOT, 1);
    }

    /** Switches it off without a message. It remembers its lease, and may use it again. */
    public void powerOff() {
        begin(State.OFF);
    }

    /** Gives its lease back and switches it off. */
    public void release() {
        LeaseAddress held = address();
        if (held != null && server != null) {
            log.stop(client, held, scheduler.now(), HoldingEnd.RELEASED);
            send(RequestKind.RELEASE, held, server);
        }
        forget();
        begin(State.OFF);
    }

    /** Moves it to another link. It abandons its lease without a message. */
    public void move(String newLink, @Nullable Relay newRelay) {
        if (address != null) {
            log.stop(client, address, scheduler.now(), HoldingEnd.LEFT);
        }
        forget();
        link = newLink;
        relay = newRelay;
        if (state != State.OFF) {
            discover();
        }
    }

    /** Makes it decline the next address that it is granted, as already in use. */
    public void declineNext() {
        declinesNext = true;
    }

    private void discover() {
        begin(State.SELECTING);
        offers.clear();
        broadcast(RequestKind.DISCOVER, address, null);
        later(OFFER_WAIT, this::choose);
    }

    private void choose() {
        if (offers.isEmpty()) {
            later(discoverWait, this::discover);
            Duration doubled = discoverWait.multipliedBy(2);
            discoverWait = doubled.compareTo(LONGEST_DISCOVER_WAIT) < 0 ? doubled : LONGEST_DISCOVER_WAIT;
            return;
        }
        discoverWait = DISCOVER_AGAIN;
        ServerReply.Offer best = offers.stream()
                .filter(offer -> offer.address().equals(address))
                .findFirst()
                .orElse(offers.get(0));
        address = best.address();
        server = best.server();
        expiry = Instant.MIN;
        begin(State.REQUESTING);
        ask(RequestKind.SELECTING, 1);
    }

    /** Asks again if no answer comes; after the last attempt it starts over. */
    private void ask(RequestKind kind, int attempt) {
        broadcast(kind, address, kind == RequestKind.SELECTING ? server : null);
        later(REPLY_WAIT, () -> {
            if (attempt < REQUEST_ATTEMPTS) {
                ask(kind, attempt + 1);
            } else if (kind == RequestKind.INIT_REBOOT && address() != null) {
                keep(); // RFC 2131 section 3.2: without an answer the client may go on using its lease
            } else {
                discover();
            }
        });
    }

    private void receive(long asked, ServerReply reply) {
        if (asked != exchange) {
            return;
        }
        if (reply instanceof ServerReply.Offer offer) {
            if (state == State.SELECTING) {
                offers.add(offer);
            }
        } else if (reply instanceof ServerReply.Nak) {
            refused();
        } else if (reply instanceof ServerReply.Ack ack && state != State.SELECTING) {
            granted(ack);
        }
    }

    private void refused() {
        if (address != null) {
            log.stop(client, address, scheduler.now(), HoldingEnd.REFUSED);
        }
        forget();
        discover();
    }

    private void granted(ServerReply.Ack ack) {
        if (declinesNext && state == State.REQUESTING) {
            declinesNext = false;
            send(RequestKind.DECLINE, ack.address(), ack.server());
            forget();
            begin(State.SELECTING);
            later(DISCOVER_AGAIN, this::discover);
            return;
        }
        Instant end = requestedAt.plus(ack.lifetime());
        if (!end.isAfter(scheduler.now())) {
            return; // The lease ended before the answer arrived.
        }
        address = ack.address();
        server = ack.server();
        expiry = end;
        log.hold(client, ack.address(), requestedAt, end, ack.server());
        keep();
    }

    private void keep() {
        Duration left = Duration.between(scheduler.now(), expiry);
        begin(State.BOUND);
        later(left.dividedBy(2), this::renew);
    }

    private void renew() {
        begin(State.RENEWING);
        Duration left = Duration.between(scheduler.now(), expiry);
        Duration untilRebinding = left.multipliedBy(3).dividedBy(4);
        extendAgain(RequestKind.RENEWING, scheduler.now().plus(untilRebinding));
        later(untilRebinding, this::rebind);
    }

    private void rebind() {
        begin(State.REBINDING);
        extendAgain(RequestKind.REBINDING, expiry);
        later(Duration.between(scheduler.now(), expiry), this::expired);
    }

    private void expired() {
        if (address != null) {
            log.stop(client, address, scheduler.now(), HoldingEnd.EXPIRED);
        }
        expiry = Instant.MIN;
        discover();
    }

    /** Sends the request, and again after half of what is left until {@code end} (RFC 2131 section 4.4.5). */
    private void extendAgain(RequestKind kind, Instant end) {
        if (kind == RequestKind.RENEWING && server != null) {
            send(kind, address, server);
        } else {
            broadcast(kind, address, null);
        }
        Duration half = Duration.between(scheduler.now(), end).dividedBy(2);
        if (half.compareTo(SHORTEST_RENEWAL_WAIT) >= 0) {
            later(half, () -> extendAgain(kind, end));
        }
    }

    private void forget() {
        address = null;
        server = null;
        expiry = Instant.MIN;
    }

    private void begin(State next) {
        state = next;
        exchange++;
        requestedAt = scheduler.now();
    }

    private void later(Duration delay, Runnable action) {
        long begun = exchange;
        scheduler.after(delay, () -> {
            if (begun == exchange) {
                action.run();
            }
        });
    }

    private void broadcast(RequestKind kind, @Nullable LeaseAddress about, @Nullable String chosen) {
        long asked = exchange;
        servers.broadcast(request(kind, about, chosen), reply -> receive(asked, reply));
    }

    private void send(RequestKind kind, @Nullable LeaseAddress about, String to) {
        long asked = exchange;
        servers.send(to, request(kind, about, to), reply -> receive(asked, reply));
    }

    private ClientRequest request(RequestKind kind, @Nullable LeaseAddress about, @Nullable String to) {
        return new ClientRequest(kind, client, relay, link, type, about, to);
    }

    private enum State {
        OFF,
        SELECTING,
        REQUESTING,
        REBOOTING,
        BOUND,
        RENEWING,
        REBINDING
    }
}
