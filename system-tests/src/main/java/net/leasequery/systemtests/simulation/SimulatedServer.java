package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A DHCP server with its leases, its clock, its connections and its manner. */
final class SimulatedServer {

    /** Greater than the number of any address or client. */
    private static final int MOST_NUMBERS = 256;

    private final VirtualTime time;
    private final int number;
    private final Settings settings;
    private final ServerClock clock;
    private final LeaseTable leases;
    private final ServerFreedoms freedoms = new ServerFreedoms();
    private final WireFormat format;
    private final List<ServerSession> sessions = new ArrayList<>();
    private final Map<Integer, Integer> sent = new HashMap<>();
    private final Map<Integer, Long> lastSent = new HashMap<>();
    private long historyStart;
    private boolean up = true;
    private int dataMissingSent;
    private long answersLostAt = -1;
    private int failNextBulk;
    private Status bulkFailure = Status.SUCCESS;

    SimulatedServer(VirtualTime time, int number, Settings settings, boolean vpns, IntSupplier versions) {
        this.time = time;
        this.number = number;
        this.settings = settings;
        this.clock = new ServerClock(time);
        this.leases = new LeaseTable(time, clock, versions);
        this.format = WireFormat.of(settings.family(), settings.isKea(), vpns);
    }

    /** The server that reported a version of an address, or a server with an older one; empty if there is none. */
    static Optional<SimulatedServer> reporter(List<SimulatedServer> servers, int slot, int version) {
        return servers.stream()
                .filter(server -> server.leases.newestUpTo(slot, version) != null)
                .reduce((one, other) -> other.leases.had(slot, version) ? other : one);
    }

    int number() {
        return number;
    }

    Family family() {
        return settings.family();
    }

    WireFormat format() {
        return format;
    }

    ServerClock clock() {
        return clock;
    }

    LeaseTable leases() {
        return leases;
    }

    boolean newestFirst() {
        return settings.newestFirst();
    }

    /** What it does differently from other servers for now. */
    ServerFreedoms freedoms() {
        return freedoms;
    }

    boolean isUp() {
        return up;
    }

    /** The time, by the clock that the server shows, since which it remembers every change. */
    long historyStart() {
        return historyStart;
    }

    ServerSession accept(SimulatedConnection connection) {
        ServerSession session = new ServerSession(time, this, connection);
        sessions.add(session);
        return session;
    }

    void ended(ServerSession session) {
        sessions.remove(session);
    }

    /** A client gets an address or renews it; a server that is down gives none. */
    void bind(int slot, int client, LeaseKind kind, long lifetime, int relay) {
        if (up) {
            changed(leases.bind(slot, client, kind, lifetime, relay));
        }
    }

    void release(int slot) {
        Lease lease = leases.at(slot);
        if (up && lease != null && lease.isBound()) {
            changed(leases.end(lease, Lease.RELEASED));
        }
    }

    /** Removes an address without a message. */
    void vanish(int slot) {
        leases.vanish(slot);
    }

    private void changed(Lease lease) {
        List.copyOf(sessions).forEach(session -> session.changed(lease));
    }

    /**
     * Ends leases that have run out and sends keep-alives on silent connections. DHCPv6 reports nothing about a lease
     * that ran out.
     */
    void tick() {
        for (Lease lease : leases.overdue()) {
            Lease ended = leases.end(lease, Lease.EXPIRED);
            if (family() == Family.IPV4 && up) {
                changed(ended);
            }
        }
        List.copyOf(sessions).forEach(ServerSession::tick);
    }

    /** Goes down at once and comes back without its history. */
    void restart(long downMillis, boolean orderly) {
        List.copyOf(sessions).forEach(orderly ? ServerSession::close : ServerSession::cut);
        up = false;
        time.after(downMillis, () -> {
            up = true;
            historyStart = clock.shown();
        });
    }

    /** Restarts with the leases that it had some seconds ago. */
    void restore(int secondsAgo) {
        restart(0, false);
        leases.restore(time.millis() - 1_000L * secondsAgo);
    }

    /** Whether a stream reports an address. */
    boolean reports(Query query, int slot) {
        return freedoms.streamsAllVpns() || query.includes(format.vpn(slot));
    }

    /** Forgets the changes up to now, but no lease; a catch-up that needs them ends. RFC 7724 section 7.4.1. */
    void loseHistory() {
        historyStart = clock.shown();
        List.copyOf(sessions).forEach(ServerSession::historyLost);
    }

    /** Answers the next bulk queries with a status. */
    void failBulk(Status status, int times) {
        bulkFailure = status;
        failNextBulk = times;
    }

    void sentDataMissing() {
        dataMissingSent++;
    }

    /** How often it sent DataMissing, over all connections. */
    int timesDataMissingSent() {
        return dataMissingSent;
    }

    void heal() {
        failNextBulk = 0;
        freedoms.heal();
        clock.wobble(0);
        clock.drift(0);
        clock.glitch(0, 0);
    }

    Reply reply(int xid, boolean first) {
        boolean dated = !freedoms.leavesOutBaseTime();
        return Reply.of(number, xid, first, clock.shownInMessage(), clock.steadySeconds(), dated);
    }

    /** As above, with the faults that are set for the next binding. */
    Reply replyWithBinding(int xid, boolean first) {
        return reply(xid, first)
                .withBinding(freedoms.takeDamage(), freedoms.takeOddTime(), !freedoms.leavesOutTransaction());
    }

    /** How often this change was sent, over all connections. */
    int timesSent(int version) {
        return sent.getOrDefault(version, 0);
    }

    /** When this change was last sent, over any connection; -1 if never. */
    long lastSent(int version) {
        return lastSent.getOrDefault(version, -1L);
    }

    /** Records that some of what was sent up to now will never arrive. */
    void answersLost() {
        answersLostAt = time.millis();
    }

    /** When something that was sent was last lost; -1 if never. */
    long answersLostAt() {
        return answersLostAt;
    }

    void sent(int version) {
        sent.merge(version, 1, Integer::sum);
        lastSent.put(version, time.millis());
    }

    /**
     * The addresses that a stream with catch-up has to send first. In DHCPv6 the expiry of a lease is not a change:
     * the server reports an expired lease only if the client's last transaction lies in the time window of the query.
     */
    List<Integer> changedSince(Query query) {
        return leases.all().stream()
                .filter(query::covers)
                .filter(lease -> reports(query, lease.slot()))
                .filter(lease -> family() == Family.IPV4
                        || lease.state() != Lease.EXPIRED
                        || query.start() == null
                        || lease.shownTransaction() >= query.start())
                .map(Lease::slot)
                .toList();
    }

    /**
     * The leases of one message when it is built: a server that follows RFC 5007 section 4.1.2.2 to the letter sends
     * all current leases of the client, and an ended lease only if the client has no other. An end is no longer sent
     * if its address has another client meanwhile: a message about that client may have been sent before.
     */
    List<Lease> asSent(List<Lease> change) {
        if (!settings.isLiteral()) {
            return change;
        }
        int client = change.get(0).client();
        List<Lease> held = leases.all().stream()
                .filter(lease -> lease.isBound() && lease.client() == client)
                .filter(lease -> Objects.equals(
                        format.vpn(lease.slot()), format.vpn(change.get(0).slot())))
                .toList();
        return held.isEmpty() ? change.stream().filter(this::isLast).toList() : held;
    }

    /** Leases with the same number are sent together: one address, or one client in one VPN. */
    private int together(Lease lease) {
        int vpn = format.vpn(lease.slot()) == null ? 0 : MOST_NUMBERS / 2;
        return settings.isLiteral() ? lease.client() + vpn : lease.slot();
    }

    private boolean isLast(Lease change) {
        Lease present = leases.at(change.slot());
        return present == null || present.version() == change.version();
    }

    /** The answer to a bulk query, which is sent over some time. */
    BulkAnswer bulkAnswer(Query query) {
        if (failNextBulk > 0) {
            failNextBulk--;
            return BulkAnswer.empty(this, query, bulkFailure);
        }
        if (query.by() == Query.By.OTHER || (settings.isKea() && query.by() == Query.By.ALL)) {
            return BulkAnswer.empty(this, query, Status.NOT_ALLOWED);
        }
        return freedoms.readsAsItSends()
                ? BulkAnswer.readAsSent(this, query, MOST_NUMBERS)
                : BulkAnswer.readNow(this, query, MOST_NUMBERS);
    }

    /**
     * The leases that the next message of an answer contains.
     *
     * @param number of the address, or of the client if all of its leases are sent together
     */
    List<Lease> selected(Query query, int number) {
        return leases.all().stream()
                .filter(lease -> number == together(lease))
                .filter(lease -> freedoms.answersAll()
                        || (format.selects(query, lease) && query.includes(format.vpn(lease.slot()))))
                .filter(query::covers)
                .filter(lease -> lease.isBound() || !settings.isKea())
                .toList();
    }
}
