package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** A DHCP server with its leases, its clock, its connections and its manners. */
final class SimulatedServer {

    private final VirtualTime time;
    private final int number;
    private final Settings settings;
    private final ServerClock clock;
    private final LeaseTable leases;
    private final WireFormat format;
    private final List<ServerSession> sessions = new ArrayList<>();
    private final Map<Integer, Integer> told = new HashMap<>();
    private final Map<Integer, Long> lastTold = new HashMap<>();
    private long historyStart;
    private boolean up = true;
    private boolean damageNext;
    private boolean oddTimeNext;
    private int dataMissingTold;
    private long answersLostAt = -1;
    private int failNextBulk;
    private Status bulkFailure = Status.SUCCESS;

    SimulatedServer(VirtualTime time, int number, Settings settings, IntSupplier versions) {
        this.time = time;
        this.number = number;
        this.settings = settings;
        this.clock = new ServerClock(time);
        this.leases = new LeaseTable(time, clock, versions);
        this.format = WireFormat.of(settings.family(), settings.isKea());
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

    boolean isUp() {
        return up;
    }

    /** From when on, by the clock that is shown, it remembers every change. */
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

    /** An address disappears without a word. */
    void vanish(int slot) {
        leases.vanish(slot);
    }

    private void changed(Lease lease) {
        List.copyOf(sessions).forEach(session -> session.changed(lease));
    }

    /** Leases run out, silent connections get a sign of life. DHCPv6 tells nothing of a lease that ran out. */
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
    void restart(long downMillis) {
        List.copyOf(sessions).forEach(ServerSession::cut);
        up = false;
        time.after(downMillis, () -> {
            up = true;
            historyStart = clock.shown();
        });
    }

    /** The next so many bulk queries are answered with a status. */
    void failBulk(Status status, int times) {
        bulkFailure = status;
        failNextBulk = times;
    }

    void damageNext() {
        damageNext = true;
    }

    void oddTimeNext() {
        oddTimeNext = true;
    }

    void toldDataMissing() {
        dataMissingTold++;
    }

    /** How often it said that it lacks data, over all connections. */
    int timesDataMissingTold() {
        return dataMissingTold;
    }

    void heal() {
        failNextBulk = 0;
        damageNext = false;
        oddTimeNext = false;
        clock.drift(0);
        clock.glitch(0, 0);
    }

    Reply reply(int xid, boolean first) {
        return new Reply(number, xid, first, clock.shown(), clock.steadySeconds(), false, false);
    }

    /** As above, with what is to go wrong with the next binding. */
    Reply replyWithBinding(int xid, boolean first) {
        Reply reply = new Reply(number, xid, first, clock.shown(), clock.steadySeconds(), damageNext, oddTimeNext);
        damageNext = false;
        oddTimeNext = false;
        return reply;
    }

    /** How often this change was sent, over all connections. */
    int timesTold(int version) {
        return told.getOrDefault(version, 0);
    }

    /** When this change was last sent, over any connection; -1 if never. */
    long lastTold(int version) {
        return lastTold.getOrDefault(version, -1L);
    }

    /** Some of what was sent up to now never arrives. */
    void answersLost() {
        answersLostAt = time.millis();
    }

    /** When something that was sent was lost the last time; -1 if never. */
    long answersLostAt() {
        return answersLostAt;
    }

    void told(int version) {
        told.merge(version, 1, Integer::sum);
        lastTold.put(version, time.millis());
    }

    /**
     * The addresses that a stream with catch-up has to tell first. In DHCPv6 it is no change that a lease runs out: a
     * server tells of it only if the client was heard in the time that is asked for.
     */
    List<Integer> changedSince(Query query) {
        return leases.all().stream()
                .filter(query::covers)
                .filter(lease -> family() == Family.IPV4
                        || lease.state() != Lease.EXPIRED
                        || query.start() == null
                        || lease.shownTransaction() >= query.start())
                .map(Lease::slot)
                .toList();
    }

    /**
     * The leases of one message, as it is built: a server that follows RFC 5007 section 4.1.2.2 to the letter tells
     * all leases of the client as they are now, and of one that ended nothing unless it was the last. An end whose
     * address meanwhile has another client is told no more: a message about that client may have gone before it.
     */
    List<Lease> asTold(List<Lease> change) {
        if (!settings.isLiteral()) {
            return change;
        }
        int client = change.get(0).client();
        List<Lease> held = leases.all().stream()
                .filter(lease -> lease.isBound() && lease.client() == client)
                .toList();
        return held.isEmpty() ? change.stream().filter(this::isLast).toList() : held;
    }

    private boolean isLast(Lease change) {
        Lease present = leases.at(change.slot());
        return present == null || present.version() == change.version();
    }

    /** The whole answer to a bulk query, built at once; it is sent over some time. */
    List<Octets> bulkAnswer(Query query) {
        List<Octets> answer = new ArrayList<>();
        if (failNextBulk > 0) {
            failNextBulk--;
            answer.add(format.bulkEnd(reply(query.xid(), true), bulkFailure));
            return answer;
        }
        if (query.by() == Query.By.OTHER || (settings.isKea() && query.by() == Query.By.ALL)) {
            answer.add(format.bulkEnd(reply(query.xid(), true), Status.NOT_ALLOWED));
            return answer;
        }
        for (List<Lease> together : grouped(selected(query))) {
            int label = together.stream().mapToInt(Lease::version).max().orElse(0);
            together.forEach(lease -> told(lease.version()));
            answer.add(format.leases(replyWithBinding(query.xid(), answer.isEmpty()), together, label));
        }
        answer.add(format.bulkEnd(reply(query.xid(), answer.isEmpty()), Status.SUCCESS));
        return answer;
    }

    private List<Lease> selected(Query query) {
        return leases.all().stream()
                .filter(lease -> format.selects(query, lease))
                .filter(query::covers)
                .filter(lease -> lease.isBound() || !settings.isKea())
                .toList();
    }

    private List<List<Lease>> grouped(List<Lease> selected) {
        if (!settings.isLiteral()) {
            return selected.stream().map(List::of).toList();
        }
        Map<Integer, List<Lease>> byClient = new TreeMap<>();
        selected.forEach(lease -> byClient.computeIfAbsent(lease.client(), unused -> new ArrayList<>())
                .add(lease));
        return List.copyOf(byClient.values());
    }
}
